"""A task in the phase of a user story does not name the story.

## What it does

Reports, once for a document, the tasks that stand in the phase of a user story and have no story label (`[US1]`), where
at least half of the tasks in such phases have one. The fix writes the label of the phase's story.

## Why is this bad?

Lists are filtered and coverage is counted by the label. The task is missing from its story, and a story may look
finished that is not.

## Example

```markdown specs/001-login/tasks.md
# Tasks: Login

## Phase 3: User Story 1 - Sign in (Priority: P1)

- [ ] T004 [US1] Add the form to src/form.py
- [ ] T005 Check the password in src/login.py
```

## Use instead

```markdown specs/001-login/tasks.md
# Tasks: Login

## Phase 3: User Story 1 - Sign in (Priority: P1)

- [ ] T004 [US1] Add the form to src/form.py
- [ ] T005 [US1] Check the password in src/login.py
```

## Limits

A list that labels few or none of its tasks says by its headings what belongs together. The tasks of setup, foundation
and polish need no label, nor does one that was dropped (`[~]`, `~~T001~~`), nor one whose label stands further on
(`T001 **RED** [US1]`). The fix is offered for tasks in spec-kit's own form.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.finding import Edit, Fix, Severity, Span
from specward.rule import Fault, Scope, rule
from specward.status.next_task import DROPPED
from specward.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.task import Task
    from specward.artifacts.tasks import Tasks
    from specward.project import Project

_LISTED = 5
_RELATED = 50


@rule("TSK006", Severity.INFO, Scope.TASKS, fixable=True, read=10, right=9)
def check(tasks: Tasks, project: Project) -> Iterator[Fault]:
    """Yield one fault for the tasks of story phases that have no story label."""
    of_stories = [(task, story) for task in tasks.tasks if (story := _story(task, tasks)) and _is_one(task, tasks)]
    without = [(task, story) for task, story in of_stories if not task.stories]
    if not without or len(without) * 2 > len(of_stories):
        return
    first, *others = (tasks.document.place(*task.id_span) for task, _ in without)
    names = listed([task.id for task, _ in without], _LISTED)
    yield Fault(
        first,
        f"no story label, in the phase of a story: {names}",
        help="write the label behind the id: `T005 [US1] …`",
        related=tuple(others[:_RELATED]),
        fix=_fix(tasks, without),
    )


def _is_one(task: Task, tasks: Tasks) -> bool:
    """Whether a task is one to be done that names no story: not dropped, and no range such as `T024-T031`."""
    if task.box is None or task.mark in DROPPED or _further().match(task.text):
        return False
    is_struck = tasks.document.text.startswith("~~", task.id_span.start - 2)
    return not is_struck and (bool(task.stories) or "[US" not in task.text)


def _story(task: Task, tasks: Tasks) -> str:
    """The story whose phase a task stands in, or empty."""
    return tasks.phases[task.phase].story if task.phase is not None else ""


def _fix(tasks: Tasks, without: list[tuple[Task, str]]) -> Fix | None:
    edits = tuple(
        Edit(tasks.document.path, Span(task.text_span.start, task.text_span.start), f"[{story}] ")
        for task, story in without
        if task.strict
    )
    return Fix("write the label of the phase's story", edits, safe=True) if edits else None


@cache
def _further() -> re.Pattern[str]:
    return re.compile(r"[\s–—-]{0,3}T\d", re.ASCII)
