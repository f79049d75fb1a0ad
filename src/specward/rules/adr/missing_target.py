"""A decision refers to a decision that does not exist.

## What it does

Follows what a record says of others, in its status, its metadata and its list of links: supersedes, superseded by,
amends, relates to and the like. A relative path must lead to a file, from the record's own folder or from the
project's root, and a number to a record of the project.

## Why is this bad?

Who reads "superseded by ADR-0009" wants to know what holds now, and finds nothing. Most often the number changed in a
merge.

## Example

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Status:** Superseded by ADR-0009
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

Web addresses and paths of a web site are not followed, and prose is not searched. That a path may count from the
project's root is no Markdown: many records write it so, and everybody finds the file. A file name alone may be that of
a record in another folder. Digits in a list of what is related may be anything, and records that a date identifies have
no number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity, Span
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.adr import Adr
    from specward.artifacts.adr_links import AdrLink
    from specward.project import Project


@rule("ADR005", Severity.ERROR, Scope.ADR)
def check(adr: Adr, project: Project) -> Iterator[Fault]:
    """Yield a fault for each reference that leads nowhere."""
    from specward.adr.catalogue.catalogue import paths_of

    for link in adr.links:
        if link.is_foreign or (not link.path and link.number is None):
            continue
        if paths_of(project).meant_by(link, adr.document.path) or _is_there(link, adr, project):
            continue
        yield Fault(
            adr.document.place(link.start, link.end),
            f"{link.kind} `{_shown(adr, link)}`, which does not exist",
            help=_help(link, project),
        )


def _is_there(link: AdrLink, adr: Adr, project: Project) -> bool:
    """Whether what is no record here is something else: a file, a record in another folder, a mere number."""
    from specward.adr.catalogue.catalogue import paths_of

    if not link.path:
        return _may_be_no_number(link, adr)
    plain = link.target.partition("#")[0]
    if project.source.exists(link.path) or project.source.exists(plain):
        return True
    return "/" not in plain and not link.label and bool(paths_of(project).named(plain))


def _help(link: AdrLink, project: Project) -> str:
    from specward.adr.catalogue.catalogue import paths_of

    elsewhere = paths_of(project).named(link.path) if link.path else []
    if elsewhere:
        return f"a record of that name is at {elsewhere[0]}"
    return "name the record that is meant; its number may have changed in a merge"


def _may_be_no_number(link: AdrLink, adr: Adr) -> bool:
    """Whether digits may be something else than a record's number: a year in a note, a date, a number of a day.

    Records that a date identifies are numbered by nobody, or anew each day.
    """
    from specward.artifacts.adr_links import RELATES_TO
    from specward.artifacts.written_date import days_of

    words = adr.document.slice(Span(link.start, link.end))
    if adr.identity.date and adr.identity.number is None:
        return True
    return days_of(words) is not None or (words.isdigit() and link.kind == RELATES_TO)


def _shown(adr: Adr, link: AdrLink) -> str:
    """The target, or the whole of `ADR-0009`."""
    words = adr.document.slice(Span(link.start, link.end))
    return words if words.endswith(link.target) and "](" not in words else link.target
