"""The source and the test runner disagree on what a test verifies.

## What it does

Reports each test whose source bears a mark `verifies` that pytest did not see when it collected the test, and each test
of which pytest saw a mark that does not stand in the source: one that is computed, or added by a hook.

## Why is this bad?

Links are read from the source, without running anything; evidence comes from the run. Where the two differ, one of them
shows a link that the other does not have.

## Example

```python tests/test_login.py
import pytest


@pytest.mark.verifies("001-login/AC-001")
def test_session(client):
    assert client.sign_in("ada", "right").session
```

```json .specify/evidence/pytest.jsonl
{"specward": 1}
{"test": "tests/test_login.py::test_session", "outcome": "passed"}
{"test": "tests/test_login.py::test_b", "outcome": "passed", "verifies": ["001-login/AC-002"]}
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

The rule speaks only where results are at hand: in `spec verify`, not in `spec check`. Marks in comments are never seen
by pytest and are not compared, and nothing is compared where the results say of no test what it verifies: they were
made without the plugin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.evidence.result import Evidence
    from specward.project import Project


@rule("TRC019", Severity.WARNING, Scope.EVIDENCE)
def check(evidence: Evidence, project: Project) -> Iterator[Fault]:
    """Yield a fault for each test of which source and runner tell different things."""
    from specward.evidence.judge import claim, disagreements

    for case, unseen, unwritten in disagreements(project.tests, evidence):
        if unseen:
            yield Fault(
                case.location,
                f"{claim(case)}, but pytest did not see the mark for {', '.join(unseen)}",
                help="a decorator above the mark may drop it; put the mark first",
            )
        if unwritten:
            yield Fault(
                case.location,
                f"pytest saw that this test verifies {', '.join(unwritten)}, and its source does not say so",
                help="write the mark on the test, its class or its module, with the id as a literal",
            )
