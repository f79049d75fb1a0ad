"""One decision supersedes another, and only one of the two says so.

## What it does

Where a record says that it supersedes another, the other must be superseded: its status must say so, or a link must
lead back. Where a record says that it is superseded by another, the other must mention it. Supersession in part is
left alone.

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

A successor that nowhere mentions what it supersedes is a warning: MADR 4 has no place for it. Records that are
proposed, rejected or drafts supersede nothing yet. Targets that do not exist are `missing-target`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from specward.artifacts.kind import Kind
from specward.artifacts.read import read_artifact
from specward.finding import Severity
from specward.rule import Fault, Scope, rule
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.adr import Adr
    from specward.artifacts.adr_links import AdrLink
    from specward.markdown.document import Place
    from specward.project import Project


@rule("ADR004", Severity.ERROR, Scope.ADR)
def check(adr: Adr, project: Project) -> Iterator[Fault]:
    """Yield a fault for each supersession that the other record does not know of."""
    from specward.artifacts.adr_links import SUPERSEDED_BY, SUPERSEDES
    from specward.artifacts.adr_status import NOT_YET

    for link in adr.links:
        if link.kind not in {SUPERSEDES, SUPERSEDED_BY} or link.partly:
            continue
        if link.kind == SUPERSEDES and adr.status is not None and adr.status.kind in NOT_YET:
            continue
        other = _partner(adr, link, project)
        if other is None:
            continue
        if link.kind == SUPERSEDES and not _is_superseded(other):
            yield Fault(
                adr.document.place(link.start, link.end),
                f"supersedes {_name(other)}, which does not say so",
                help=f"set the status of {other.document.path} to `Superseded by {_name(adr)}`",
                related=(_title_place(other),),
            )
        elif link.kind == SUPERSEDED_BY and not _mentions(other, adr):
            yield Fault(
                adr.document.place(link.start, link.end),
                f"superseded by {_name(other)}, which does not mention it",
                help=f"add `Supersedes {_name(adr)}` to {other.document.path}",
                related=(_title_place(other),),
                severity=Severity.WARNING,
            )


def _partner(adr: Adr, link: AdrLink, project: Project) -> Adr | None:
    """The one other record that the link means."""
    from specward.adr.catalogue.catalogue import paths_of

    found = paths_of(project).meant_by(link, adr.document.path)
    if len(found) != 1 or found[0] == adr.document.path:
        return None
    try:
        document = project.document(found[0])
    except UnreadableFile:
        return None
    return cast("Adr", read_artifact(Kind.ADR, document)) if document else None


def _is_superseded(adr: Adr) -> bool:
    from specward.artifacts.adr_links import SUPERSEDED_BY
    from specward.artifacts.adr_status import GIVEN_UP

    if adr.status is not None and adr.status.kind in GIVEN_UP:
        return True
    return any(link.kind == SUPERSEDED_BY for link in adr.links)


def _mentions(adr: Adr, old: Adr) -> bool:
    """Whether the text names the old record: by file name, or by number in any form."""
    text = adr.document.text
    if old.identity.text in text:
        return True
    if old.number is None:
        return False
    return re.search(rf"(?:\badr[-_ ]?#?|[/#\[(])0*{old.number}(?!\d)", text, re.IGNORECASE) is not None


def _name(adr: Adr) -> str:
    return adr.identity.text if adr.number is None else f"ADR-{adr.number:04}"


def _title_place(adr: Adr) -> Place:
    start, end = adr.title_span or (0, 0)
    return adr.document.place(start, end, "this record")
