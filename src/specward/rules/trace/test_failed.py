"""A test that verifies a criterion failed.

## What it does

Reports each marked test that failed in the results at hand: in its own code, in setup or in teardown, or because an
expected failure passed under `strict`.

## Why is this bad?

The criterion is not met, whatever its check box says. A report that counts links calls it covered all the same.

## Example

```python tests/test_login.py
import pytest


@pytest.mark.verifies("001-login/AC-001")
def test_session(client):
    assert client.sign_in("ada", "right").session
```

```json .specify/evidence/pytest.jsonl
{"specward": 1}
{"test": "tests/test_login.py::test_session", "outcome": "failed", "verifies": ["001-login/AC-001"]}
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

The rule speaks only where results are at hand: in `spec verify`, not in `spec check`. Of several runs on the same
tree, a failure in any of them counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.evidence.result import Evidence
    from specward.project import Project


@rule("TRC004", Severity.ERROR, Scope.EVIDENCE)
def check(evidence: Evidence, project: Project) -> Iterator[Fault]:
    """Yield a fault for each test that failed."""
    from specward.evidence.judge import State, claim, found

    for proof in found(project.proofs, State.FAILED):
        message = f"{claim(proof.case)} and failed"
        yield Fault(proof.case.location, message)
