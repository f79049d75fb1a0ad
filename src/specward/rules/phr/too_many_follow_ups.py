"""A prompt record ends with more than three follow-ups and risks.

## What it does

Reports a record that states its contract (see `half-stated-contract`) and lists more than three points under the labels
for follow-ups and risks.

## Why is this bad?

Three points are read and become tasks. Of ten nobody knows which one matters, and all are left.

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
- **Constraints**: no third party sees a password; single sign-on is no goal
- **Acceptance checks**: `pytest tests/test_login.py`
- **Follow-ups and risks**:
  - the number of attempts is not limited yet
  - the session never ends
  - the mail may be late
  - nobody has looked at the words
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

It is information, and a warning in the profiles `strict` and `safety`. Only list items directly below such a label are
counted, those of all labels together. A record that states less than three parts of the contract may list what it
likes, and so may the `Next prompts` of the template.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.phr_contract import RISKS, contract
from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.phr import Record
    from specward.project import Project

_MOST = 3


@rule("PHR014", Severity.INFO, Scope.PHR, strict=Severity.WARNING)
def check(record: Record, project: Project) -> Iterator[Fault]:
    """Yield a fault on the first label below which they stand."""
    parts = contract(record).get(RISKS, [])
    count = sum(part.points for part in parts)
    if count > _MOST:
        yield Fault(
            record.document.place(parts[0].start, parts[0].end),
            f"{count} follow-ups and risks are listed; the contract asks for {_MOST} at most",
            help="keep those that matter most, and make tasks of the others",
        )
