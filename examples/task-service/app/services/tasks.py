"""Tasks: made, found, changed, removed, by their owner alone."""

from collections.abc import Sequence
from uuid import UUID

from app.core.clock import Clock, utc_now
from app.core.exceptions import NotFoundError
from app.core.vocabulary import TaskStatus
from app.models import Task
from app.repositories.tasks import TaskFilter, TaskRepository
from app.schemas.task import TaskCreate, TaskQuery, TaskUpdate
from app.services.transaction import Transaction


class TaskService:
    """What can be done with tasks.

    Args:
        tasks: the tasks.
        transaction: the transaction of the request.
        now: the clock.
    """

    def __init__(self, tasks: TaskRepository, transaction: Transaction, now: Clock = utc_now) -> None:
        self._tasks = tasks
        self._transaction = transaction
        self._now = now

    async def create(self, owner_id: UUID, new: TaskCreate) -> Task:
        """Make a task; it is open."""
        now = self._now()
        task = Task(owner_id=owner_id, created_at=now, updated_at=now, **new.model_dump())
        await self._tasks.add(task)
        await self._transaction.commit()
        return task

    async def page(self, owner_id: UUID, query: TaskQuery) -> tuple[Sequence[Task], int]:
        """Return the tasks that are asked for, and how many such there are."""
        wanted = TaskFilter(query.status, query.priority, query.due_before, query.text)
        return await self._tasks.page(owner_id, wanted, query.order, query.limit, query.offset)

    async def get(self, owner_id: UUID, task_id: UUID) -> Task:
        """Return a task.

        Raises:
            NotFoundError: there is none, or it is somebody else's; which of them is not told.
        """
        task = await self._tasks.find(owner_id, task_id)
        if task is None:
            raise NotFoundError("task_not_found", "There is no such task.")
        return task

    async def update(self, owner_id: UUID, task_id: UUID, change: TaskUpdate) -> Task:
        """Change a task; its time of completion follows its status.

        Raises:
            NotFoundError: as of `get`.
        """
        task = await self.get(owner_id, task_id)
        for name, value in change.model_dump(exclude_unset=True).items():
            setattr(task, name, value)
        if task.status is not TaskStatus.DONE:
            task.completed_at = None
        elif task.completed_at is None:
            task.completed_at = self._now()
        await self._transaction.commit()
        return task

    async def remove(self, owner_id: UUID, task_id: UUID) -> None:
        """Remove a task.

        Raises:
            NotFoundError: as of `get`.
        """
        await self._tasks.remove(await self.get(owner_id, task_id))
        await self._transaction.commit()
