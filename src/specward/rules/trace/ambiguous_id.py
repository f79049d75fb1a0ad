"""A test or a document names an item in a way that several items answer to.

## What it does

Reports the mark of a test with a bare id that more than one feature has (`verifies("FR-001")`), and an item named with
a number or slug that more than one feature folder has (`006/FR-001`).

## Why is this bad?

Ids are counted from one in each feature. A bare id outside of its feature is a guess, and evidence must not be one.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login

- **FR-001**: System MUST accept a password.
```

```markdown specs/002-export/spec.md
# Feature Specification: Export

- **FR-001**: System MUST write CSV.
```

```python tests/test_export.py
import pytest


@pytest.mark.verifies("FR-001")
def test_writes_csv():
    assert export().startswith("name,")
```

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login

- **FR-001**: System MUST accept a password.
```

```markdown specs/002-export/spec.md
# Feature Specification: Export

- **FR-001**: System MUST write CSV.
```

```python tests/test_export.py
import pytest


@pytest.mark.verifies("002-export/FR-001")
def test_writes_csv():
    assert export().startswith("name,")
```

## Limits

A bare id that one feature alone has is taken for that feature's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Scope, rule
from specward.trace.dangling import dangling
from specward.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Feature, Project

_SHOWN = 3


@rule("TRC002", Severity.ERROR, Scope.FEATURE)
def check(feature: Feature, project: Project) -> Iterator[Fault]:
    """Yield a fault for each reference that several items answer to."""
    for reference in dangling(feature, project):
        candidates = reference.resolution.candidates
        if candidates:
            yield Fault(
                reference.place,
                f"{reference.by} names {reference.target}, which may be {listed(candidates, _SHOWN)}",
                help=f"write the whole id, such as {candidates[0]}",
            )
