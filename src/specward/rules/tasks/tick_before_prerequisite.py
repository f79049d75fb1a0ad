"""A task is ticked, and one that must come before it is open.

## What it does

Reports each ticked task whose own text says that another must come first (`after T002`, `depends on T001, T003`), where
that other one is not ticked.

## Why is this bad?

One of the two is not true: the tick, or the order. Whoever goes on with the list builds on something that is not there.

## Example

```markdown specs/001-login/tasks.md
# Tasks: Login

- [ ] T001 Create the table in src/schema.sql
- [x] T002 Check the password in src/login.py (after T001)
```

## Use instead

```markdown specs/001-login/tasks.md
# Tasks: Login

- [x] T001 Create the table in src/schema.sql
- [x] T002 Check the password in src/login.py (after T001)
```

## Limits

Only dependencies that the task itself tells are read. A task that was dropped (`[~]`, `[-]`) keeps nobody waiting. In
real projects this was met once; it is a slip of the day on which it happens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts import references
from specward.finding import Severity
from specward.rule import Fault, Scope, rule
from specward.status.next_task import DROPPED
from specward.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.tasks import Tasks
    from specward.project import Project

_LISTED = 3
_RELATED = 50


@rule("TSK013", Severity.WARNING, Scope.TASKS, read=1, right=1)
def check(tasks: Tasks, project: Project) -> Iterator[Fault]:
    """Yield a fault for each ticked task that waits for open ones."""
    open_ = {references.key(task.id): task for task in tasks.open if task.mark not in DROPPED}
    waiting = [(task, after) for task in tasks.done if (after := task.after)] if open_ else []
    if not waiting:
        return
    done = {references.key(task.id) for task in tasks.done}
    for task, after in waiting:
        keys = (references.key(identity) for identity in after)
        first = [open_[key] for key in keys if key in open_ and key not in done]
        if first:
            ids = listed([other.id for other in first], _LISTED)
            yield Fault(
                tasks.document.place(*(task.box or task.id_span)),
                f"{task.id} is ticked, and {ids} that must come first {'is' if len(first) == 1 else 'are'} open",
                help="tick what is done, or take this tick away",
                related=tuple(tasks.document.place(*other.id_span, "open") for other in first[:_RELATED]),
            )
