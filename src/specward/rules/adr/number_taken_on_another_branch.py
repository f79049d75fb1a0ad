"""A decision's number belongs to another decision on another branch.

## What it does

Holds each record that has come since a branch parted against the records that have come there: on every local branch,
every branch of a remote as last fetched, and in every other work tree, committed or not. Reports a record whose number
another one bears there.

## Why is this bad?

The two files have different names, so the merge is clean, and afterwards `ADR-0002` means two decisions. Before the
merge one command mends it; after it every citation has to be judged.

## Example

```markdown history/adr/0002-session-store.md
# ADR-0002: Session store

- **Status:** Proposed
```

```markdown feature/other:history/adr/0002-password-hash.md
# ADR-0002: Password hash

- **Status:** Proposed
```

## Use instead

```markdown history/adr/0003-session-store.md
# ADR-0003: Session store

- **Status:** Proposed
```

```markdown feature/other:history/adr/0002-password-hash.md
# ADR-0002: Password hash

- **Status:** Proposed
```

## Limits

Looks at the work tree and at what is staged; a revision is not held against branches. A record that the main line of a
remote has already is not reported: the other one will have to move, and is reported on its own branch. The same record
under another name or number is no collision. What was not fetched is not known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.adr import Adr
    from specward.project import Project


@rule("ADR016", Severity.WARNING, Scope.ADR)
def check(adr: Adr, project: Project) -> Iterator[Fault]:
    """Yield a fault for each record elsewhere that bears the record's number."""
    if project.elsewhere is None or adr.identity.number is None:
        return
    from specward.adr.numbers.elsewhere import collisions_of

    start, end = adr.title_span or (0, 0)
    for collision in collisions_of(project).get(adr.document.path, []):
        yield Fault(
            adr.document.place(start, end),
            f"number {collision.number} is taken: {collision.ref} has {collision.other_path}",
            help=f"`spec adr renumber {adr.document.path}` gives this one the next free number",
        )
