"""Decisions supersede each other in a ring, or one refers to itself.

## What it does

Follows who supersedes whom, whichever of the two records says so, and reports each ring once, at its first record. A
record that supersedes, amends or relates to itself is reported too.

## Why is this bad?

Who follows the ring never comes to the decision that holds. Most often one of the numbers is wrong.

## Example

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Status:** Superseded by ADR-0002
```

```markdown history/adr/0002-stateless-sessions.md
# ADR-0002: Stateless sessions

- **Status:** Superseded by ADR-0001
```

## Use instead

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Status:** Superseded by ADR-0002
```

```markdown history/adr/0002-stateless-sessions.md
# ADR-0002: Stateless sessions

- **Status:** Accepted
- **Supersedes:** ADR-0001
```

## Limits

Supersession in part is left alone: two decisions may each take something from the other. So is a number that several
records share.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specward.adr.catalogue.entry import Entry
    from specward.markdown.document import Place
    from specward.project import Project

_SHOWN = 8


@rule("ADR006", Severity.ERROR, Scope.PROJECT, needs=Need.DECISIONS)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each ring, and for each record that refers to itself."""
    from specward.adr.catalogue.catalogue import catalogue_of
    from specward.artifacts.adr_links import SUPERSEDES
    from specward.trace.graph import path_text, rings_of

    catalogue = catalogue_of(project)
    edges = {}
    for entry in catalogue.entries:
        for tie in entry.ties:
            if tie.paths == (entry.path,):
                help_ = "name the record that is meant, or take the line out"
                place = _place(entry, [entry.path], project)
                yield Fault(place, f"{entry.name} {tie.kind} itself", help_)
        former = catalogue.related(entry, SUPERSEDES)
        if former:
            edges[entry.path] = [other.path for other in former]
    for ring in rings_of(edges):
        first, *others = (catalogue.at[path] for path in dict.fromkeys(ring))
        names = path_text([catalogue.at[path].name for path in ring])
        yield Fault(
            _place(first, ring, project),
            f"these decisions are superseded by each other: {names}",
            help="let the chain end at the decision that holds",
            related=tuple(_place(other, ring, project) for other in others[:_SHOWN]),
        )


def _place(entry: Entry, members: Sequence[str], project: Project) -> Place:
    """Where a record refers to one of the members; its title where the others alone say so."""
    from specward.adr.catalogue.catalogue import paths_of
    from specward.artifacts.adr import read_adr
    from specward.markdown.document import Place

    document = project.document(entry.path)
    if document is None:
        return Place(entry.path)
    adr = read_adr(document)
    for link in adr.links:
        found = paths_of(project).meant_by(link, entry.path)
        if len(found) == 1 and found[0] in members:
            return document.place(link.start, link.end)
    return document.place(*(adr.title_span or (0, 0)))
