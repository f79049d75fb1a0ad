"""A test that verifies a criterion passed although it is marked as failing.

## What it does

Reports each marked test that bears a non-strict `xfail` mark and passed.

## Why is this bad?

It counts as passed, since it did. But the mark would hide the day on which it fails again: `xfail` accepts both.

## Example

```python tests/test_login.py
import pytest


@pytest.mark.verifies("001-login/AC-001")
@pytest.mark.xfail(reason="the session store is down")
def test_session(client):
    assert client.sign_in("ada", "right").session
```

```json .specify/evidence/pytest.jsonl
{"specward": 1}
{"test": "tests/test_login.py::test_session", "outcome": "xpassed", "verifies": ["001-login/AC-001"]}
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

The rule speaks only where results are at hand: in `spec verify`, not in `spec check`. JUnit reports show an unexpected
pass as a plain one; only evidence of the pytest plugin tells them apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.evidence.result import Evidence
    from specward.project import Project


@rule("TRC018", Severity.WARNING, Scope.EVIDENCE)
def check(evidence: Evidence, project: Project) -> Iterator[Fault]:
    """Yield a fault for each test that passed unexpectedly."""
    from specward.evidence.judge import State, claim, found

    for proof in found(project.proofs, State.UNEXPECTED_PASS):
        message = f"{claim(proof.case)} and passed, though it is marked as failing"
        yield Fault(proof.case.location, message, help="take the xfail mark away, or make it strict")
