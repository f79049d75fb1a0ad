"""Tasks."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints, computed_field

from app.core.vocabulary import TaskOrder, TaskPriority, TaskStatus
from app.schemas.base import (
    NO_NUL,
    ChangeBase,
    Day,
    InputBase,
    Line,
    MayBeLeftOut,
    OutputBase,
    PageBase,
    PageQuery,
)

Title = Annotated[Line, Field(max_length=200)]
Description = Annotated[str, StringConstraints(strip_whitespace=True, max_length=5000, pattern=NO_NUL)]


class TaskBase(BaseModel):
    """What a task has from its owner."""

    title: Title = Field(description="What is to be done.", examples=["Water the plants"])
    description: Description = Field(default="", description="More about it.", examples=["Not the cactus."])
    priority: TaskPriority = Field(default=TaskPriority.NORMAL, description="How much it matters.", examples=["normal"])
    due_on: Day | None = Field(default=None, description="The day that it is due.", examples=["2026-12-24"])


class TaskCreate(TaskBase, InputBase):
    """A new task; it is open."""


class TaskUpdate(ChangeBase):
    """What changes of a task: what is left out stays, and `due_on` is taken away by null."""

    title: MayBeLeftOut[Title] = Field(default=None, description="What is to be done.", examples=["Water all plants"])
    description: MayBeLeftOut[Description] = Field(default=None, description="More about it.", examples=["Rain water."])
    status: MayBeLeftOut[TaskStatus] = Field(default=None, description="How far it has come.", examples=["done"])
    priority: MayBeLeftOut[TaskPriority] = Field(default=None, description="How much it matters.", examples=["high"])
    due_on: Day | None = Field(default=None, description="The day that it is due.", examples=["2026-12-31"])


class TaskQuery(PageQuery):
    """Which tasks are asked for, and in which order."""

    status: TaskStatus | None = Field(default=None, description="Only these.", examples=["open"])
    priority: TaskPriority | None = Field(default=None, description="Only these.", examples=["high"])
    due_before: Day | None = Field(default=None, description="Due before that day.", examples=["2026-12-31"])
    text: Line | None = Field(
        default=None, max_length=100, description="The title holds this, in whatever case.", examples=["plants"]
    )
    order: TaskOrder = Field(
        default=TaskOrder.NEWEST,
        description="By age, or by day; tasks without a day come last.",
        examples=["newest"],
    )


class TaskResponse(TaskBase, OutputBase):
    """A task."""

    id: UUID = Field(description="Its id.", examples=["0c9e6b7a-1f4d-4b5e-8f0a-2a9f5a1f3d77"])
    status: TaskStatus = Field(description="How far it has come.", examples=["open"])
    created_at: datetime = Field(description="When it was made.", examples=["2026-11-30T09:00:00Z"])
    updated_at: datetime = Field(description="When it was last changed.", examples=["2026-11-30T09:00:00Z"])
    completed_at: datetime | None = Field(description="When it was done.", examples=[None])

    @computed_field(description="Whether its day is past, by UTC, and it is not done.", examples=[False])
    def is_overdue(self) -> bool:
        """Tell whether its day is past, and it is not done."""
        is_late = self.due_on is not None and self.due_on < datetime.now(UTC).date()
        return is_late and self.status is not TaskStatus.DONE


class TaskListResponse(PageBase):
    """A part of one's tasks."""

    items: list[TaskResponse] = Field(description="The tasks.", examples=[[]])
