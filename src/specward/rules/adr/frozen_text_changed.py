"""The text of an accepted decision is not what was accepted.

## What it does

Holds each decision against its pin in `decisions.lock`, the file in the folder of the decisions that
`spec adr accept`, `amend` and `pin` write. Title, context, drivers, options and decision are frozen, and so is prose
under headings of its own. Consequences may grow at the end of their section or of a subsection. Status, metadata,
links, references, confirmation, amendments, change log, notes and what is told of the implementation are free. Without
the file the rule is silent.

## Why is this bad?

A decision is a promise to those who build on it. Whoever read "sessions are kept in Redis" and finds, half a year
later, that the record always said "in the database" has nothing to hold anybody to.

## Example

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Status:** Accepted

## Decision

We keep sessions in the database.

## Consequences

- Signing out works at once.
```

```text history/adr/decisions.lock
specward decisions.lock 1
0001-session-store.md consequences 2026-01-02 sf1:9612196e81d9c9644325d1e6faa35608 e55b3546
0001-session-store.md decision 2026-01-02 sf1:80308addf036ac8748530b53a40dd897 7ff6c05b
0001-session-store.md title 2026-01-02 sf1:ede6e0b226350e01ad0e4b5ece9cbef0 604c6db6
```

## Use instead

Take the edit back, or record it: `spec adr amend 1 --reason "…"`. What is decided anew is a decision of its own:
`spec adr supersede 1 --new "Title"`. Wrapping and list marks are no edit, and what was learned since may be added:

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Status:** Accepted

## Decision

We keep sessions
in Redis.

## Consequences

- Signing out works at once.
- Redis must be monitored.
```

```text history/adr/decisions.lock
specward decisions.lock 1
0001-session-store.md consequences 2026-01-02 sf1:9612196e81d9c9644325d1e6faa35608 e55b3546
0001-session-store.md decision 2026-01-02 sf1:80308addf036ac8748530b53a40dd897 7ff6c05b
0001-session-store.md title 2026-01-02 sf1:ede6e0b226350e01ad0e4b5ece9cbef0 604c6db6
```

## Limits

A sentence that is added to a paragraph changes that paragraph, among the consequences too. A decision that is proposed
again or rejected may be written anew; nobody accepts it unread. A record that got another name is known by its text.
That text and pin were changed together, and no amendment says why, is seen in the commit hook alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.adr.pins.comparing import Difference
    from specward.adr.pins.pin import Pin
    from specward.artifacts.adr import Adr
    from specward.project import Project

_PARTS = {
    "context": "a part of the context",
    "drivers": "a part of the drivers",
    "options": "a part of the options",
    "decision": "a part of the decision",
    "consequences": "a part of the consequences",
    "other": "a part of the text",
    "title": "the title",
}
_WORDS = {
    "changed": "{part} was changed",
    "removed": "{part} that stood here was removed",
    "added": "{part} was added here",
    "moved": "{part} was moved here",
}


@rule("ADR007", Severity.ERROR, Scope.ADR)
def check(adr: Adr, project: Project) -> Iterator[Fault]:
    """Yield a fault for each stretch of a pinned record that is not as it was pinned."""
    from specward.adr.pins.adopted import locks_of

    if not locks_of(project):
        return
    from specward.adr.pins.standing import differences_from, standing_of

    pin = standing_of(project).pin(adr)
    if pin is None:
        return
    name = adr.reference
    found = differences_from(pin, adr)
    for difference in found:
        undo = "append to the section's end" if difference.zone == "consequences" else "take it back"
        mend = f'{undo}, or record it: spec adr amend {name} --reason "…"; what it said: spec adr log {name} --diff'
        yield _fault(adr, pin, difference, project)._replace(help=mend)
    for difference in [] if found else _renewed(adr, pin, project):
        fault = _fault(adr, pin, difference, project, "and pinned anew, and no amendment says why")
        yield fault._replace(help=f'take the pin back, then: spec adr amend {name} --reason "…"')


def _renewed(adr: Adr, pin: Pin, project: Project) -> list[Difference]:
    """Where a commit under way changes text and pin together without saying why."""
    from specward.adr.pins.lock import lock_path

    if project.judges_all or not project.touches(lock_path(pin.path)) or project.before is None:
        return []
    from specward.adr.pins.renewed import renewed

    return renewed(adr, pin, project)


def _fault(adr: Adr, pin: Pin, difference: Difference, project: Project, how: str = "after it was accepted") -> Fault:
    from specward.adr.pins.standing import standing_of
    from specward.adr.pins.words import former_place

    pinned = pin.zones.get(difference.zone)
    lock = standing_of(project).pins.place(pinned or pin, f"pinned on {pinned.date if pinned else pin.date}")
    former = former_place(project.before, pin.path, difference)
    said = _WORDS[difference.what].format(part=_PARTS[difference.zone])
    place = adr.document.place(difference.start, difference.end)
    return Fault(place, f"{said} {how}", related=(former, lock) if former else (lock,))
