"""Two tasks have the same id.

## What it does

Reports each check box with a task id that another check box of the same document has already. Duplicates that follow
each other, as a block pasted twice, are one finding. The fix, which is not safe, gives the later tasks the next free
ids.

## Why is this bad?

Ticking, citing or waiting for the id means either task: one of them gets lost.

## Example

```markdown specs/001-login/tasks.md
# Tasks: Login

- [ ] T001 Create the project in src/login.py
- [ ] T001 Add the form in src/form.py
```

## Use instead

```markdown specs/001-login/tasks.md
# Tasks: Login

- [ ] T001 Create the project in src/login.py
- [ ] T002 Add the form in src/form.py
```

## Limits

Ids are compared as written: `T1` and `T001` are two. Headings such as `### Task 1` may be counted anew in each phase
and are left alone. What cites the id, commits and issues too, means one of the two tasks, and a fix cannot know which;
citations are left as they are. A task that is a copy of the other is not renumbered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Edit, Fix, Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.task import Task
    from specward.artifacts.tasks import Tasks
    from specward.project import Project
    from specward.trace.free_ids import FreeIds

    Pair = tuple[Task, Task]
    """The first task of an id, and a later one."""


_SHOWN = 12
"""Of how many duplicates of a run both places are shown, beside the first."""


@rule("TSK002", Severity.ERROR, Scope.TASKS, fixable=True, read=25, right=25)
def check(tasks: Tasks, project: Project) -> Iterator[Fault]:
    """Yield a fault for each run of tasks whose ids were used before."""
    runs = list(_runs(tasks))
    free = _free_ids(tasks, project) if any(map(_may_be_renumbered, runs)) else None
    for run in runs:
        yield _fault(tasks, run, free)


def _runs(tasks: Tasks) -> Iterator[list[Pair]]:
    first: dict[str, Task] = {}
    run: list[Pair] = []
    for task in tasks.tasks:
        if task.box is None:
            continue
        before = first.setdefault(task.id, task)
        if before is not task:
            run.append((before, task))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _fault(tasks: Tasks, run: list[Pair], free: FreeIds | None) -> Fault:
    place = tasks.document.place
    (before, task), *others = run
    related = [place(*before.id_span, "first used here")]
    for earlier, later in others[:_SHOWN]:
        related.append(place(*earlier.id_span, "first used here"))
        related.append(place(*later.id_span, f"{later.id} again"))
    if not others:
        message, mend = (
            f"{task.id} is the id of another task already",
            "give it the next free id, and mend what cites it",
        )
    else:
        following = "the next task" if len(others) == 1 else f"the next {len(others)} tasks"
        message = f"{task.id} and {following} have ids of other tasks already"
        mend = "give each the next free id, and mend what cites them, or delete one copy"
    fix = _renumbering(tasks, run, free) if free and _may_be_renumbered(run) else None
    return Fault(place(*task.id_span), message, help=mend, related=tuple(dict.fromkeys(related)), fix=fix)


def _may_be_renumbered(run: list[Pair]) -> bool:
    """Whether none of the later ones is a copy."""
    return not any(earlier.text == later.text for earlier, later in run)


def _free_ids(tasks: Tasks, project: Project) -> FreeIds:
    from specward.trace.free_ids import FreeIds

    taken = [*(task.id for task in tasks.tasks), *(other.id for other in tasks.lookalikes)]
    return FreeIds(project, tasks.document.path, taken)


def _renumbering(tasks: Tasks, run: list[Pair], free: FreeIds) -> Fix | None:
    """Give each later one the next free id."""
    new = [free.next(later.id) for _, later in run]
    if not all(new):
        return None
    spans = (later.id_span for _, later in run)
    edits = tuple(Edit(tasks.document.path, span, identity) for span, identity in zip(spans, new, strict=True))
    return Fix(f"renumber it {new[0]}" if len(new) == 1 else f"renumber them {new[0]} to {new[-1]}", edits)
