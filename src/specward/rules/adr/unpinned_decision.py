"""An accepted decision is not pinned, where others are.

## What it does

Where the folder of the decisions has a `decisions.lock`, reports each decision in force whose text is not pinned in it:
it was accepted by hand, or before the project pinned any. That a pin was taken out of the lock by the change under
examination is an error, whatever the record is called now.

## Why is this bad?

Its text may be rewritten unnoticed, while everybody believes that accepted text stays.

## Example

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Status:** Accepted
```

```text history/adr/decisions.lock
specward decisions.lock 1
```

## Use instead

`spec adr pin 1`, or `spec adr pin --all`:

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Status:** Accepted
```

```text history/adr/decisions.lock
specward decisions.lock 1
0001-session-store.md title 2026-01-02 sf1:ede6e0b226350e01ad0e4b5ece9cbef0 604c6db6
```

## Limits

A decision that was given up may be pinned, and need not be. That a pin was taken out shows beside the last commit; that
the whole lock was, in the commit hook. What a branch did to accepted text, its pins included, `spec adr review` tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Scope, rule
from specward.sources.scope import PINS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.adr.pins.pin import Pin
    from specward.artifacts.adr import Adr
    from specward.project import Project


@rule("ADR025", Severity.WARNING, Scope.ADR)
def check(adr: Adr, project: Project) -> Iterator[Fault]:
    """Yield a fault for a decision in force that nothing pins."""
    from specward.adr.pins.adopted import locks_of

    if not (locks_of(project) or project.base or (not project.judges_all and project.touches_any(PINS))):
        return
    from specward.adr.pins.standing import is_in_force, is_open, standing_of

    standing = standing_of(project)
    if is_open(adr) or standing.pins.corrupt or standing.pin(adr):
        return
    place = adr.document.place(*((adr.status.start, adr.status.end) if adr.status else adr.title_span or (0, 0)))
    name = adr.reference
    if lost := _lost(adr, project):
        yield Fault(
            place,
            f"the pin of {lost.date} was taken out of the lock, and the decision still stands",
            help="bring the lines of the record back into the lock; spec adr amend records a change of the text",
            severity=Severity.ERROR,
        )
    elif standing.pins.covers(adr.document.path) and is_in_force(adr):
        yield Fault(place, "the text of this decision is not pinned", help=f"spec adr pin {name}")


def _lost(adr: Adr, project: Project) -> Pin | None:
    """The pin that the record had before the change under examination, where its lock may be part of the change."""
    if not project.touches_any(PINS):
        return None
    from specward.adr.pins.lock import lock_path
    from specward.adr.pins.standing import standing_before

    before = standing_before(project)
    pin = before.pin(adr) if before else None
    return pin if pin and project.touches(lock_path(pin.path)) else None
