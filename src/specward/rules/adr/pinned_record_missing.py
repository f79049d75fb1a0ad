"""An accepted decision has disappeared.

## What it does

Reports each record that `decisions.lock` has pinned and that is gone: deleted, or moved to where no decisions are
kept. A record that got another file name is known by its text. A lock that cannot be read is told as undetermined.

## Why is this bad?

Decisions that no longer hold explain why things are as they are, and other records, code and documents still cite
them. A number that is free again is soon given to something else.

## Example

```markdown history/adr/0002-password-hash.md
# ADR-0002: Password hash

- **Status:** Proposed
```

```text history/adr/decisions.lock
specward decisions.lock 1
0001-session-store.md title 2026-01-02 sf1:ede6e0b226350e01ad0e4b5ece9cbef0 604c6db6
```

## Use instead

Bring the record back, and say that it no longer holds: `spec adr deprecate`, or `spec adr supersede`.

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Status:** Deprecated
```

```markdown history/adr/0002-password-hash.md
# ADR-0002: Password hash

- **Status:** Proposed
```

```text history/adr/decisions.lock
specward decisions.lock 1
0001-session-store.md title 2026-01-02 sf1:ede6e0b226350e01ad0e4b5ece9cbef0 604c6db6
```

## Limits

Where a record must go, take its lines out of the lock in the same commit: then somebody sees it in review.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.markdown.document import Place
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.adr.pins.lock import Pins
    from specward.project import Project


@rule("ADR024", Severity.ERROR, Scope.PROJECT, needs=Need.PINS)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault at each pin whose record is gone."""
    from specward.adr.pins.standing import standing_of

    standing = standing_of(project)
    if standing.pins.corrupt and _is_asked(standing.pins, project):
        standing.pins.sound()
    for pin in standing.missing:
        yield Fault(
            standing.pins.place(pin),
            f"{pin.path} was accepted and is gone",
            help="bring it back; what no longer holds is deprecated or superseded, never deleted",
            related=(Place(pin.path, label="it stood here"),),
        )


def _is_asked(pins: Pins, project: Project) -> bool:
    """Whether the lock, or a decision that it may pin, is judged here: a commit of anything else may pass."""
    from specward.adr.pins.lock import lock_path
    from specward.artifacts.kind import Kind

    locks = [lock for lock in pins.texts if project.touches(lock)]
    return bool(locks) or any(
        project.touches(path) and lock_path(path) in pins.texts for path in project.of_kind(Kind.ADR)
    )
