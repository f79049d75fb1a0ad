"""Access to tasks; each method is about those of one owner."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, UnaryExpression, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.vocabulary import TaskOrder, TaskPriority, TaskStatus
from app.models import Task


class TaskFilter(NamedTuple):
    """Which tasks are meant; None is no condition."""

    status: TaskStatus | None = None
    priority: TaskPriority | None = None
    due_before: date | None = None
    text: str | None = None


class TaskRepository:
    """The tasks.

    Args:
        session: the database session of the request.
    """

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, task: Task) -> None:
        """Add a task."""
        self._session.add(task)
        await self._session.flush()

    async def find(self, owner_id: UUID, task_id: UUID) -> Task | None:
        """Return a task, if there is one and it is the owner's."""
        return await self._session.scalar(select(Task).where(Task.id == task_id, Task.owner_id == owner_id))

    async def remove(self, task: Task) -> None:
        """Remove a task."""
        await self._session.delete(task)
        await self._session.flush()

    async def page(
        self, owner_id: UUID, wanted: TaskFilter, order: TaskOrder, limit: int, offset: int
    ) -> tuple[Sequence[Task], int]:
        """Return some of the owner's tasks, and how many such there are."""
        conditions = _conditions(owner_id, wanted)
        rows = select(Task).where(*conditions).order_by(*_ORDERS[order], Task.id).limit(limit).offset(offset)
        total = await self._session.scalar(select(func.count()).select_from(Task).where(*conditions))
        return (await self._session.scalars(rows)).all(), total or 0


_ORDERS: dict[TaskOrder, tuple[UnaryExpression[Any], ...]] = {
    TaskOrder.NEWEST: (Task.created_at.desc(),),
    TaskOrder.OLDEST: (Task.created_at.asc(),),
    TaskOrder.DUE: (Task.due_on.asc().nulls_last(), Task.created_at.asc()),
}


def _conditions(owner_id: UUID, wanted: TaskFilter) -> list[ColumnElement[bool]]:
    conditions = [Task.owner_id == owner_id]
    if wanted.status is not None:
        conditions.append(Task.status == wanted.status)
    if wanted.priority is not None:
        conditions.append(Task.priority == wanted.priority)
    if wanted.due_before is not None:
        conditions.append(Task.due_on < wanted.due_before)
    if wanted.text is not None:
        conditions.append(Task.title.icontains(wanted.text, autoescape=True))
    return conditions
