"""Some parameters of a test that verifies a criterion did not pass.

## What it does

Reports each marked test of which some parameters passed and others failed, were skipped, failed as expected or were
left out of the run.

## Why is this bad?

One function stands for all its parameters. When those that pass are counted, the criterion looks met in the cases that
work and nobody hears of the others.

## Example

```python tests/test_login.py
import pytest


@pytest.mark.verifies("001-login/AC-001")
@pytest.mark.parametrize("region", ["eu", "us"])
def test_session(client, region):
    assert client.sign_in("ada", "right", region).session
```

```json .specify/evidence/pytest.jsonl
{"specward": 1}
{"test": "tests/test_login.py::test_session", "outcome": "passed", "parameters": "eu"}
{"test": "tests/test_login.py::test_session", "outcome": "failed", "parameters": "us"}
```

## Use instead

```python tests/test_login.py
import pytest


@pytest.mark.verifies("001-login/AC-001")
@pytest.mark.parametrize("region", ["eu", "us"])
def test_session(client, region):
    assert client.sign_in("ada", "right", region).session
```

```json .specify/evidence/pytest.jsonl
{"specward": 1}
{"test": "tests/test_login.py::test_session", "outcome": "passed", "parameters": "eu"}
{"test": "tests/test_login.py::test_session", "outcome": "passed", "parameters": "us"}
```

## Limits

The rule speaks only where results are at hand: in `spec verify`, not in `spec check`. A mark on one parameter,
`pytest.param(…, marks=…)`, counts for the whole function. A JUnit report does not tell which parameters were left out
of the run; evidence of the pytest plugin does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.evidence.result import Evidence
    from specward.project import Project


@rule("TRC017", Severity.ERROR, Scope.EVIDENCE)
def check(evidence: Evidence, project: Project) -> Iterator[Fault]:
    """Yield a fault for each test of which some parameters did not pass."""
    from specward.evidence.judge import State, claim, found

    for proof in found(project.proofs, State.FAILING_PARAMETER):
        message = f"{claim(proof.case)}, but {proof.detail}"
        yield Fault(proof.case.location, message)
