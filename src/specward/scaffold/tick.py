"""Ticking a task off: one character of one box, every other byte as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.references import key
from specward.changes import Replace
from specward.errors import UsageError
from specward.markdown.document import UTF8

if TYPE_CHECKING:
    from specward.artifacts.task import Task
    from specward.artifacts.tasks import Tasks


def find_task(tasks: Tasks, identity: str) -> Task:
    """The task with an id, however it is padded: `T004`, `T4`, `t004`.

    Raises:
        UsageError: there is none, or more than one.
    """
    found = [task for task in tasks.tasks if key(task.id) == key(identity.strip())]
    path = tasks.document.path
    if not found:
        from difflib import get_close_matches

        near = get_close_matches(identity.upper(), [task.id for task in tasks.tasks], n=3)
        help_ = f"did you mean {', '.join(near)}?" if near else "`spec task list` shows every task"
        raise UsageError(f"there is no task {identity}", where=path, help=help_)
    if len(found) > 1:
        lines = ", ".join(str(tasks.document.position(task.start).line) for task in found)
        raise UsageError(
            f"{len(found)} tasks have the id {found[0].id}",
            where=path,
            help=f"give each its own: lines {lines}",
        )
    return found[0]


def tick(tasks: Tasks, task: Task, *, done: bool) -> Replace:
    """The document with the task's box ticked, or unticked.

    Raises:
        UsageError: the box says so already, the task is a heading that has none, or the document is not UTF-8 and is
            never rewritten.
    """
    document = tasks.document
    line = document.position(task.start).line
    where = f"{document.path}:{line}"
    if document.encoding != UTF8:
        raise UsageError("this document is not UTF-8, so it is not edited", where=where, help="save it as UTF-8")
    if task.done is done:
        raise UsageError(f"{task.id} is {'done' if done else 'open'} already", where=where)
    box = task.box
    if box is None:
        lines = ", ".join(str(document.position(step.start).line) for step in task.steps)
        raise UsageError(
            f"{task.id} is a heading, done when all boxes below it are ticked",
            where=where,
            help=f"tick its boxes yourself: lines {lines}",
        )
    text = f"{document.text[: box.start]}[{'X' if done else ' '}]{document.text[box.end :]}"
    return Replace(document.path, text, document.text)
