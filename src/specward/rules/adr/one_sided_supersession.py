"""One decision supersedes another, and only one of the two says so.

## What it does

Where a record says that it supersedes another, the other must be superseded: its status must say so, or a link must
lead back. Where a record says that it is superseded by another, the other must mention it. Supersession in part, as in
`Supersedes ADR-0007 (the part on caching)` or `… only`, is left alone; where a record says `Partly supersedes` and the
other does not know, that is told.

## Why is this bad?

A reader who finds the old decision first takes it for the one that holds.

## Example

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Status:** Accepted
```

```markdown history/adr/0002-stateless-sessions.md
# ADR-0002: Stateless sessions

- **Status:** Accepted
- **Supersedes:** ADR-0001
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

A successor that nowhere mentions what it supersedes is a warning: MADR 4 has no place for it. Rejected records
supersede nothing; of proposals and drafts it is told that they mean to. Targets that do not exist are `missing-target`.
The fix writes what is missing into the other record, in its own notation; where it has no place for it, there is none.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.finding import Edit, Severity, Span
from specward.rule import Fault, Scope, rule
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.adr.catalogue.entry import Entry
    from specward.artifacts.adr import Adr
    from specward.artifacts.adr_links import AdrLink
    from specward.finding import Fix
    from specward.markdown.document import Document, Place
    from specward.project import Project

_NOTE = 120
"""Characters after a reference in which a note on it is looked for."""


@rule("ADR004", Severity.ERROR, Scope.ADR, fixable=True, read=3, right=3)
def check(adr: Adr, project: Project) -> Iterator[Fault]:
    """Yield a fault for each supersession that the other record does not know of."""
    from specward.adr.catalogue.catalogue import other_meant
    from specward.artifacts.adr_links import SUPERSEDED_BY, SUPERSEDES

    links = [link for link in adr.links if link.kind in {SUPERSEDES, SUPERSEDED_BY}]
    settled = {link.number for link in links if _is_partly(adr, link)} - {None}
    for link in links:
        waits = link.partly or _is_undecided(adr)
        if link.kind == SUPERSEDES and waits:
            yield from _unmarked(adr, link, project)
            continue
        if link.number in settled or _is_partly(adr, link):
            continue
        settled |= {link.number} - {None}
        other = other_meant(link, adr.document.path, project)
        if other is None:
            continue
        if link.kind == SUPERSEDES and not _is_superseded(other):
            yield Fault(
                adr.document.place(link.start, link.end),
                f"supersedes {other.name}, which does not say so",
                help=f"`spec adr supersede {other.name} {adr.name}` writes it into {other.path}",
                related=_title_place(other, project),
                fix=_fix(adr, other, project, superseded=True),
            )
        elif link.kind == SUPERSEDED_BY and not _mentions(other, adr, project):
            yield Fault(
                adr.document.place(link.start, link.end),
                f"superseded by {other.name}, which does not mention it",
                help=f"`spec adr supersede {adr.name} {other.name}` writes it into {other.path}",
                related=_title_place(other, project),
                fix=_fix(adr, other, project, superseded=False),
                severity=Severity.WARNING,
            )


def _unmarked(adr: Adr, link: AdrLink, project: Project) -> Iterator[Fault]:
    """Tell of a supersession that is in part, or not decided yet, and that the other record does not know of."""
    from specward.adr.catalogue.catalogue import other_meant
    from specward.artifacts.adr_status import StatusClass

    other = other_meant(link, adr.document.path, project)
    is_rejected = adr.status is not None and adr.status.kind is StatusClass.REJECTED
    if other is None or is_rejected or _is_superseded(other):
        return
    partly = " --partly" if link.partly else ""
    later = "" if link.partly else " yet"
    yield Fault(
        adr.document.place(link.start, link.end),
        f"{'partly ' if partly else ''}supersedes {other.name}, which does not say so{later}",
        help=f"`spec adr supersede {other.name} {adr.name}{partly}` writes it into {other.path}"
        + ("" if partly else f"; `spec adr accept {adr.name}` does too"),
        related=_title_place(other, project),
        severity=Severity.INFO,
    )


def _is_partly(adr: Adr, link: AdrLink) -> bool:
    """Whether only a part of the other record is meant, be it said after its name: `ADR-0022 (serving mode only)`."""
    text = adr.document.text
    note = _end_of_note().split(text[link.end : link.end + _NOTE], maxsplit=1)[0]
    return link.partly or _part().search(note) is not None


def _is_undecided(adr: Adr) -> bool:
    from specward.artifacts.adr_status import NOT_YET

    return adr.status is not None and adr.status.kind in NOT_YET


def _is_superseded(entry: Entry) -> bool:
    """Whether a record says that it was superseded, by whichever record; one that does not exist supersedes nothing."""
    from specward.artifacts.adr_links import SUPERSEDED_BY
    from specward.artifacts.adr_status import GIVEN_UP

    by = [tie for tie in entry.ties if tie.kind == SUPERSEDED_BY]
    return any(tie.paths for tie in by) if by else entry.status in GIVEN_UP


def _mentions(entry: Entry, old: Adr, project: Project) -> bool:
    """Whether a record names the old one: by what it says of it, by file name, or by number in any form."""
    if any(old.document.path in tie.paths for tie in entry.ties):
        return True
    document = _document(entry, project)
    if document is None or old.identity.text in document.text:
        return True
    if old.number is None:
        return False
    pattern = rf"(?:\badr[-_ ]?#?|[/#\[(])0*{old.number}(?!\d)"
    return re.search(pattern, document.text, re.IGNORECASE) is not None


def _document(entry: Entry, project: Project) -> Document | None:
    try:
        return project.document(entry.path)
    except UnreadableFile:
        return None


def _fix(adr: Adr, entry: Entry, project: Project, *, superseded: bool) -> Fix | None:
    """What the other record lacks, written into it; None where it has no place for that."""
    from specward.adr.edit import status
    from specward.adr.edit.links import with_link
    from specward.adr.edit.reference import Target
    from specward.artifacts.adr import read_adr
    from specward.artifacts.adr_links import SUPERSEDES
    from specward.errors import UsageError
    from specward.finding import Fix

    document = _document(entry, project)
    if document is None:
        return None
    other, target = read_adr(document), Target.of(adr)
    try:
        edited = status.superseded(other, target) if superseded else with_link(other, SUPERSEDES, target)
    except UsageError:
        return None
    words = "Superseded by" if superseded else "Supersedes"
    return Fix(f"write `{words} {adr.name}` into {entry.path}", (_edit(other.document, edited.document.text),))


def _edit(document: Document, text: str) -> Edit:
    """The one edit that makes a document another text: all between the first and the last difference."""
    old = document.text
    shorter = min(len(old), len(text))
    start = next((index for index in range(shorter) if old[index] != text[index]), shorter)
    tail = next((index for index in range(shorter - start) if old[-1 - index] != text[-1 - index]), shorter - start)
    return Edit(document.path, Span(start, len(old) - tail), text[start : len(text) - tail])


@cache
def _end_of_note() -> re.Pattern[str]:
    """The end of the line, or the next record."""
    return re.compile(r"[\r\n,\[]|\bM?ADR\b", re.IGNORECASE)


@cache
def _part() -> re.Pattern[str]:
    return re.compile(
        r"\bonly\b|\bpart(?:s|ly|ially)?\b|§|\b(?:clause|decision|item|point|section)s?[ #]{1,3}\d", re.IGNORECASE
    )


def _title_place(entry: Entry, project: Project) -> tuple[Place, ...]:
    from specward.artifacts.adr import read_adr

    document = _document(entry, project)
    if document is None:
        return ()
    start, end = read_adr(document).title_span or (0, 0)
    return (document.place(start, end, "this record"),)
