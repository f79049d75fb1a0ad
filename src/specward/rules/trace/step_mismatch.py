"""The steps that a test goes through are not those of the scenario that it verifies.

## What it does

Compares the steps that a passing test recorded, `with given("…"):`, `when`, `then` of `specward.steps`, with the
scenario that it says it verifies, and reports a step that the scenario does not have and a clause that no step says.

## Why is this bad?

The scenario was changed and the test was not, or the other way round. The criterion is shown as proved, by a test that
tells of something else.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login

### User Story 1 - Sign in (Priority: P1)

1. **AC-001**: **Given** an account, **When** five wrong passwords are sent, **Then** it is locked
```

```python tests/test_login.py
import pytest
from specward.steps import given, then, when


@pytest.mark.verifies("AC-001")
def test_locked(client):
    with given("an account"):
        client.register("ada")
    with when("three wrong passwords are sent"):
        answers = [client.sign_in("ada", "wrong") for _ in range(3)]
    with then("it is locked"):
        assert answers[-1].locked
```

```json .specify/evidence/pytest.jsonl
{"specward": 1}
{"test": "tests/test_login.py::test_locked", "outcome": "passed", "verifies": ["AC-001"], "steps": [["given", "an account"], ["when", "three wrong passwords are sent"], ["then", "it is locked"]]}
```

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login

### User Story 1 - Sign in (Priority: P1)

1. **AC-001**: **Given** an account, **When** five wrong passwords are sent, **Then** it is locked
```

```python tests/test_login.py
import pytest
from specward.steps import given, then, when


@pytest.mark.verifies("AC-001")
def test_locked(client):
    with given("an account"):
        client.register("ada")
    with when("five wrong passwords are sent"):
        answers = [client.sign_in("ada", "wrong") for _ in range(5)]
    with then("it is locked"):
        assert answers[-1].locked
```

```json .specify/evidence/pytest.jsonl
{"specward": 1}
{"test": "tests/test_login.py::test_locked", "outcome": "passed", "verifies": ["AC-001"], "steps": [["given", "an account"], ["when", "five wrong passwords are sent"], ["then", "it is locked"]]}
```

## Limits

The rule speaks only where results are at hand: in `spec verify`, not in `spec check`. Letter case, punctuation and the
word that joins two steps do not count. Tests that record no steps are not judged; of a test with parameters one run
that agrees with the scenario is enough, and one that verifies several scenarios, or only a part, may leave clauses out.
"""  # noqa: E501 -- a result is one line

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.evidence.result import Evidence
    from specward.project import Project


@rule("TRC020", Severity.WARNING, Scope.EVIDENCE)
def check(evidence: Evidence, project: Project) -> Iterator[Fault]:
    """Yield a fault for each test whose steps are not its scenario's."""
    from specward.acceptance.step_drift import drifts

    places = {case.id: case.location for case in project.tests.cases}
    for drift in drifts(project):
        place = places.get(drift.test)
        related = () if place is None else (drift.scenario._replace(label="the scenario"),)
        yield Fault(place or drift.scenario, drift.message, related=related)
