"""A trace lock cannot be read: cut off, edited by hand, in a merge conflict, or of a newer schema.

## What it does

Reports each `specs/<feature>/trace.lock` that is not what `spec trace review` writes, with the first line that is
wrong. Lines in another order are fine: git merges them so.

## Why is this bad?

The lock is what suspect links are found by. A lock that cannot be relied on finds none, which must not look like a
project without any.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login
```

```text specs/001-login/trace.lock
specward trace.lock 1
<<<<<<< HEAD
FR-001 approved sf1:0c501943fe4ded88a1097b2d34258c73
=======
FR-001 approved sf1:55d2974fa1eaf6166e15fd7e7e86d44b
>>>>>>> other
```

## Use instead

Keep the lines of both sides. Where both have a line about the same link, keep either and review the link again.

```markdown specs/001-login/spec.md
# Feature Specification: Login
```

```text specs/001-login/trace.lock
specward trace.lock 1
FR-001 approved sf1:0c501943fe4ded88a1097b2d34258c73
```

## Limits

A lock that was cut off right behind a line looks whole. The links that it lost then count as never reviewed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Feature, Project


@rule("TRC012", Severity.ERROR, Scope.FEATURE, needs=Need.REVIEWS)
def check(feature: Feature, project: Project) -> Iterator[Fault]:
    """Yield a fault where the feature's lock is corrupt."""
    from specward.trace.lock import CorruptLock, read_lock

    lock = read_lock(project, feature.folder)
    if isinstance(lock, CorruptLock):
        yield Fault(
            lock.location,
            f"this lock cannot be relied on: {lock.reason}",
            help="mend the line; nothing writes over a corrupt lock",
        )
