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
project's root is no Markdown: many records write it so, and everybody finds the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.adr import Adr
    from specward.project import Project


@rule("ADR005", Severity.ERROR, Scope.ADR)
def check(adr: Adr, project: Project) -> Iterator[Fault]:
    """Yield a fault for each reference that leads nowhere."""
    from specward.adr.catalogue.catalogue import paths_of

    for link in adr.links:
        if link.is_foreign or (not link.path and link.number is None):
            continue
        if paths_of(project).meant_by(link, adr.document.path):
            continue
        plain = link.target.partition("#")[0]
        if link.path and (project.source.exists(link.path) or project.source.exists(plain)):
            continue
        yield Fault(
            adr.document.place(link.start, link.end),
            f"{link.kind} `{link.target}`, which does not exist",
            help="name the record that is meant; its number may have changed in a merge",
        )
