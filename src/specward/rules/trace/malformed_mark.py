"""A mark says that a test verifies something, and does not name it.

## What it does

Reports each mark, `@pytest.mark.verifies(…)` or a comment `spec: verifies …`, that cannot count: its argument is a
variable, an f-string or otherwise computed, it is no id (`FR-0O3` with a letter for a digit), there is none, or no test
follows the comment. A file that has a mark and cannot be read as what it is, so that nobody knows what its tests say,
is reported too.

## Why is this bad?

Whoever wrote the mark believes that the test is bound to its criterion. It is not, and the criterion looks as if nobody
had thought of it. What a mark names must be readable without running anything, or a review cannot rely on it.

## Example

```python tests/test_login.py
import pytest

CRITERION = "001-login/AC-001"


@pytest.mark.verifies(CRITERION)
def test_a_session_starts(client):
    assert client.sign_in("ada", "right").session
```

## Use instead

```python tests/test_login.py
import pytest


@pytest.mark.verifies("001-login/AC-001")
def test_a_session_starts(client):
    assert client.sign_in("ada", "right").session
```

## Limits

Only the form is judged: an id that names nothing is reported by `dangling-reference`. A mark that is added while the
tests run, or that another module defines, is not seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Location, Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project


@rule("TRC003", Severity.ERROR, Scope.PROJECT, needs=Need.CODE)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each mark that cannot count, and for each file whose marks cannot be read."""
    for mark in project.tests.malformed:
        yield Fault(mark.location, mark.reason)
    for path, reason in project.tests.unreadable:
        yield Fault(Location(path), f"its marks cannot be read: {reason}")
