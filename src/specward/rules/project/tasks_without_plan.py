"""A feature has tasks and no plan.

## What it does

Reports a feature folder that holds a `tasks.md` and no `plan.md`.

## Why is this bad?

The tasks rest on decisions that nobody wrote down, and the constitution was not asked.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login
```

```markdown specs/001-login/tasks.md
# Tasks: Login

- [ ] T001 Add the form in src/form.py
```

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login
```

```markdown specs/001-login/plan.md
# Implementation Plan: Login
```

```markdown specs/001-login/tasks.md
# Tasks: Login

- [ ] T001 Add the form in src/form.py
```

## Limits

Where every task is ticked the finding is an info: a plan that is written after the work guides nobody. Of eight
features of real projects that have tasks and no plan, five are so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.kind import Kind
from specward.finding import Severity
from specward.markdown.document import Place
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Feature, Project


@rule("PRJ004", Severity.WARNING, Scope.FEATURE, read=3, right=3)
def check(feature: Feature, project: Project) -> Iterator[Fault]:
    """Yield a fault on the tasks."""
    tasks = feature.path(Kind.TASKS)
    if tasks and not feature.path(Kind.PLAN):
        yield Fault(
            Place(tasks),
            f"{feature.folder} has no plan.md",
            help=f"`spec new plan {feature.name}`",
            severity=Severity.INFO if _is_over(feature) else None,
        )


def _is_over(feature: Feature) -> bool:
    """Whether every task is ticked."""
    return feature.tasks is not None and bool(feature.tasks.tasks) and not feature.tasks.open
