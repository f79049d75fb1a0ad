"""A prompt record states most of its contract, and leaves a part of it out.

## What it does

Looks in a prompt record for the five parts of the execution contract: the surface that the work is done on (the key
`surface` will do), the success criteria, the constraints, invariants and non-goals, the acceptance checks, the
follow-ups and risks. Each stands under a heading or a label, such as `**Constraints**: …`. A record that states three
or four of them in its body is reported with what it lacks.

## Why is this bad?

A contract is what the answer can be held to. The part that is left out is the one on which both sides had something
else in mind.

## Example

```markdown history/prompts/001-login/0001-add-the-login.green.prompt.md
---
id: "0001"
title: Add the login
stage: green
date: 2026-01-02
surface: agent
---

## Prompt

Add a login function.

## Response snapshot

Added it.

- **Success criteria**: a right password starts a session, a wrong one does not
- **Acceptance checks**: `pytest tests/test_login.py`
- **Follow-ups and risks**:
  - the number of attempts is not limited yet
```

## Use instead

```markdown history/prompts/001-login/0001-add-the-login.green.prompt.md
---
id: "0001"
title: Add the login
stage: green
date: 2026-01-02
surface: agent
---

## Prompt

Add a login function.

## Response snapshot

Added it.

- **Success criteria**: a right password starts a session, a wrong one does not
- **Constraints**: no third party sees a password; single sign-on is no goal
- **Acceptance checks**: `pytest tests/test_login.py`
- **Follow-ups and risks**:
  - the number of attempts is not limited yet
```

## Limits

It is information, and a warning in the profiles `strict` and `safety`. A record that states less than three parts is
not written in this form and is left alone: so are all of 954 records of real projects. What the prompt says is not the
record's contract, and whether what is stated was kept is for a person. Labels are read in English.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.phr_contract import PARTS, contract
from specward.finding import Severity
from specward.rule import Fault, Scope, rule
from specward.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.phr import Record
    from specward.project import Project


@rule("PHR013", Severity.INFO, Scope.PHR, strict=Severity.WARNING)
def check(record: Record, project: Project) -> Iterator[Fault]:
    """Yield a fault on the first part that is stated, where others are not."""
    found = contract(record)
    missing = [name for name in PARTS if name not in found]
    if found and missing:
        first = min(part for parts in found.values() for part in parts if part.start >= record.header.end)
        yield Fault(
            record.document.place(first.start, first.end),
            f"the contract leaves out {listed(missing)}",
            help="state it in a line, or say that there is none",
        )
