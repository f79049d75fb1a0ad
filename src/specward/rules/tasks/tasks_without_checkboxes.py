"""Tasks are written without check boxes.

## What it does

Reports, once for a document, that it lists tasks as headings, bullets or table rows and has not one check box.

## Why is this bad?

Nothing can tell what is done: neither the agent that goes on with the work tomorrow nor `spec status`.

## Example

```markdown specs/001-login/tasks.md
# Tasks: Login

### T001 Create the project

### T002 Add the form
```

## Use instead

```markdown specs/001-login/tasks.md
# Tasks: Login

- [ ] T001 Create the project
- [ ] T002 Add the form
```

## Limits

Work packages, whose state is kept elsewhere, are left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.tasks import Tasks
    from specward.project import Project


@rule("TSK012", Severity.ERROR, Scope.TASKS)
def check(tasks: Tasks, project: Project) -> Iterator[Fault]:
    """Yield one fault where tasks are listed and nothing can be ticked."""
    if tasks.checkboxes or tasks.unreadable or len(tasks.lookalikes) < 2:
        return
    if "work package" in tasks.document.text[:400].lower():
        return
    first = tasks.lookalikes[0]
    yield Fault(
        tasks.document.place(first.start, first.end),
        f"{len(tasks.lookalikes)} tasks and not one check box",
        help="write each task as `- [ ] T001 …`",
    )
