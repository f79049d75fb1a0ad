"""Two tasks have the same id.

## What it does

Reports each check box with a task id that another check box of the same document has already.

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

    from specward.artifacts.tasks import Task, Tasks
    from specward.project import Project


@rule("TSK002", Severity.ERROR, Scope.TASKS)
def check(tasks: Tasks, project: Project) -> Iterator[Fault]:
    """Yield a fault for each task whose id was used before."""
    first: dict[str, Task] = {}
    for task in tasks.tasks:
        if task.box is None:
            continue
        before = first.setdefault(task.id, task)
        if before is not task:
            yield Fault(
                tasks.document.place(*task.id_span),
                f"{task.id} is the id of another task already",
                help="give it the next free id, and mend what cites it",
                related=(tasks.document.place(*before.id_span, "first used here"),),
            )
