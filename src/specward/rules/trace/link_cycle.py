"""Requirements refine, derive from or supersede each other in a ring.

## What it does

Follows the link notes of requirements (`(refines FR-004)`, `(supersedes 001-login/FR-002)`) and reports each ring, an
item that is linked to itself too, with the whole way round.

## Why is this bad?

Each item on the ring is there for the sake of another, and none for the sake of a user. Nothing on it can be covered.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login

- **FR-001**: System MUST accept a password (refines FR-002).
- **FR-002**: System MUST check a password (refines FR-001).
```

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login

- **FR-001**: System MUST accept a password.
- **FR-002**: System MUST check a password (refines FR-001).
```

## Limits

The order of tasks is judged by `dependency-cycle`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project


@rule("TRC021", Severity.ERROR, Scope.PROJECT, needs=Need.LINKS)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each ring."""
    from specward.trace.build import graph_of
    from specward.trace.graph import path_text

    graph = graph_of(project)
    for ring in graph.rings:
        first, *others = (graph.nodes[key] for key in dict.fromkeys(ring))
        words = "is linked to itself" if not others else f"lies on a ring of {len(others) + 1} links"
        related = tuple(node.place(project) for node in others[:8])
        yield Fault(first.place(project), f"{first.key} {words}: {path_text(ring)}", "cut one link", related)
