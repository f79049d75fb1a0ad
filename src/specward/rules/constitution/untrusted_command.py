"""A command that a principle is held to by is not trusted here, so it did not run.

## What it does

Reports each command of the constitution whose exact text the user has not trusted in this project.

## Why is this bad?

What did not run has shown nothing: the principle counts as not yet judged. That is as it should be until somebody has
read the command, since a constitution may come from anyone.

## Example

```markdown .specify/memory/constitution.md
# Login Constitution

## Core Principles

### I. Clean Code

The linter MUST find nothing.

~~~yaml enforce
- command: {run: 'ruff check src', when: 'src/**'}
~~~
```

```json .specify/evidence/pytest.jsonl
{"specward": 1}
```

## Use instead

Read the command, then `spec trust`. Or hold to the principle without one:

```markdown .specify/memory/constitution.md
# Login Constitution

## Core Principles

### I. Clean Code

No code MUST print.

~~~yaml enforce
- forbid: {pattern: '^ *print[(]', in: 'src/**/*.py'}
~~~
```

```json .specify/evidence/pytest.jsonl
{"specward": 1}
```

## Limits

The rule speaks in `spec verify` alone, where commands may run: what one user trusts is no property of the project, and
`spec check` says the same to everybody. Trust is for a text, not for the scripts that it calls.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.evidence.result import Evidence
    from specward.project import Project


@rule("CON008", Severity.INFO, Scope.EVIDENCE, needs=Need.ENFORCEMENT)
def check(evidence: Evidence, project: Project) -> Iterator[Fault]:
    """Yield a fault for each command that is named and not trusted."""
    from specward.constitution.commands import named_commands

    for command in named_commands(project):
        if command.run not in evidence.trusted:
            yield Fault(
                command.place,
                f"the command of {command.principle} is not trusted here, so it does not run",
                help="read it, then `spec trust`",
            )
