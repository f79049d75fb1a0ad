"""The results of marked tests were made on another tree.

## What it does

Reports, once, that marked tests have results only from runs on another state of the project, and names what differs:
files and folders at the project's root, and specifications. Markdown, `.specify/` and what git ignores do not count,
except that a `spec.md` does for the tests of its feature, and for those that name no feature.

## Why is this bad?

Yesterday's green says nothing about the code that is accepted today. A result that is not tied to a state of the
project can be shown for ever.

## Example

```python tests/test_login.py
import pytest


@pytest.mark.verifies("001-login/AC-001")
def test_session(client):
    assert client.sign_in("ada", "right").session
```

```json .specify/evidence/pytest.jsonl
{"specward": 1, "tree": {"tests/": "an earlier state"}}
{"test": "tests/test_login.py::test_session", "outcome": "passed", "verifies": ["001-login/AC-001"]}
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

The rule speaks only where results are at hand: in `spec verify`, not in `spec check`. A JUnit report does not say on
which tree it was made; it is taken at the word of whoever hands it over. The versions of libraries, of the interpreter
and of the system do not belong to the tree unless a lock file in the project names them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Location, Severity
from specward.rule import Fault, Scope, rule
from specward.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.evidence.result import Evidence
    from specward.project import Project

_SHOWN = 5


@rule("TRC007", Severity.ERROR, Scope.EVIDENCE)
def check(evidence: Evidence, project: Project) -> Iterator[Fault]:
    """Yield one fault for all tests whose results are of another tree."""
    from specward.evidence.judge import State, found
    from specward.evidence.store import FOLDER

    stale = list(found(project.proofs, State.STALE))
    if not stale:
        return
    sources = evidence.sources
    tests = "a marked test" if len(stale) == 1 else f"{len(stale)} marked tests"
    yield Fault(
        Location(sources[0] if len(sources) == 1 else FOLDER),
        f"the results of {tests} were made on another tree: {listed(evidence.differs, _SHOWN)} changed",
        help="run the tests again; what no test depends on can be named in `trace.exempt`",
    )
