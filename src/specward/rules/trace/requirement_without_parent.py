"""A requirement serves no story and no principle.

## What it does

Under the profile `strict` or `safety`, reports each requirement that is linked upwards to nothing: it names no story
and no principle (`(US1)`, `(derives from P-02)`), refines no other requirement, and none of its criteria stands in a
story.

## Why is this bad?

Nobody can say for whose sake it is there. It may be a wish of the author's, or what it served was dropped.

## Example

```yaml .specify/specward.yml
trace:
  profile: strict
```

```markdown specs/001-login/spec.md
# Feature Specification: Login

- **FR-001**: System MUST accept a password.
```

## Use instead

```yaml .specify/specward.yml
trace:
  profile: strict
```

```markdown specs/001-login/spec.md
# Feature Specification: Login

### User Story 1 - Sign in (Priority: P1)

1. **AC-001** (FR-001): **Given** an account, **When** the password is sent, **Then** a session starts

- **FR-001**: System MUST accept a password.
```

## Limits

Silent under the profile `story`. Requirements that say that they are out of scope, put off or withdrawn, or that
another one supersedes, need no parent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project
    from specward.trace.graph import Graph
    from specward.trace.node import Node, NodeKind


@rule("TRC022", Severity.WARNING, Scope.PROJECT, needs=Need.STRICTNESS)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each requirement without a parent."""
    from specward.trace.build import graph_of
    from specward.trace.node import NodeKind
    from specward.trace.profile import PROFILES

    up = PROFILES[project.config.trace_profile].up[NodeKind.REQUIREMENT]
    graph = graph_of(project)
    for node in graph.of_kind(NodeKind.REQUIREMENT):
        if not node.aside and not _has_parent(node, graph, up):
            yield Fault(
                node.place(project),
                f"{node.key} serves no story and no principle",
                help="add a note such as (US1) or (derives from P-01)",
            )


def _has_parent(node: Node, graph: Graph, up: frozenset[NodeKind]) -> bool:
    """Whether it has one of its own, or by a criterion, or needs none since another one supersedes it."""
    from specward.trace.node import LinkKind

    below = graph.children.get(node.key, ())
    criteria = (link.child for link in below if link.kind is LinkKind.REFINES)
    links = [link for key in (node.key, *criteria) for link in graph.parents.get(key, ()) if link.parent != node.key]
    if any(link.kind is LinkKind.SUPERSEDES for link in below):
        return True
    return any(graph.nodes[link.parent].kind in up for link in links if link.parent in graph.nodes)
