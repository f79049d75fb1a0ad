"""A suppression silences nothing.

## What it does

Reports a `<!-- spec: ignore … -->` comment that gives no reason, or whose rules found nothing where it reaches. A
comment about a rule that this run leaves out is not reported.

## Why is this bad?

The next reader takes it for an exception that somebody weighed, and it hides the next real finding.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login

- **FR-001**: The system MUST refuse a wrong password. <!-- spec: ignore unused-suppression -->
```

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login

- **FR-001**: The system MUST refuse a wrong password.
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project
    from specward.suppression import Suppression


@rule("PRJ006", Severity.WARNING, Scope.SUPPRESSION)
def check(suppression: Suppression, project: Project) -> Iterator[Fault]:
    """Yield a fault for a suppression that the engine found idle."""
    if suppression.reason:
        yield Fault(suppression.place, "nothing is found here that this silences", help="remove the comment")
    else:
        yield Fault(
            suppression.place,
            "a suppression without a reason silences nothing",
            help="add the reason: <!-- spec: ignore RULE -- why -->",
        )
