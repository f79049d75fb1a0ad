"""Tasks wait for each other in a circle.

## What it does

Reports each circle of dependencies written in the tasks themselves: `after T002`, `depends on T001, T003`.

## Why is this bad?

None of these tasks can be begun.

## Example

```markdown specs/001-login/tasks.md
# Tasks: Login

- [ ] T001 Create the form in src/form.py (after T002)
- [ ] T002 Create the page in src/page.py (depends on T001)
```

## Use instead

```markdown specs/001-login/tasks.md
# Tasks: Login

- [ ] T001 Create the form in src/form.py
- [ ] T002 Create the page in src/page.py (depends on T001)
```

## Limits

Dependencies told in prose elsewhere in the document are not read, nor is what a task says of itself (`after T012's
removal` in T012). Each circle is reported once, at its first task; of circles that share tasks, at least one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts import references
from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.task import Task
    from specward.artifacts.tasks import Tasks
    from specward.project import Project


@rule("TSK004", Severity.ERROR, Scope.TASKS)
def check(tasks: Tasks, project: Project) -> Iterator[Fault]:
    """Yield a fault for each circle."""
    waits = {references.key(task.id): after for task in tasks.tasks if (after := task.after)}
    if not waits:
        return
    by_key = {references.key(task.id): task for task in reversed(tasks.tasks)}
    edges = {key: [other for other in map(references.key, after) if other in by_key] for key, after in waits.items()}
    for cycle in _cycles(edges):
        if len(cycle) > 1 or not _speaks_of_itself(by_key[cycle[0]]):
            yield _fault(tasks, [by_key[key] for key in cycle])


def _speaks_of_itself(task: Task) -> bool:
    """Whether a task says what holds once it is done: `after T012's removal` in T012."""
    return any(f"{task.id}{mark}s" in task.text for mark in "'’")


def _cycles(edges: dict[str, list[str]]) -> Iterator[list[str]]:
    """Each circle closed by an edge back to a node of the path being walked; without recursion."""
    finished: set[str] = set()
    for root, first in edges.items():
        path: dict[str, None] = {}
        trail = [(root, iter(first))] if root not in finished else []
        while trail:
            node, following = trail[-1]
            path[node] = None
            step = next((other for other in following if other not in finished), None)
            if step is None:
                finished.add(node)
                del path[node]
                trail.pop()
            elif step in path:
                nodes = list(path)
                yield nodes[nodes.index(step) :]
            elif step in edges:
                trail.append((step, iter(edges[step])))


def _fault(tasks: Tasks, cycle: list[Task]) -> Fault:
    document = tasks.document
    first, *others = sorted(cycle, key=lambda task: task.start)
    if not others:
        return Fault(document.place(*first.id_span), f"{first.id} waits for itself")
    names = " → ".join(task.id for task in (*cycle, cycle[0])[:12])
    return Fault(
        document.place(*first.id_span),
        f"tasks wait for each other: {names}",
        help="take one of these dependencies out",
        related=tuple(document.place(*task.id_span) for task in others[:12]),
    )
