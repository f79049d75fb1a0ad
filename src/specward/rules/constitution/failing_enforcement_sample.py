r"""An entry of an enforcement block does not do what its own sample says.

## What it does

Runs the `pass` and `fail` samples of each `forbid` and `require` against the entry. Reports one that should pass and is
refused, and one that should fail and is not. A sample of `forbid` is a text; a sample of `require` is the paths of a
change, separated by blanks.

## Why is this bad?

A pattern that matches nothing looks like a project without faults.

## Example

````markdown .specify/memory/constitution.md
# Login Constitution

## Core Principles

### I. Quiet Code

Code MUST NOT print.

```yaml enforce
- forbid: {pattern: '^print\(', in: 'src/**/*.py', why: 'use the logger'}
  fail: '    print(token)'
```

**Version**: 1.0.0 | **Ratified**: 2026-01-31 | **Last Amended**: 2026-01-31
````

## Use instead

````markdown .specify/memory/constitution.md
# Login Constitution

## Core Principles

### I. Quiet Code

Code MUST NOT print.

```yaml enforce
- forbid: {pattern: '^\s*print\(', in: 'src/**/*.py', why: 'use the logger'}
  pass: 'log.info(token)'
  fail: '    print(token)'
```

**Version**: 1.0.0 | **Ratified**: 2026-01-31 | **Last Amended**: 2026-01-31
````
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project


@rule("CON004", Severity.ERROR, Scope.PROJECT, needs=Need.ENFORCEMENT)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each sample that turns out otherwise than it says."""
    from specward.constitution.norms import norms_of
    from specward.constitution.samples import failing_samples

    for entry in norms_of(project).entries:
        for reason in failing_samples(entry):
            yield Fault(entry.place, f"{entry.principle}: {reason}")
