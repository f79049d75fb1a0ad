"""A task is ticked, and no passing test verifies what it implements.

## What it does

Reports each ticked task that names requirements or criteria of which none has a passing test in the results at hand.
Under `trace.profile: strict` or `safety` it is an error.

## Why is this bad?

A tick is a claim, often an agent's. Evidence decides whether the work is done.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login

1. **AC-001** (FR-001): **Given** an account, **When** the password is sent, **Then** a session starts
2. **AC-002** (FR-001): **Given** an account, **When** a wrong password is sent, **Then** it is refused

- **FR-001**: System MUST accept a password.
```

```markdown specs/001-login/tasks.md
# Tasks: Login

- [x] T001 Start a session in src/login.py (AC-001)
- [x] T002 Refuse a wrong password in src/login.py (AC-002)
```

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

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login

1. **AC-001** (FR-001): **Given** an account, **When** the password is sent, **Then** a session starts
2. **AC-002** (FR-001): **Given** an account, **When** a wrong password is sent, **Then** it is refused

- **FR-001**: System MUST accept a password.
```

```markdown specs/001-login/tasks.md
# Tasks: Login

- [x] T001 Start a session in src/login.py (AC-001)
- [ ] T002 Refuse a wrong password in src/login.py (AC-002)
```

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

The rule speaks only where results are at hand: in `spec verify`, not in `spec check`. A task that names only a story,
or nothing, is not judged, nor, under the profile `story`, any task of a feature that no test is marked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.evidence.result import Evidence
    from specward.project import Project
    from specward.trace.coverage import Coverage
    from specward.trace.node import Node


@rule("TSK011", Severity.INFO, Scope.EVIDENCE, strict=Severity.ERROR)
def check(evidence: Evidence, project: Project) -> Iterator[Fault]:
    """Yield a fault for each ticked task none of whose items has a passing test."""
    from specward.trace.coverage import coverage_of
    from specward.trace.node import LinkKind, NodeKind

    coverage = coverage_of(project)
    strict = project.config.is_strict
    nodes = coverage.graph.nodes
    adopted = {nodes[link.parent].feature for link in coverage.graph.links if link.kind is LinkKind.VERIFIES}
    for task in coverage.graph.of_kind(NodeKind.TASK):
        if task.done and (strict or task.feature in adopted):
            claimed = _claimed(task, coverage)
            if claimed and not any(_is_proved(item, coverage) for item in claimed):
                names = ", ".join(nodes[item].id for item in claimed)
                message = f"{task.id} is ticked, and no passing test verifies {names}"
                yield Fault(task.place(project), message)


def _claimed(task: Node, coverage: Coverage) -> list[str]:
    """The requirements and criteria that a task names and that need a proof."""
    from specward.trace.node import LinkKind, NodeKind

    return [
        link.parent
        for link in coverage.graph.parents.get(task.key, ())
        if link.kind is LinkKind.IMPLEMENTS
        and coverage.graph.nodes[link.parent].kind in {NodeKind.REQUIREMENT, NodeKind.CRITERION}
        and coverage.covered[link.parent].counts
        and not coverage.covered[link.parent].justified
    ]


def _is_proved(item: str, coverage: Coverage) -> bool:
    proofs = coverage.proofs or {}
    return any(proofs[test].holds for test in coverage.covered[item].tests)
