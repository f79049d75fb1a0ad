"""A test that verifies a criterion was skipped.

## What it does

Reports each marked test of which the results at hand say only that it was skipped.

## Why is this bad?

A skipped test is green in every summary and has proved nothing. The criterion looks covered for as long as nobody
reads the skips.

## Example

```python tests/test_login.py
import pytest


@pytest.mark.verifies("001-login/AC-001")
def test_session(client):
    assert client.sign_in("ada", "right").session
```

```json .specify/evidence/pytest.jsonl
{"specward": 1}
{"test": "tests/test_login.py::test_session", "outcome": "skipped", "verifies": ["001-login/AC-001"]}
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

The rule speaks only where results are at hand: in `spec verify`, not in `spec check`. A test that is skipped in one
run and passes in another on the same tree, say on another system, has passed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.evidence.result import Evidence
    from specward.project import Project


@rule("TRC005", Severity.ERROR, Scope.EVIDENCE)
def check(evidence: Evidence, project: Project) -> Iterator[Fault]:
    """Yield a fault for each test that was only skipped."""
    from specward.evidence.judge import State, claim, found

    for proof in found(project.proofs, State.SKIPPED):
        message = f"{claim(proof.case)} and was skipped: it proves nothing"
        yield Fault(proof.case.location, message)
