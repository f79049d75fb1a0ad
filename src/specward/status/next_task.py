"""Which task comes next: the first open one whose predecessors are done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.references import key

if TYPE_CHECKING:
    from specward.artifacts.task import Task
    from specward.artifacts.tasks import Tasks

DROPPED = frozenset("~-")
"""Marks that the field uses for tasks that were dropped or deferred: open, but nobody's next work."""


def next_task(tasks: Tasks) -> Task | None:
    """The task to do next; None where all are done.

    Where every open task waits for another, the first of them is the answer: the cycle is a finding of the checker.
    """
    waiting = [task for task in tasks.open if task.mark not in DROPPED]
    return next((task for task in waiting if not blockers(task, tasks)), waiting[0] if waiting else None)


def blockers(task: Task, tasks: Tasks) -> list[str]:
    """The ids of the open tasks that must come before this one."""
    open_ids = {key(other.id) for other in tasks.open if other.mark not in DROPPED}
    return [identity for identity in task.after if key(identity) in open_ids]
