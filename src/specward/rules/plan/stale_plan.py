"""The specification has changed since the plan was held against it.

## What it does

Reports a plan whose specification says something else than when somebody last reviewed the plan:
`spec trace review 001-login/plan.md` writes that into `specs/001-login/trace.lock`. A plan that was never reviewed is
left alone.

## Why is this bad?

Tasks are made from the plan, and the plan was made from another specification.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login

## Requirements

- **FR-001**: The system MUST reject a password shorter than 12 characters.
```

```markdown specs/001-login/plan.md
# Implementation Plan: Login
```

```text specs/001-login/trace.lock
specward trace.lock 1
plan.md follows spec.md sf1:5d30c1daab4f9e3fe9f3993c217cfe1e sf1:fb14a733d967fff9833902c18c57f9ed
```

## Use instead

Bring the plan up to date, and say so: `spec trace review 001-login/plan.md`.

```markdown specs/001-login/spec.md
# Feature Specification: Login

## Requirements

- **FR-001**: The system MUST reject a password shorter than 12 characters.
```

```markdown specs/001-login/plan.md
# Implementation Plan: Login
```

```text specs/001-login/trace.lock
specward trace.lock 1
plan.md follows spec.md sf1:13020cfd81fdd49349795ee2f4c14a86 sf1:fb14a733d967fff9833902c18c57f9ed
```

## Limits

Only stories, scenarios, requirements and other items with an id count, not the prose around them. Their order and
their layout do not matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Feature, Project


@rule("PLN009", Severity.WARNING, Scope.FEATURE, needs=Need.REVIEWS)
def check(feature: Feature, project: Project) -> Iterator[Fault]:
    """Yield a fault where the plan was reviewed against another specification."""
    from specward.trace.lock import Lock, read_lock

    lock = read_lock(project, feature.folder)
    if not isinstance(lock, Lock) or not feature.plan or not feature.spec:
        return
    from specward.trace.review import plan_is_stale

    if plan_is_stale(feature, lock):
        title = feature.plan.title_span or (0, 0)
        yield Fault(
            feature.plan.document.place(*title),
            "the specification has changed since this plan was held against it",
            help=f"bring the plan up to date, then: spec trace review {feature.name}/plan.md",
            related=(feature.spec.document.place(*(feature.spec.title_span or (0, 0))),),
        )
