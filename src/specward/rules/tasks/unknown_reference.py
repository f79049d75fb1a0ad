"""A task names a story, requirement, criterion or task that the feature does not have.

## What it does

Reports a story label (`[US4]`), a cited requirement or criterion (`FR-012`, `SC-004`) and a task that must come first
(`after T099`) where neither the feature's specification nor its tasks know that id. Each id is reported once for a
document, where it is named first.

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

Of stories, requirements and criteria, a family is judged only where the specification declares one of it (`C-DB-4` only
where there is another `C-DB`), and an id that the specification or `research.md` mentions anywhere is known. An id of
another feature is written with its feature: `002-export/FR-003`, `002 FR-003`. Of tasks, those are judged that must
come first; all others may be named freely. `FR-1` and `FR-001`, `T1` and `T001` are taken for the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from specward.artifacts import references
from specward.finding import Severity
from specward.rule import Fault, Scope, rule
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.spec import Spec
    from specward.artifacts.task import Task
    from specward.artifacts.tasks import Tasks
    from specward.markdown.document import Place
    from specward.project import Feature, Project

_SHOWN = 50
"""How many further tasks that name an id are shown."""


@rule("TSK003", Severity.ERROR, Scope.FEATURE, read=18, right=18)
def check(feature: Feature, project: Project) -> Iterator[Fault]:
    """Yield a fault for each id that a task names and the feature does not know."""
    tasks = feature.tasks
    if not tasks or not tasks.tasks:
        return
    if feature.spec:
        unknown = _unknown_items(tasks, feature.spec, feature.number)
        found = _research(feature, project) if unknown else ""
        for identity, naming in unknown.items():
            if identity not in found:
                yield _fault(tasks, naming, identity, "the specification has no such item")
    for identity, naming in _unknown_tasks(tasks).items():
        yield _fault(tasks, naming, identity, "there is no such task")


def _unknown_items(tasks: Tasks, spec: Spec, feature: int | None) -> dict[str, list[Task]]:
    """Each id that the specification does not know, and the tasks that name it."""
    known = {references.key(item.id) for item in spec.declared}
    known.update(references.key(scenario.id) for scenario in spec.scenarios if scenario.stable)
    stories = {references.key(story.id) for story in spec.stories}
    families = {item.family for item in spec.declared} | ({"US"} if stories else set())
    heads = {_head(item.id) for item in spec.declared}
    known |= stories
    # Nearly always every id is known; only where one is not does it matter which task names it.
    in_question = {
        identity
        for identity in references.shapes(tasks.document.text)
        if _is_judged(identity, families, heads) and not _is_known(identity, known, spec)
    }
    sound: set[str] = set()
    elsewhere: dict[int, frozenset[str]] = {}
    unknown: defaultdict[str, list[Task]] = defaultdict(list)
    for task in tasks.tasks:
        refs = task.refs if in_question else ()
        for identity in (*task.stories, *refs):
            if identity in sound:
                continue
            if not _is_judged(identity, families, heads) or _is_known(identity, known, spec):
                sound.add(identity)
                continue
            if task.start not in elsewhere:
                elsewhere[task.start] = _of_other_features(task.text, feature)
            if identity not in elsewhere[task.start] and task not in unknown[identity][-1:]:
                unknown[identity].append(task)
    return unknown


def _is_judged(identity: str, families: set[str], heads: set[str]) -> bool:
    """Whether the specification declares ids of the kind: of the family, and in it of the group (`FR-AUTH-001`)."""
    head = _head(identity)
    return references.family(identity) in families and (head in heads or "-" not in head)


def _head(identity: str) -> str:
    """What stands before the number of an id: `FR` of `FR-001`, `C-DB` of `C-DB-4`, `US` of `US2`."""
    return identity.rstrip("0123456789.abcdefghijklmnopqrstuvwxyz'").rstrip("-")


def _research(feature: Feature, project: Project) -> str:
    """What was found out for a feature: it may cite what its tasks go by and the specification does not name."""
    try:
        document = project.document(f"{feature.folder}/research.md")
    except UnreadableFile:
        document = None
    return document.text if document else ""


def _is_known(identity: str, known: set[str], spec: Spec) -> bool:
    """Whether the specification has or mentions an id, or has that of which it names a part (`FR-012a`, `US1.2`)."""
    key = references.key(identity)
    if key in known or references.whole(key) in known or identity in spec.document.text:
        return True
    return identity.startswith("US") and f"User Story {identity[2:]}" in spec.document.text


def _of_other_features(text: str, feature: int | None) -> frozenset[str]:
    """The ids that stand right behind the number of another feature: `005 FR-083`, `005's FR-083`, `005 §4 FR-083`."""
    return frozenset(match[2] for match in _with_feature().finditer(text) if int(match[1]) != feature)


@cache
def _with_feature() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w.-])(\d{{3}})(?:['’]s)?[ \t]+(?:§(?:\d[\w.]{{0,8}}[ \t]+)?)?({references.ID})", re.ASCII
    )


def _unknown_tasks(tasks: Tasks) -> dict[str, list[Task]]:
    """Each task that must come first and does not exist, and the tasks that wait for it."""
    waiting = [(task, after) for task in tasks.tasks if (after := task.after)]
    if not waiting:
        return {}
    known = {references.key(task.id) for task in tasks.tasks}
    known.update(references.key(other.id) for other in tasks.lookalikes)
    unknown: defaultdict[str, list[Task]] = defaultdict(list)
    for task, after in waiting:
        for identity in after:
            key = references.key(identity)
            if key not in known and references.whole(key) not in known:
                unknown[identity].append(task)
    return unknown


def _fault(tasks: Tasks, naming: list[Task], identity: str, reason: str) -> Fault:
    first, *others = naming
    names = f"{first.id} names" if not others else f"{first.id} and {len(others)} more name"
    return Fault(
        _place(tasks, first, identity),
        f"{names} {identity}, and {reason}",
        help="name what is meant, or add it",
        related=tuple(_place(tasks, task, identity) for task in others[:_SHOWN]),
    )


def _place(tasks: Tasks, task: Task, identity: str) -> Place:
    start = tasks.document.text.find(identity, task.start, task.end)
    return tasks.document.place(*((start, start + len(identity)) if start >= 0 else task.id_span))
