"""A box is ticked although a machine can measure that what it says is not so.

## What it does

Reads the boxes that begin with the id of a measure in bold, such as `**MIN-4**`: those of the checklists that `spec new
checklist --topic contract`, `minimum`, `guidelines` or `fastapi` writes. What a ticked one says is measured anew, and
reported where it is not met.

## Why is this bad?

Whoever reads the list takes the tick for an answer. The measurement costs nothing, cannot be talked into anything, and
says no.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login

### User Story 1 - Sign in (Priority: P1)

1. **AC-001**: **Given** an account, **When** the right password is sent, **Then** it works as expected
```

```markdown specs/001-login/checklists/minimum.md
# Minimum Acceptance Checklist: Login

- [x] CHK001 **MIN-1**: A test can decide the acceptance criteria of every story
```

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login

### User Story 1 - Sign in (Priority: P1)

1. **AC-001**: **Given** an account, **When** the right password is sent, **Then** a session starts
```

```markdown specs/001-login/checklists/minimum.md
# Minimum Acceptance Checklist: Login

- [x] CHK001 **MIN-1**: A test can decide the acceptance criteria of every story
```

## Limits

Only a measurement that says no counts: where nobody can tell, as of a change that is not examined (`**MIN-4**` is
measured in the git hooks), a tick is for a person to answer for. Measurements of words go by English ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Reach, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.checklist import Checklist
    from specward.project import Project


@rule("CHK007", Severity.WARNING, Scope.CHECKLIST, reach=Reach.PROJECT)
def check(checklist: Checklist, project: Project) -> Iterator[Fault]:
    """Yield a fault for each tick that a measurement speaks against."""
    document = checklist.document
    if not any(prefix in document.text for prefix in ("**EXC-", "**MIN-", "**ARC-", "**FAP-")):
        return
    from specward.acceptance.measure import Verdict
    from specward.acceptance.measured import measured_boxes

    feature = project.feature_of(document.path)
    for box in measured_boxes(project, feature, checklist) if feature else ():
        if box.item.ticked and box.answer.verdict is Verdict.UNMET:
            yield Fault(
                document.place(box.item.start, box.item.end),
                f"{box.id} is ticked, and measured it is not met: {box.answer.detail}",
                help="settle it, or take the tick away",
                related=(box.answer.location,) if box.answer.location else (),
            )
