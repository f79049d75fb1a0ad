"""A test that verifies a criterion is not in the results.

## What it does

Reports each marked test that the results at hand do not hold: its file was not collected, failed to import, or belongs
to a runner whose results were not handed over.

## Why is this bad?

The mark in the source counts as a link, and nothing stands behind it. Tests that no run collects rot unseen.

## Example

```python tests/test_login.py
import pytest


@pytest.mark.verifies("001-login/AC-001")
def test_session(client):
    assert client.sign_in("ada", "right").session
```

```json .specify/evidence/pytest.jsonl
{"specward": 1}
{"test": "tests/test_logout.py::test_a_session_ends", "outcome": "passed"}
```

## Use instead

```python tests/test_login.py
import pytest


@pytest.mark.verifies("001-login/AC-001")
def test_session(client):
    assert client.sign_in("ada", "right").session
```

```json .specify/evidence/pytest.jsonl
{"specward": 1}
{"test": "tests/test_login.py::test_session", "outcome": "passed", "verifies": ["001-login/AC-001"]}
```

## Limits

The rule speaks only where results are at hand: in `spec verify`, not in `spec check`. Where there are no results at
all nothing is reported here: `spec verify` then says that it cannot tell. Results of other languages are bound to a
test by its file and title; a runner that writes no file names needs the id in the title, `[001-login/AC-001]`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.evidence.result import Evidence
    from specward.project import Project


@rule("TRC006", Severity.ERROR, Scope.EVIDENCE)
def check(evidence: Evidence, project: Project) -> Iterator[Fault]:
    """Yield a fault for each test that the results do not hold."""
    from specward.evidence.judge import State, claim, found

    for proof in found(project.proofs, State.NEVER_RAN):
        message = f"{claim(proof.case)} and never ran: it is not in the results"
        yield Fault(proof.case.location, message)
