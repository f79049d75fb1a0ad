"""Two tasks have the same id.

## What it does

Reports each check box with a task id that another check box of the same document has already. Duplicates that follow
each other, as a block pasted twice, are one finding.

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
and are left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.task import Task
    from specward.artifacts.tasks import Tasks
    from specward.project import Project

    Pair = tuple[Task, Task]
    """The first task of an id, and a later one."""


_SHOWN = 12
"""Of how many duplicates of a run both places are shown, beside the first."""


@rule("TSK002", Severity.ERROR, Scope.TASKS)
def check(tasks: Tasks, project: Project) -> Iterator[Fault]:
    """Yield a fault for each run of tasks whose ids were used before."""
    first: dict[str, Task] = {}
    run: list[Pair] = []
    for task in tasks.tasks:
        if task.box is None:
            continue
        before = first.setdefault(task.id, task)
        if before is not task:
            run.append((before, task))
        elif run:
            yield _fault(tasks, run)
            run = []
    if run:
        yield _fault(tasks, run)


def _fault(tasks: Tasks, run: list[Pair]) -> Fault:
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
    return Fault(place(*task.id_span), message, help=mend, related=tuple(dict.fromkeys(related)))
