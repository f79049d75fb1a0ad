"""Nobody has said that what was escalated is settled.

## What it does

Looks at each feature whose tasks are all ticked and name a file of the back end. It reports a feature whose plan or
contracts have changed since a person signed it, by `spec sign 001-login/checks#escalations-settled`. Under
`trace.profile: safety`, where stages wait for a person, it also reports a feature that nobody has signed.

## Why is this bad?

A question that was too large to be decided by whoever met it, a vulnerability, a need for more machines, a decision
about several systems, is passed on and then lost. The code goes on without the answer.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
trace: {profile: safety}
```

```markdown specs/001-login/spec.md
# Feature Specification: Login
```

```markdown specs/001-login/plan.md
# Implementation Plan: Login

The storefront calls `POST /login`.
```

```markdown specs/001-login/tasks.md
# Tasks: Login

- [x] T001 Count the attempts in app/login.py
```

```python app/login.py
LIMIT = 5
```

```yaml specs/001-login/signoffs.yml
- item: "001-login/checks#escalations-settled"
  fingerprint: sf1:c633d1874e0ef3589e30a21ef5165a51
  by: Grace Hopper <grace@example.org>
  on: 2026-01-31
  files:
    specs/001-login/plan.md: sha256:2ce7e0ee7dbae126ba3ba5c29592b4b2
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
trace: {profile: safety}
```

```markdown specs/001-login/spec.md
# Feature Specification: Login
```

```markdown specs/001-login/plan.md
# Implementation Plan: Login
```

```markdown specs/001-login/tasks.md
# Tasks: Login

- [x] T001 Count the attempts in app/login.py
```

```python app/login.py
LIMIT = 5
```

```yaml specs/001-login/signoffs.yml
- item: "001-login/checks#escalations-settled"
  fingerprint: sf1:c633d1874e0ef3589e30a21ef5165a51
  by: Grace Hopper <grace@example.org>
  on: 2026-01-31
  files:
    specs/001-login/plan.md: sha256:2ce7e0ee7dbae126ba3ba5c29592b4b2
```

## Limits

It goes by the plan and what lies below `contracts/`: where the code alone has changed, FA310 and FA901 to FA904 ask. A
project without features is not asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.judged import unanswered
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project


@rule("FA906", Severity.WARNING, Scope.PROJECT, needs=Need.FASTAPI)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each feature of which nobody has settled what was escalated."""
    return unanswered(project, "FA906")
