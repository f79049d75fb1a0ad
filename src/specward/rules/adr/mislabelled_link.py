"""A link to a decision says another number than that of the record it leads to.

## What it does

Reports each link from one record to another whose words name a number, `[ADR-0007](0008-password-hash.md)` or
`[7. Session store](0008-password-hash.md)`, and whose target has another.

## Why is this bad?

One of the two is wrong, and nobody can say which: who reads takes the words, who clicks gets the target. It comes of
renumbering by hand.

## Example

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Status:** Accepted
```

```markdown history/adr/0002-session-length.md
# ADR-0002: Session length

- **Status:** Accepted

## Context

Sessions are kept as [ADR-0003](0001-session-store.md) says.
```

## Use instead

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Status:** Accepted
```

```markdown history/adr/0002-session-length.md
# ADR-0002: Session length

- **Status:** Accepted

## Context

Sessions are kept as [ADR-0001](0001-session-store.md) says.
```

## Limits

Words that name several records, or a number without `ADR` or a point after it, are left alone. Titles are not compared:
a record may be called by a short name.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.adr import Adr
    from specward.project import Project


@rule("ADR028", Severity.WARNING, Scope.ADR)
def check(adr: Adr, project: Project) -> Iterator[Fault]:
    """Yield a fault for each link whose words and target name two records."""
    if "](" not in adr.document.text:
        return
    from specward.artifacts.adr_identity import AdrIdentity
    from specward.artifacts.kind import Kind
    from specward.markdown.links import links_in

    for link in links_in(adr.document):
        named = _number_in(link.words)
        path = link.path(adr.document.path) if named is not None else ""
        if not path or project.kinds.get(path) is not Kind.ADR:
            continue
        number = AdrIdentity.parse(path).number
        if number is not None and number != named:
            yield Fault(
                adr.document.place(*link.span),
                f"`{link.words}` leads to record {number}",
                help=f"name record {number} in the words, or lead to record {named}",
            )


def _number_in(words: str) -> int | None:
    """The one number of a record that a link's words name."""
    found = {int(match[1] or match[2] or match[3]) for match in _number().finditer(words)}
    return found.pop() if len(found) == 1 else None


@cache
def _number() -> re.Pattern[str]:
    return re.compile(
        r"\bM?ADR[-_ ]?#?0*(\d{1,6})\b|\A\s*(\d{1,6})(?:\.\s|\s*\Z)|\A(\d{4})\b", re.ASCII | re.IGNORECASE
    )
