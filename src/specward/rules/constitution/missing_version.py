"""The constitution does not say which version it is.

## What it does

Reports a constitution without a line `**Version**: 1.0.0`, or with one that has no number.

## Why is this bad?

A plan was checked against the constitution of its day. Without a version nobody can tell whether a principle was added
or changed since.

## Example

```markdown .specify/memory/constitution.md
# Login Constitution

## Core Principles

### I. Library First

Every feature MUST start as a library.
```

## Use instead

```markdown .specify/memory/constitution.md
# Login Constitution

## Core Principles

### I. Library First

Every feature MUST start as a library.

**Version**: 1.0.0 | **Ratified**: 2026-01-31 | **Last Amended**: 2026-01-31
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.constitution import Constitution
    from specward.project import Project

_HELP = "end the document with `**Version**: 1.0.0 | **Ratified**: YYYY-MM-DD | **Last Amended**: YYYY-MM-DD`"


@rule("CON005", Severity.WARNING, Scope.CONSTITUTION, read=3, right=3)
def check(constitution: Constitution, project: Project) -> Iterator[Fault]:
    """Yield a fault where there is no version number."""
    document, version = constitution.document, constitution.version
    if version and version.number:
        return
    if version:
        yield Fault(document.place(version.start, version.end), "the version has no number", help=_HELP)
    else:
        title = constitution.title_span
        place = document.place(*title) if title else document.place(0, 0)
        yield Fault(place, "no version", help=_HELP)
