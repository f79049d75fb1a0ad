"""A test, a scenario, a link note or another feature names an item that does not exist.

## What it does

Reports what leads nowhere: the mark of a test (`verifies("001-login/AC-009")`), an id that a scenario names before its
first keyword, a link note of a requirement (`(derives from P-09)`), and an item of another feature that a
specification, plan or task list names with that feature (`002-export/FR-042`).

## Why is this bad?

The link was made for something that has been renumbered, removed or never specified. Whoever counts it counts coverage
that is not there.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login

1. **AC-001** (FR-002): **Given** an account, **When** the password is sent, **Then** a session starts

- **FR-001**: System MUST accept a password.
```

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login

1. **AC-001** (FR-001): **Given** an account, **When** the password is sent, **Then** a session starts

- **FR-001**: System MUST accept a password.
```

## Limits

Inside a document a family of ids is judged only where the specification declares one of it, and principles only where
there is a constitution. What tasks name of their own feature is reported by `unknown-reference`, and a mark that has
not even the form of an id by `malformed-mark`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Scope, rule
from specward.trace.dangling import dangling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Feature, Project
    from specward.trace.dangling import Dangling


@rule("TRC001", Severity.ERROR, Scope.FEATURE)
def check(feature: Feature, project: Project) -> Iterator[Fault]:
    """Yield a fault for each reference that leads nowhere."""
    for reference in dangling(feature, project):
        if not reference.resolution.candidates:
            message = f"{reference.by} names {reference.target}, and {_why(reference)}"
            yield Fault(reference.place, message, _help(reference))


def _why(reference: Dangling) -> str:
    feature, slash, _ = reference.target.rpartition("/")
    if slash and not reference.resolution.feature:
        return f"there is no feature `{feature}`"
    if reference.resolution.feature:
        return f"{reference.resolution.feature} has no such item"
    return "nothing has that id"


def _help(reference: Dangling) -> str:
    near = reference.resolution.near
    return f"did you mean {' or '.join(near)}?" if near else "name what is meant, or add it"
