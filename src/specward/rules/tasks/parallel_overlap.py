"""Tasks that may run in parallel change the same file.

## What it does

Reports open tasks labelled `[P]` which stand under one heading and name the same file to work in, unless one waits for
the other (`after T004`). Tasks that share a file are one finding.

## Why is this bad?

`[P]` tells people and agents that they may work on these tasks at the same time. Two of them in one file overwrite each
other's work, or meet in a merge conflict.

## Example

```markdown specs/001-login/tasks.md
# Tasks: Login

- [ ] T001 [P] Add the form to src/login.py
- [ ] T002 [P] Add the password check to src/login.py
```

## Use instead

```markdown specs/001-login/tasks.md
# Tasks: Login

- [ ] T001 [P] Add the form to src/login.py
- [ ] T002 Add the password check to src/login.py (after T001)
```

## Limits

Of the files that a task names, those count that it ends with or that follow `in`, `to`, `at` or `into`; others may be
read only. Documents of a feature, folders, and paths with a gap to fill in (`<name>.py`, `*.py`) are not compared.
Tasks that are ticked no longer get in each other's way.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from specward.artifacts import references
from specward.finding import Severity
from specward.rule import Fault, Scope, rule
from specward.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.task import Task
    from specward.artifacts.tasks import Tasks
    from specward.project import Project

_SHOWN = 5
_RELATED = 50
_MANY = 100
"""Of more tasks than these in one file some will meet."""


@rule("TSK005", Severity.WARNING, Scope.TASKS, read=67, right=66)
def check(tasks: Tasks, project: Project) -> Iterator[Fault]:
    """Yield a fault for each file that parallel tasks share."""
    parallel = [task for task in tasks.tasks if task.parallel and task.done is False]
    if len(parallel) < 2:
        return
    starts = [heading.start for heading in tasks.document.headings]
    sharing: defaultdict[tuple[int, str], list[Task]] = defaultdict(list)
    for task in parallel:
        for path in _changed(task, project):
            sharing[bisect_right(starts, task.start), path].append(task)
    waits = {references.key(task.id): set(map(references.key, task.after)) for task in tasks.tasks} if sharing else {}
    told: dict[tuple[str, ...], list[str]] = {}
    for (_, path), group in sharing.items():
        if len(group) > 1 and (meeting := _meeting(group, waits)):
            told.setdefault(tuple(task.id for task in meeting), []).append(path)
    by_id = {task.id: task for task in parallel}
    for ids, paths in told.items():
        first, *others = (tasks.document.place(*by_id[identity].id_span) for identity in ids)
        yield Fault(
            first,
            f"{listed(ids, _SHOWN)} may run in parallel and change {listed(paths, 2)}",
            help="take the `[P]` away from all but one, or say which comes first: `(after T001)`",
            related=tuple(others[:_RELATED]),
        )


def _changed(task: Task, project: Project) -> list[str]:
    """The files that a task works in, as far as its words tell; a document of a feature is rather read than written."""
    words, places = task.text.rstrip(" .`*"), _places(task.text)
    named = (path for path in task.paths if _file().search(path) and not _unsure().search(path))
    worked_in = (path.removeprefix("./") for path in named if path in places or words.endswith(path))
    return [path for path in dict.fromkeys(worked_in) if not project.layout.feature_folder(path)]


def _places(text: str) -> set[str]:
    """The words that follow `in`, `to`, `at` or `into`, without what sets them apart."""
    return {match[1].rstrip(".,;:") for match in _preposition().finditer(text)}


def _meeting(group: list[Task], waits: dict[str, set[str]]) -> list[Task]:
    """Of some tasks those that may meet another of them: neither waits for the other, directly or through a third."""
    if len(group) > _MANY or not any(waits.get(references.key(task.id)) for task in group):
        return group
    before = {task.id: _before(references.key(task.id), waits) for task in group}
    keys = {task.id: references.key(task.id) for task in group}

    def may_meet(one: Task, other: Task) -> bool:
        return keys[one.id] not in before[other.id] and keys[other.id] not in before[one.id]

    return [one for one in group if any(other is not one and may_meet(one, other) for other in group)]


def _before(key: str, waits: dict[str, set[str]]) -> set[str]:
    """Every task that must come before one."""
    found: set[str] = set()
    left = [key]
    while left:
        new = waits.get(left.pop(), set()) - found
        found |= new
        left.extend(new)
    return found


@cache
def _file() -> re.Pattern[str]:
    return re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}$")


@cache
def _preposition() -> re.Pattern[str]:
    return re.compile(r"\b(?:in|to|at|into)[ \t]+[`*\[(\"]{0,3}([^\s`*\"()]{1,300})")


@cache
def _unsure() -> re.Pattern[str]:
    """What makes a path a pattern: `{name}.py`, `*.py`, `NNN-a.sql`."""
    return re.compile(r"[*{}<>|$…]|\.\.|XX|NNN|YYYY")
