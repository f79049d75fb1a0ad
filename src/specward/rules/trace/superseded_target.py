"""A test or an open task names a requirement that another one supersedes.

## What it does

Reports the marks of tests, and the tasks not yet done, that name a requirement of which another requirement says that
it supersedes it: `(supersedes FR-002)`. A task or test that names the newer one too is left alone.

## Why is this bad?

Nobody asks for the old requirement any more. The test holds the product to what it should no longer do, the task builds
it, and the requirement that took its place has neither.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login

- **FR-002**: System MUST end a session after a day.
- **FR-003**: System MUST end a session after an hour without a request (supersedes FR-002).
```

```markdown specs/001-login/tasks.md
# Tasks: Login

- [ ] T001 End old sessions in src/login.py (FR-002)
```

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login

- **FR-002**: System MUST end a session after a day.
- **FR-003**: System MUST end a session after an hour without a request (supersedes FR-002).
```

```markdown specs/001-login/tasks.md
# Tasks: Login

- [ ] T001 End idle sessions in src/login.py (FR-003)
```

## Limits

Tasks that are done are history. A requirement that says that it is deferred, withdrawn or out of scope supersedes
nothing yet. Criteria of the old requirement are not followed: whether they still hold is for people to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project
    from specward.trace.graph import Graph

_SHOWN = 3


@rule("TRC024", Severity.WARNING, Scope.PROJECT, needs=Need.LINKS)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each test and open task that names what is superseded."""
    from specward.trace.build import graph_of
    from specward.trace.node import NodeKind

    graph = graph_of(project)
    newer = _superseding(graph)
    for key, links in graph.parents.items() if newer else ():
        child = graph.nodes[key]
        if child.kind not in {NodeKind.TEST, NodeKind.TASK} or child.done:
            continue
        named = {link.parent for link in links}
        for link in links:
            successors = newer.get(link.parent, [])
            if successors and named.isdisjoint(successors):
                yield Fault(
                    child.place(project),
                    f"{key} {link.kind} {link.parent}, which is superseded",
                    help=f"name {' or '.join(successors[:_SHOWN])} instead",
                    related=tuple(graph.nodes[each].place(project) for each in successors[:_SHOWN]),
                )


def _superseding(graph: Graph) -> dict[str, list[str]]:
    """The requirements that took the place of each superseded one."""
    from specward.trace.node import LinkKind

    found: dict[str, list[str]] = {}
    for link in graph.links:
        if link.kind is LinkKind.SUPERSEDES and not graph.nodes[link.child].aside:
            found.setdefault(link.parent, []).append(link.child)
    return found
