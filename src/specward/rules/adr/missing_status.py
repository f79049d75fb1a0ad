"""A decision has no status.

## What it does

Reports a numbered record that says nowhere whether it is proposed, accepted or given up: not in front matter, not in a
`## Status` section, not in a line or list before the first section. A status that is there and empty counts as none.

## Why is this bad?

A draft and a decision that everybody must follow look the same.

## Example

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Date:** 2026-01-02

## Decision

Sessions are kept in Redis.
```

## Use instead

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Status:** Accepted
- **Date:** 2026-01-02

## Decision

Sessions are kept in Redis.
```

## Limits

Records that a date identifies (`2026-01-02-slug.md`, `2026-01-02-slug/README.md`) belong to dialects without a status
and are left alone. So is a record of MADR, where a status is optional, as long as most records of its folder have none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.adr import Adr
    from specward.project import Project


@rule("ADR002", Severity.WARNING, Scope.ADR, read=4, right=4)
def check(adr: Adr, project: Project) -> Iterator[Fault]:
    """Yield one fault for a record without a status, at its title."""
    if adr.identity.date or (adr.status is not None and adr.status.raw) or _is_optional(adr, project):
        return
    start, end = adr.title_span or (0, 0)
    yield Fault(
        adr.document.place(start, end),
        "this decision has no status",
        help="add a line `- **Status:** Accepted`, or a section `## Status`, in the way of the other records",
    )


def _is_optional(adr: Adr, project: Project) -> bool:
    """Whether the record's format asks for no status, and the project does as little."""
    from specward.artifacts.adr_roles import MADR2, MADR3, MADR4

    if adr.format not in {MADR2, MADR3, MADR4}:
        return False
    from specward.adr.catalogue.catalogue import catalogue_of
    from specward.artifacts.adr_identity import folder_of

    folder = folder_of(adr.document.path)
    beside = [entry for entry in catalogue_of(project).entries if entry.folder == folder]
    return 2 * sum(entry.status is not None for entry in beside) < len(beside)
