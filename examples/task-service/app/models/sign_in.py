"""Sessions of people who are signed in; the class is named apart from SQLAlchemy's own `Session`."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.core.clock import utc_now
from app.models.base import Base, UtcDateTime


class SignIn(Base):
    """A session: it goes on with each refresh, and ends when it is revoked."""

    __tablename__ = "sessions"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    refresh_id: Mapped[UUID] = mapped_column(default=uuid4)
    """The one refresh token that is good; any earlier one has been used."""
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    """When that token is good no longer; from then on the row may go."""
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
