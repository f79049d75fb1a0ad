"""A requirement has no task, although the feature has been broken down into tasks.

## What it does

Under the profile `strict` or `safety`, reports each requirement of a feature with a `tasks.md` that no task implements:
none names it, and none names a criterion of it.

## Why is this bad?

Whoever works through the list does what it says. What it leaves out is built by nobody, or by somebody whom nobody
asked to.

## Example

```yaml .specify/specward.yml
trace:
  profile: strict
```

```markdown specs/001-login/spec.md
# Feature Specification: Login

- **FR-001**: System MUST accept a password.
- **FR-002**: System MUST end a session after a day.
```

```markdown specs/001-login/tasks.md
# Tasks: Login

- [ ] T001 Check the password in src/login.py (FR-001)
```

## Use instead

```yaml .specify/specward.yml
trace:
  profile: strict
```

```markdown specs/001-login/spec.md
# Feature Specification: Login

- **FR-001**: System MUST accept a password.
- **FR-002**: System MUST end a session after a day.
```

```markdown specs/001-login/tasks.md
# Tasks: Login

- [ ] T001 Check the password in src/login.py (FR-001)
- [ ] T002 End old sessions in src/login.py (FR-002)
```

## Limits

Silent under the profile `story`, where a task of the story is enough, and in features without tasks. Requirements that
say that they are out of scope, put off or withdrawn, or that another one supersedes, need no task, nor do constraints,
decisions and risks (`C-001`, `D-001`, `R-001`). That a task names a requirement does not say that it does all of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts import references
from specward.artifacts.kind import Kind
from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project
    from specward.trace.graph import Graph
    from specward.trace.node import Node


@rule("TSK008", Severity.ERROR, Scope.PROJECT, needs=Need.STRICTNESS)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each requirement without a task."""
    from specward.trace.build import graph_of
    from specward.trace.node import NodeKind

    graph = graph_of(project)
    planned = {key for folder, key in graph.folders.items() if project.feature(folder).path(Kind.TASKS)}
    for node in graph.of_kind(NodeKind.REQUIREMENT):
        if node.feature in planned and not node.aside and not _has_task(node, graph):
            yield Fault(
                node.place(project),
                f"no task implements {node.key}",
                help=f"name it in the task that does: `- [ ] T010 … ({node.id})`",
            )


def _has_task(node: Node, graph: Graph) -> bool:
    """Whether it has one, itself or by a criterion, or needs none."""
    from specward.trace.node import LinkKind

    if len(references.family(node.id)) == 1:
        return True
    below = graph.children.get(node.key, ())
    if any(link.kind is LinkKind.SUPERSEDES for link in below):
        return True
    criteria = (link.child for link in below if link.kind is LinkKind.REFINES)
    links = (link for key in (node.key, *criteria) for link in graph.children.get(key, ()))
    return any(link.kind is LinkKind.IMPLEMENTS for link in links)
