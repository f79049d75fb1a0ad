"""Nobody has agreed the interfaces with those on the other side of them.

## What it does

Looks at each feature whose tasks are all ticked and name a file of the back end. It reports a feature whose plan or
contracts have changed since a person signed it, by `spec sign 001-login/checks#interfaces-agreed`. Under
`trace.profile: safety`, where stages wait for a person, it also reports a feature that nobody has signed.

## Why is this bad?

Each side builds in good faith what it understood: a token in another form, a migration that somebody else's code does
not expect. With coding agents on both sides it is built faster.

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
- item: "001-login/checks#interfaces-agreed"
  fingerprint: sf1:1e5f7094aeca8f1ce6438a949ab295b7
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
- item: "001-login/checks#interfaces-agreed"
  fingerprint: sf1:1e5f7094aeca8f1ce6438a949ab295b7
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


@rule("FA905", Severity.WARNING, Scope.PROJECT, needs=Need.FASTAPI)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each feature of which nobody has agreed the interfaces."""
    return unanswered(project, "FA905")
