"""A task names a story, requirement, criterion or task that the feature does not have.

## What it does

Reports a story label (`[US4]`), a cited requirement or criterion (`FR-012`, `SC-004`) and a task that must come first
(`after T099`) where neither the feature's specification nor its tasks know that id.

## Why is this bad?

The task was written for something that has been renumbered, removed or never specified. Its coverage is only apparent.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login

- **FR-001**: System MUST accept a password.
```

```markdown specs/001-login/tasks.md
# Tasks: Login

- [ ] T001 Check the password in src/login.py (FR-002)
```

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login

- **FR-001**: System MUST accept a password.
```

```markdown specs/001-login/tasks.md
# Tasks: Login

- [ ] T001 Check the password in src/login.py (FR-001)
```

## Limits

A family of ids is judged only where the specification declares one of it, and an id that the specification mentions
anywhere is known. `FR-1` and `FR-001` are taken for the same. An id of another feature is written with its feature:
`002-export/FR-003`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts import references
from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.spec import Spec
    from specward.artifacts.tasks import Task, Tasks
    from specward.project import Feature, Project


@rule("TSK003", Severity.ERROR, Scope.FEATURE)
def check(feature: Feature, project: Project) -> Iterator[Fault]:
    """Yield a fault for each id that a task names and the feature does not know."""
    tasks = feature.tasks
    if not tasks or not tasks.tasks:
        return
    if feature.spec:
        yield from _unknown_items(tasks, feature.spec)
    yield from _unknown_tasks(tasks)


def _unknown_items(tasks: Tasks, spec: Spec) -> Iterator[Fault]:
    known = {references.key(item.id) for item in spec.declared}
    known.update(references.key(scenario.id) for scenario in spec.scenarios if scenario.stable)
    stories = {references.key(story.id) for story in spec.stories}
    families = {item.family for item in spec.declared} | ({"US"} if stories else set())
    known |= stories
    cites = any(f"{family}-" in tasks.document.text for family in families - {"US"})
    for task in tasks.tasks:
        refs = task.refs if cites and "-" in task.text else ()
        for identity in (*task.stories, *refs):
            if references.family(identity) in families and not _is_known(identity, known, spec):
                yield _fault(tasks, task, identity, "the specification has no such item")


def _is_known(identity: str, known: set[str], spec: Spec) -> bool:
    """Whether the specification has or mentions an id, or has that of which it names a part (`FR-012a`, `US1.2`)."""
    key = references.key(identity)
    if key in known or references.whole(key) in known or identity in spec.document.text:
        return True
    return identity.startswith("US") and f"User Story {identity[2:]}" in spec.document.text


def _unknown_tasks(tasks: Tasks) -> Iterator[Fault]:
    known = {references.key(task.id) for task in tasks.tasks}
    known.update(references.key(other.id) for other in tasks.lookalikes)
    for task in tasks.tasks:
        for identity in task.after:
            key = references.key(identity)
            if key not in known and references.whole(key) not in known:
                yield _fault(tasks, task, identity, "there is no such task")


def _fault(tasks: Tasks, task: Task, identity: str, reason: str) -> Fault:
    start = tasks.document.text.find(identity, task.start, task.end)
    place = tasks.document.place(start, start + len(identity)) if start >= 0 else tasks.document.place(*task.id_span)
    return Fault(place, f"{task.id} names {identity}, and {reason}", help="name what is meant, or add it")
