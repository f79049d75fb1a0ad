"""A link leads to a place in a decision that is not there.

## What it does

Reports each link of a record to itself or to another record whose anchor (`#decision`) no heading of that record has.
Headings are named as GitHub, GitLab, Docusaurus and MkDocs name them; names that HTML gives count too.

## Why is this bad?

The reader lands at the top of the record and looks for what was meant. Most often the heading was reworded.

## Example

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Status:** Accepted

## Decision

Sessions are kept in Redis.
```

```markdown history/adr/0002-session-length.md
# ADR-0002: Session length

- **Status:** Accepted

## Context

Sessions are kept [in Redis](0001-session-store.md#decision-outcome).
```

## Use instead

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Status:** Accepted

## Decision

Sessions are kept in Redis.
```

```markdown history/adr/0002-session-length.md
# ADR-0002: Session length

- **Status:** Accepted

## Context

Sessions are kept [in Redis](0001-session-store.md#decision).
```

## Limits

Links by reference (`[words][name]`), lines (`#L10`) and files that are no decision records are not looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.adr import Adr
    from specward.markdown.document import Document
    from specward.markdown.links import Link
    from specward.project import Project


@rule("ADR030", Severity.WARNING, Scope.ADR)
def check(adr: Adr, project: Project) -> Iterator[Fault]:
    """Yield a fault for each anchor that leads nowhere."""
    text = adr.document.text
    if "](" not in text or "#" not in text:
        return
    from specward.markdown.anchors import has_anchor
    from specward.markdown.links import links_in

    for link in links_in(adr.document):
        target = _target(link, adr.document, project) if link.anchor else None
        if target is not None and not has_anchor(target, link.anchor):
            where = "this record" if target is adr.document else target.path
            yield Fault(
                adr.document.place(*link.target_span),
                f"no heading of {where} is `#{link.anchor}`",
                help=_near(link.anchor, target),
            )


def _target(link: Link, document: Document, project: Project) -> Document | None:
    """The record that a link leads to; None where it is none, or cannot be read."""
    from specward.artifacts.kind import Kind
    from specward.sources.source import UnreadableFile

    path = link.path(document.path)
    if link.is_foreign or path == document.path or not path:
        return None if link.is_foreign else document
    if project.kinds.get(path) is not Kind.ADR:
        return None
    try:
        return project.document(path)
    except UnreadableFile:
        return None


def _near(anchor: str, target: Document) -> str:
    from difflib import get_close_matches

    from specward.markdown.anchors import anchors_of

    near = get_close_matches(anchor[:200], sorted(anchors_of(target)), n=1)
    return f"did you mean `#{near[0]}`?" if near else "name a heading that is there, or lead to the whole record"
