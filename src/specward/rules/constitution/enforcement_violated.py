r"""The project does what a principle of its constitution forbids, or leaves out what it requires.

## What it does

Holds the project's files against the `forbid` and `require` entries of the constitution's enforcement blocks. `forbid`
reports each line, of the files that `in` names, that its pattern matches. `require` reports that nothing stands at
`path` although something stands at `when`; where a change is examined, that it touches the one and not the other.

## Why is this bad?

The project has agreed on the principle. What is not held up is not agreed on any more.

## Example

````markdown .specify/memory/constitution.md
# Login Constitution

## Core Principles

### I. Quiet Code

Code MUST NOT print.

```yaml enforce
- forbid: {pattern: 'print\(', in: 'src/**/*.py', why: 'use the logger'}
```

**Version**: 1.0.0 | **Ratified**: 2026-01-31 | **Last Amended**: 2026-01-31
````

```python src/login.py
print("signed in")
```

## Use instead

````markdown .specify/memory/constitution.md
# Login Constitution

## Core Principles

### I. Quiet Code

Code MUST NOT print.

```yaml enforce
- forbid: {pattern: 'print\(', in: 'src/**/*.py', why: 'use the logger'}
```

**Version**: 1.0.0 | **Ratified**: 2026-01-31 | **Last Amended**: 2026-01-31
````

```python src/login.py
log.info("signed in")
```

## Limits

An entry's own `severity` wins over this rule's. Patterns match within one line. Files that hold a NUL byte and the
document that holds the entry are not looked into; of one file at most 100 lines are reported for one entry. A commit
hook looks into the files that the commit touches. Commands are never run here, only by `spec verify --run`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.errors import UndeterminedError
from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project


@rule("CON007", Severity.ERROR, Scope.PROJECT, needs=Need.ENFORCEMENT)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each place that breaks an entry.

    Raises:
        UndeterminedError: a file could not be decided on.
    """
    from specward.constitution.enforce import examined_of
    from specward.constitution.norms import norms_of

    norms = norms_of(project)
    examined = examined_of(project)
    for place, message, entry in examined.violations:
        norm = norms.norm(entry.principle)
        named = f"{entry.principle} ({norm.name})" if norm else entry.principle
        related = (entry.place,) if place is not entry.place else ()
        yield Fault(place, f"{named}: {message}", related=related, severity=entry.severity)
    for path, reason in examined.undetermined:
        others = len(examined.undetermined) - 1
        raise UndeterminedError(f"{reason}; so it is with {others} more" if others else reason, where=path)
