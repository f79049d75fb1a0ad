"""The constitution says something else than before under the same version.

## What it does

Compares the constitution with what it was at the base of the change that is examined. Reports a principle that was
removed without a new major version, one that was added without a new minor version, and any other change of the text
without a new version.

## Why is this bad?

A plan was checked against the constitution of its day, and names it by its version. The same number must mean the same
text.

## Example

```markdown base:.specify/memory/constitution.md
# Login Constitution

## Core Principles

### I. Library First

Every feature MUST start as a library.

**Version**: 1.0.0 | **Ratified**: 2026-01-31 | **Last Amended**: 2026-01-31
```

```markdown .specify/memory/constitution.md
# Login Constitution

## Core Principles

### I. Library First

Every feature MUST start as a library.

### II. Test First

Tests MUST be written before the code.

**Version**: 1.0.0 | **Ratified**: 2026-01-31 | **Last Amended**: 2026-01-31
```

## Use instead

```markdown base:.specify/memory/constitution.md
# Login Constitution

## Core Principles

### I. Library First

Every feature MUST start as a library.

**Version**: 1.0.0 | **Ratified**: 2026-01-31 | **Last Amended**: 2026-01-31
```

```markdown .specify/memory/constitution.md
# Login Constitution

## Core Principles

### I. Library First

Every feature MUST start as a library.

### II. Test First

Tests MUST be written before the code.

**Version**: 1.1.0 | **Ratified**: 2026-01-31 | **Last Amended**: 2026-01-31
```

## Limits

Nothing is compared where the run has no base; `spec constitution amend` asks git for the text that the
version was given to. Whether a changed wording redefines a principle is left to people. Comments and the version line
do not count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.constitution import Constitution
    from specward.project import Project


@rule("CON006", Severity.ERROR, Scope.PROJECT, needs=Need.BASE)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault where the version has moved less far than the text."""
    older = project.base.constitution if project.base else None
    newer = project.constitution if older else None
    if not older or not newer or older.document.text == newer.document.text:
        return
    before, now = _number(older), _number(newer)
    if not before or not now:
        return
    from specward.constitution.difference import bumped, compare, moved

    difference = compare(older, newer)
    least = difference.least
    if moved(before, now) >= least:
        return
    document, version = newer.document, newer.version
    place = document.place(version.start, version.end) if version else document.place(0, 0)
    said = f"the version is still {now}" if now == before else f"the version only moved from {before} to {now}"
    yield Fault(
        place,
        f"{said}, and the text has changed: {difference.reason}",
        help=f"give it version {bumped(before, least)} or later: `spec constitution amend`",
    )


def _number(constitution: Constitution) -> str:
    return constitution.version.number if constitution.version else ""
