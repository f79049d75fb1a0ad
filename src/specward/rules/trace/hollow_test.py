"""A test says that it verifies something, and cannot fail.

## What it does

Reports each marked Python test that asserts nothing, that asserts only what is always true, or that is empty.

## Why is this bad?

Such a test passes whatever the code does. It turns its criterion green and proves nothing, and of all ways to be wrong
about acceptance it is the one that looks best.

## Example

```python tests/test_login.py
import pytest


@pytest.mark.verifies("001-login/AC-001")
def test_a_session_starts(client):
    client.sign_in("ada", "right")
```

## Use instead

```python tests/test_login.py
import pytest


@pytest.mark.verifies("001-login/AC-001")
def test_a_session_starts(client):
    assert client.sign_in("ada", "right").session
```

## Limits

A test counts as asserting where it has an `assert` that may be false, where it raises, returns a value or skips by
itself, and where it calls what may check for it: a function with such a name (`assert_…`, `expect`, `should…`,
`verify…`, `check…`, `pytest.raises`), one of its own file that does, one from a module of helpers, a fixture. Whether
it asserts the right thing is for the reader to judge. Tests in other languages are not judged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project


@rule("TRC008", Severity.WARNING, Scope.PROJECT, needs=Need.CODE)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each marked test that can prove nothing."""
    for case in project.tests.cases:
        if case.hollow:
            targets = ", ".join(dict.fromkeys(mark.target for mark in case.marks))
            yield Fault(
                case.location,
                f"the test says that it verifies {targets}, and {case.hollow}",
                help="assert what must hold",
            )
