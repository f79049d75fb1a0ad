"""A link was never reviewed, though others of its feature were.

## What it does

Reports, once a feature that has a `trace.lock`, the links that the lock does not hold: between requirements, criteria,
tasks and tests. A feature without that file is left alone: nobody has promised to review it.

## Why is this bad?

Only a reviewed link can become suspect. What was never reviewed stays green when the requirement behind it changes.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login

## Requirements

- **FR-001**: The system MUST reject a password shorter than 8 characters.
```

```markdown specs/001-login/tasks.md
# Tasks: Login

- [x] T001 Reject short passwords in src/login.py (FR-001)
```

```text specs/001-login/trace.lock
specward trace.lock 1
```

## Use instead

Read both ends of the link, and say so: `spec trace review 001-login/T001`.

```markdown specs/001-login/spec.md
# Feature Specification: Login

## Requirements

- **FR-001**: The system MUST reject a password shorter than 8 characters.
```

```markdown specs/001-login/tasks.md
# Tasks: Login

- [x] T001 Reject short passwords in src/login.py (FR-001)
```

```text specs/001-login/trace.lock
specward trace.lock 1
T001 implements FR-001 sf1:0c501943fe4ded88a1097b2d34258c73 sf1:564a49a4dd7173600efcdeee90701423
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule
from specward.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Feature, Project

_SHOWN = 3
_RELATED = 50


@rule("TRC010", Severity.INFO, Scope.FEATURE, needs=Need.REVIEWS)
def check(feature: Feature, project: Project) -> Iterator[Fault]:
    """Yield a fault where links of a feature with a lock are missing from it."""
    from specward.trace.lock import Lock, read_lock

    if not isinstance(read_lock(project, feature.folder), Lock):
        return
    from specward.trace.link_state import State, reviews_of

    reviews = reviews_of(project)
    links = [found.link for found in reviews.states(feature.folder) if found.state is State.UNREVIEWED]
    if not links:
        return
    nodes = reviews.graph.nodes
    named = [f"{nodes[link.child].id} {link.kind} {nodes[link.parent].id}" for link in links]
    first, *others = dict.fromkeys(link.child for link in links)
    yield Fault(
        nodes[first].place(project),
        f"never reviewed: {listed(named, _SHOWN)}",
        help=f"read both ends of each, then: spec trace review {first}, or --all",
        related=tuple(nodes[child].place(project) for child in others[:_RELATED]),
    )
