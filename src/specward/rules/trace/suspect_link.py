"""An item has changed since what rests on it was reviewed.

## What it does

Reports each requirement, story, criterion or principle that says something else than when a link to it was reviewed:
the tasks, criteria and tests that rest on it are *suspect*. So is an item that was reviewed itself and has changed, or
derives from other items, since. What was reviewed stands in `specs/<feature>/trace.lock`, which
`spec trace review` writes; without that file the rule is silent.

## Why is this bad?

The password must have 12 characters instead of 8, and the test still tries 8. Everything is linked, everything is
green, and what was agreed on is not what was built.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login

## Requirements

- **FR-001**: The system MUST reject a password shorter than 12 characters.
```

```markdown specs/001-login/tasks.md
# Tasks: Login

- [x] T001 Reject short passwords in src/login.py (FR-001)
```

```text specs/001-login/trace.lock
specward trace.lock 1
T001 implements FR-001 sf1:0c501943fe4ded88a1097b2d34258c73 sf1:564a49a4dd7173600efcdeee90701423
```

## Use instead

See whether the task and its tests still fit, mend them, and say so: `spec trace review 001-login/FR-001`.

```markdown specs/001-login/spec.md
# Feature Specification: Login

## Requirements

- **FR-001**: The system MUST reject a password
  shorter than 8 characters.
```

```markdown specs/001-login/tasks.md
# Tasks: Login

- [x] T001 Reject short passwords in src/login.py (FR-001)
```

```text specs/001-login/trace.lock
specward trace.lock 1
T001 implements FR-001 sf1:0c501943fe4ded88a1097b2d34258c73 sf1:564a49a4dd7173600efcdeee90701423
```

## Limits

Wrapping, list marks, emphasis, comments and typographic quotes are no change; nor is another order of the items. Any
other change is one, a corrected typing error too: `spec trace review --editorial --reason "typo"` says that it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule
from specward.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Feature, Project
    from specward.trace.link_state import Reviews
    from specward.trace.node import Node

_SHOWN = 3
_RELATED = 50


@rule("TRC009", Severity.WARNING, Scope.FEATURE, needs=Need.REVIEWS)
def check(feature: Feature, project: Project) -> Iterator[Fault]:
    """Yield a fault for each item that has changed under what rests on it, and for each approved one that has."""
    from specward.trace.lock import Lock, read_lock

    if not isinstance(read_lock(project, feature.folder), Lock):
        return
    from specward.trace.link_state import State, reviews_of

    reviews = reviews_of(project)
    resting: dict[str, list[Node]] = {}
    for found in reviews.states(feature.folder):
        if found.state is State.SUSPECT:
            resting.setdefault(found.link.parent, []).append(reviews.graph.nodes[found.link.child])
    home = reviews.graph.folders[feature.folder]
    for key, children in resting.items():
        yield _suspect(reviews.graph.nodes[key], children, home, project)
    for node in reviews.changed(feature.folder):
        if node.key not in resting:
            yield _changed(reviews, node, feature.folder, project)


def _suspect(parent: Node, children: list[Node], home: str, project: Project) -> Fault:
    """The fault at the item that has changed; at what rests on it where that item is not of this feature."""
    names = [child.id for child in children]
    be = "were" if len(names) > 1 else "was"
    nodes = [parent, *children] if parent.feature == home else [*children, parent]
    place, *related = (node.place(project) for node in nodes[: _RELATED + 1])
    return Fault(
        place,
        f"{parent.id} has changed since {listed(names, _SHOWN)} {be} reviewed against it",
        help=f"see whether what rests on it still fits, then: spec trace review {parent.key}",
        related=tuple(related),
    )


def _changed(reviews: Reviews, node: Node, folder: str, project: Project) -> Fault:
    from specward.trace.lock import Lock

    lock = reviews.lock(folder)
    same = isinstance(lock, Lock) and any(
        entry.item == node.id and reviews.fingerprints.says(node.key, entry.of_item) for entry in lock.links
    )
    what = "derives from or refines other items than when it" if same else "has changed since it"
    return Fault(
        node.place(project),
        f"{node.id} {what} was reviewed",
        help=f"read it again, then: spec trace review {node.key}",
    )
