"""Tasks."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.clock import utc_now
from app.core.vocabulary import TaskPriority, TaskStatus
from app.models.base import Base, UtcDateTime, choice


class Task(Base):
    """Something that somebody wants to have done."""

    __tablename__ = "tasks"
    __table_args__ = (
        # The lists: all of one's tasks by age, and those of one status by day.
        Index(None, "owner_id", "created_at"),
        Index(None, "owner_id", "status", "due_on"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(String(200))
    description: Mapped[str] = mapped_column(String(5000), default="")
    status: Mapped[TaskStatus] = mapped_column(choice(TaskStatus, "status"), default=TaskStatus.OPEN)
    priority: Mapped[TaskPriority] = mapped_column(choice(TaskPriority, "priority"), default=TaskPriority.NORMAL)
    due_on: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now, onupdate=utc_now)
    completed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
