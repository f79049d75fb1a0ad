"""A test that verifies a criterion is expected to fail, and does.

## What it does

Reports each marked test that failed as its `xfail` mark said it would.

## Why is this bad?

`xfail` says that the behaviour is not there. Counted as green, it turns a known gap into coverage.

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
{"test": "tests/test_login.py::test_session", "outcome": "xfailed", "verifies": ["001-login/AC-001"]}
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

The rule speaks only where results are at hand: in `spec verify`, not in `spec check`. A strict expected failure that
passes is a failure: `test-failed`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.evidence.result import Evidence
    from specward.project import Project


@rule("TRC015", Severity.ERROR, Scope.EVIDENCE)
def check(evidence: Evidence, project: Project) -> Iterator[Fault]:
    """Yield a fault for each test that failed as expected."""
    from specward.evidence.judge import State, claim, found

    for proof in found(project.proofs, State.EXPECTED_FAILURE):
        message = f"{claim(proof.case)} and failed, as it is marked to: it proves nothing"
        yield Fault(proof.case.location, message)
