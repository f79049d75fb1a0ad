"""A feature has a plan or tasks and no specification.

## What it does

Reports a feature folder that holds a `plan.md` or a `tasks.md` and no `spec.md`.

## Why is this bad?

Nothing says what the plan is for, and nothing can tell whether the work is done.

## Example

```markdown specs/001-login/plan.md
# Implementation Plan: Login
```

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login
```

```markdown specs/001-login/plan.md
# Implementation Plan: Login
```

## Limits

A folder with a `requirements.md` of its own says what is wanted in another form, and is left alone.
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


@rule("PRJ003", Severity.ERROR, Scope.FEATURE, read=11, right=11)
def check(feature: Feature, project: Project) -> Iterator[Fault]:
    """Yield a fault on the feature's first document."""
    later = feature.path(Kind.PLAN) or feature.path(Kind.TASKS)
    if later and not feature.path(Kind.SPEC) and not project.source.exists(f"{feature.folder}/requirements.md"):
        yield Fault(Place(later), f"{feature.folder} has no spec.md", help="write what the plan is for in spec.md")
