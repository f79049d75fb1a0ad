"""A test that verifies a criterion was left out of the run.

## What it does

Reports each marked test that pytest collected and did not run: because of `-k`, `-m`, `--deselect`, `--lf`, a single
test named on the command line, or a run that ended early.

## Why is this bad?

The run looks complete and green. What it left out has not been shown on this tree.

## Example

```python tests/test_login.py
import pytest


@pytest.mark.verifies("001-login/AC-001")
def test_session(client):
    assert client.sign_in("ada", "right").session
```

```json .specify/evidence/pytest.jsonl
{"specward": 1}
{"test": "tests/test_login.py::test_session", "outcome": "deselected"}
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

The rule speaks only where results are at hand: in `spec verify`, not in `spec check`. Runs on the same tree add up:
what one leaves out, another may have shown. A JUnit report does not tell what was left out: there the test never ran.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.evidence.result import Evidence
    from specward.project import Project


@rule("TRC016", Severity.ERROR, Scope.EVIDENCE)
def check(evidence: Evidence, project: Project) -> Iterator[Fault]:
    """Yield a fault for each test that was left out."""
    from specward.evidence.judge import State, claim, found

    for proof in found(project.proofs, State.DESELECTED):
        message = f"{claim(proof.case)} and was left out of the run"
        yield Fault(proof.case.location, message)
