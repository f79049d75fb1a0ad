"""Nobody has looked at what logs, errors and answers give away.

## What it does

Looks at each feature whose tasks are all ticked and name a file of the back end. It reports a feature whose named files
have changed since a person signed it, by `spec sign 001-login/checks#nothing-sensitive-told`. Under `trace.profile:
safety`, where stages wait for a person, it also reports a feature that nobody has signed.

## Why is this bad?

A machine finds a variable that is called `password`. It does not know that a title holds a name, that an address is in
an exception's text, or that a whole request is written to a log that forty people read.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
trace: {profile: safety}
```

```markdown specs/001-login/spec.md
# Feature Specification: Login
```

```markdown specs/001-login/tasks.md
# Tasks: Login

- [x] T001 Count the attempts in app/login.py
```

```python app/login.py
LIMIT = 50
```

```yaml specs/001-login/signoffs.yml
- item: "001-login/checks#nothing-sensitive-told"
  fingerprint: sf1:6c67b7de642fdbf28c419d9935f38334
  by: Grace Hopper <grace@example.org>
  on: 2026-01-31
  files:
    app/login.py: sha256:0f4449febb73dc6a0ba36742449ce043
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
trace: {profile: safety}
```

```markdown specs/001-login/spec.md
# Feature Specification: Login
```

```markdown specs/001-login/tasks.md
# Tasks: Login

- [x] T001 Count the attempts in app/login.py
```

```python app/login.py
LIMIT = 5
```

```yaml specs/001-login/signoffs.yml
- item: "001-login/checks#nothing-sensitive-told"
  fingerprint: sf1:6c67b7de642fdbf28c419d9935f38334
  by: Grace Hopper <grace@example.org>
  on: 2026-01-31
  files:
    app/login.py: sha256:0f4449febb73dc6a0ba36742449ce043
```

## Limits

Files that no task names are nobody's, and are not asked about; nor is a project without features. A file that has
changed and was signed as it is now for another feature counts as looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.judged import unanswered
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project


@rule("FA902", Severity.WARNING, Scope.PROJECT, needs=Need.FASTAPI)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each feature of which nobody has reviewed what is told."""
    return unanswered(project, "FA902")
