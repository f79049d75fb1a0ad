"""A decision in force rests on one that is no longer.

## What it does

Reports an accepted record that depends on, amends, refines or clarifies a record that was superseded, deprecated or
rejected, and a superseded one whose successor was rejected: then nothing holds in its place.

## Why is this bad?

What the decision rests on is gone. Either it rests on the successor by now, and should say so, or it fell with it.

## Example

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Status:** Deprecated
```

```markdown history/adr/0002-session-length.md
# ADR-0002: Session length

- **Status:** Accepted
- **Depends on:** ADR-0001
```

## Use instead

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Status:** Deprecated
```

```markdown history/adr/0002-session-length.md
# ADR-0002: Session length

- **Status:** Deprecated
- **Depends on:** ADR-0001
```

## Limits

`Relates to` is no dependency. Where the record itself superseded what it amends, nothing is missing. A successor that
was deprecated later has had its time, and the chain is history.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.adr.catalogue.entry import Entry
    from specward.artifacts.adr import Adr
    from specward.artifacts.adr_links import AdrLink
    from specward.project import Project

_HELP = "nothing holds in its place: name what does, or mend the status of one of the two"


@rule("ADR021", Severity.WARNING, Scope.ADR)
def check(adr: Adr, project: Project) -> Iterator[Fault]:
    """Yield a fault for each record that this one rests on in vain."""
    if not adr.links or adr.status is None:
        return
    from specward.adr.catalogue.catalogue import catalogue_of, other_meant
    from specward.artifacts.adr_links import AMENDS, CLARIFIES, DEPENDS_ON, REFINES, SUPERSEDED_BY
    from specward.artifacts.adr_status import StatusClass

    rests_on = {DEPENDS_ON, AMENDS, REFINES, CLARIFIES}
    catalogue = catalogue_of(project)
    for link in adr.links:
        other = other_meant(link, adr.document.path, project)
        if other is None or other.is_live or other.status is None:
            continue
        if link.kind in rests_on and adr.status.kind in {StatusClass.ACCEPTED, StatusClass.IMPLEMENTED}:
            successors = [entry for entry in catalogue.successors(other) if entry.path != adr.document.path]
            if not successors and catalogue.successors(other):
                continue
            yield _fault(adr, link, f"{link.kind} {other.name}, which was {other.status.value}", other, successors)
        elif link.kind == SUPERSEDED_BY and not link.partly and other.status is StatusClass.REJECTED:
            yield _fault(adr, link, f"superseded by {other.name}, which was rejected", other, [])


def _fault(adr: Adr, link: AdrLink, message: str, other: Entry, successors: list[Entry]) -> Fault:
    from specward.markdown.document import Place

    names = " and ".join(entry.name for entry in successors)
    help_ = f"{names} holds in its place: name it, or give this decision up too" if names else _HELP
    return Fault(
        adr.document.place(link.start, link.end),
        message,
        help=help_,
        related=(Place(other.path, label="this record"),),
    )
