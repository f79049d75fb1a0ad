"""A decision says in one place that it holds, and in another that it does not.

## What it does

Compares everything that a record says of its status: in front matter, in a section, in a line, in a table, as a tag,
and by naming what superseded it. Reports the place that disagrees with the record's status: proposed here and accepted
there, or accepted here and superseded there.

## Why is this bad?

A listing goes by one of the places and a reader by the other. Most often one was forgotten when the status changed.

## Example

```markdown history/adr/0001-session-store.md
---
status: accepted
---

# ADR-0001: Session store

## Status

Proposed
```

## Use instead

```markdown history/adr/0001-session-store.md
---
status: accepted
---

# ADR-0001: Session store

## Status

Accepted
```

## Limits

Lines with a date are a history, and of those the last counts. Deprecated and superseded go together, as do accepted and
implemented; so does a decision in force with a successor that is not decided yet, and with one of a part of it. In a
section only lines that hold a status and nothing else count, and `Accepted | Superseded by ADR-0002` is one status.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.adr import Adr
    from specward.artifacts.adr_links import AdrLink
    from specward.artifacts.adr_status import StatusClass
    from specward.project import Project

_EXCERPT = 40
_AS_TAGS = frozenset({"accepted", "deprecated", "draft", "proposed", "rejected", "superseded"})
"""The tags that are a status: `open source` and `active` are not."""


class _Saying(NamedTuple):
    words: str
    kind: StatusClass
    start: int
    end: int


@rule("ADR020", Severity.WARNING, Scope.ADR)
def check(adr: Adr, project: Project) -> Iterator[Fault]:
    """Yield a fault for each place that disagrees with the record's status."""
    status = adr.status
    own = _stage(status.kind) if status else ""
    if status is None or not own:
        return
    for saying in _sayings(adr, project):
        stage = _stage(saying.kind)
        if stage and stage != own and saying.start != status.start:
            yield Fault(
                adr.document.place(saying.start, saying.end),
                f"`{_shown(saying.words)}` here, and `{_shown(status.raw)}` as its status",
                help="say one thing in both places",
                related=(adr.document.place(status.start, status.end, "this status"),),
            )


def _sayings(adr: Adr, project: Project) -> Iterator[_Saying]:
    """Whatever a record says of its status beside the one that counts."""
    from specward.artifacts.adr_metadata import SECTION
    from specward.artifacts.adr_people import TAG_NAMES
    from specward.artifacts.adr_status import GIVEN_UP, StatusClass, classify

    for status in adr.statuses[1:]:
        if status.notation != SECTION or not status.qualifier or status.kind in GIVEN_UP:
            yield _Saying(status.raw, status.kind, status.start, status.end)
    tags = adr.metadatum(*TAG_NAMES)
    for tag in adr.tags if tags else ():
        if tags and tag.lower() in _AS_TAGS:
            yield _Saying(tag, classify(tag)[0], tags.start, tags.end)
    for link in adr.links:
        if _is_over(link, adr, project):
            yield _Saying(f"{link.kind} {link.label or link.target}", StatusClass.SUPERSEDED, link.start, link.end)


def _is_over(link: AdrLink, adr: Adr, project: Project) -> bool:
    """Whether a link names what took the place of this decision, and is decided."""
    from specward.artifacts.adr_links import SUPERSEDED_BY

    if link.kind != SUPERSEDED_BY or link.partly or (adr.status and adr.status.start <= link.start < adr.status.end):
        return False
    from specward.adr.catalogue.catalogue import catalogue_of, paths_of
    from specward.artifacts.adr_status import NOT_YET

    found = paths_of(project).meant_by(link, adr.document.path)
    successor = catalogue_of(project).at.get(found[0]) if len(found) == 1 else None
    return successor is None or successor.status not in NOT_YET


def _stage(kind: StatusClass) -> str:
    """How far a decision has come by its status; empty where that leaves it open, as in part superseded does."""
    from specward.artifacts.adr_status import StatusClass

    if kind in {StatusClass.DRAFT, StatusClass.PROPOSED}:
        return "not decided"
    if kind in {StatusClass.ACCEPTED, StatusClass.IMPLEMENTED}:
        return "in force"
    return "given up" if kind in {StatusClass.REJECTED, StatusClass.DEPRECATED, StatusClass.SUPERSEDED} else ""


def _shown(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _EXCERPT else words[:_EXCERPT].rstrip() + "…"
