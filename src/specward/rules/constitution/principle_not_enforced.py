r"""Some principles of the constitution say how they are held to, and this one does not.

## What it does

Reports each principle without an entry in an enforcement block, where at least one principle of the same constitution
has one.

## Why is this bad?

Who reads that one principle is checked takes the others for checked too. A principle that no machine can judge says so
with `manual`, and then everybody knows that people must look.

## Example

````markdown .specify/memory/constitution.md
# Login Constitution

## Core Principles

### I. Quiet Code

Code MUST NOT print.

```yaml enforce
- forbid: {pattern: 'print\(', in: 'src/**/*.py', why: 'use the logger'}
```

### II. Small Steps

Changes MUST be small.

**Version**: 1.0.0 | **Ratified**: 2026-01-31 | **Last Amended**: 2026-01-31
````

## Use instead

````markdown .specify/memory/constitution.md
# Login Constitution

## Core Principles

### I. Quiet Code

Code MUST NOT print.

```yaml enforce
- forbid: {pattern: 'print\(', in: 'src/**/*.py', why: 'use the logger'}
```

### II. Small Steps

Changes MUST be small.

```yaml enforce
- manual: 'judged at review; what is small depends on the change'
```

**Version**: 1.0.0 | **Ratified**: 2026-01-31 | **Last Amended**: 2026-01-31
````

## Limits

A constitution without any enforcement block is left alone. Whether an entry holds what its principle says is not
judged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project

_HELP = "add a block `yaml enforce` under it; `- manual: 'why no machine can tell'` where none can"


@rule("CON002", Severity.WARNING, Scope.PROJECT, needs=Need.ENFORCEMENT)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each principle of the project's own that has no entry, where another one has."""
    from specward.constitution.norms import norms_of

    norms = norms_of(project)
    own = [norm for norm in norms.principles if not norm.inherited_from]
    broken = {entry.principle for entry in norms.malformed}
    if not any(norm.entries for norm in own):
        return
    for norm in own:
        if not norm.entries and norm.id not in broken:
            yield Fault(norm.place, f"{norm.id} ({norm.name}) does not say how it is held to", help=_HELP)
