"""A task is labelled with another story than the phase that it stands in.

## What it does

Reports each task whose story label (`[US2]`) names none of the stories that its phase is for, such as
`Phase 3: User Story 1`. Tasks of one phase with the same label are one finding.

## Why is this bad?

Whoever works phase by phase counts the task to one story, whoever filters by labels to the other. One of the two looks
finished too early.

## Example

```markdown specs/001-login/tasks.md
# Tasks: Login

## Phase 3: User Story 1 - Sign in (Priority: P1)

- [ ] T004 [US1] Add the form to src/form.py
- [ ] T005 [US2] Check the password in src/login.py
```

## Use instead

```markdown specs/001-login/tasks.md
# Tasks: Login

## Phase 3: User Story 1 - Sign in (Priority: P1)

- [ ] T004 [US1] Add the form to src/form.py
- [ ] T005 [US1] Check the password in src/login.py
```

## Limits

A phase whose heading names more than one story, one by one or as a range, a label of a range (`[US1-4]`), and a task
that was dropped are left alone. Parts of a story (`US1.2`, `US3b`) belong to it. In real projects it is rare.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from specward.artifacts import references
from specward.finding import Severity
from specward.rule import Fault, Scope, rule
from specward.status.next_task import DROPPED
from specward.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.task import Phase, Task
    from specward.artifacts.tasks import Tasks
    from specward.project import Project

_LISTED = 3
_RELATED = 50
_WIDEST = 50


@rule("TSK014", Severity.WARNING, Scope.TASKS, read=4, right=4)
def check(tasks: Tasks, project: Project) -> Iterator[Fault]:
    """Yield a fault for each phase and label that do not belong together."""
    astray: defaultdict[tuple[Phase, str], list[Task]] = defaultdict(list)
    for task in tasks.tasks:
        phase = tasks.phases[task.phase] if task.phase is not None else None
        if phase and phase.story and task.stories and phase.story not in task.stories and task.mark not in DROPPED:
            stories = set(map(_key, task.stories)).union(*map(_ranged, task.labels))
            if _key(phase.story) not in stories and not stories & _also(phase):
                astray[phase, task.story].append(task)
    for (phase, story), labelled in astray.items():
        first, *others = (tasks.document.place(*task.id_span) for task in labelled)
        ids = listed([task.id for task in labelled], _LISTED)
        yield Fault(
            first,
            f"{ids} {'is' if len(labelled) == 1 else 'are'} labelled {story}, in the phase of {phase.story}",
            help="mend the label, or move the task to its story's phase",
            related=(*others[:_RELATED], tasks.document.place(*phase.heading, "the phase")),
        )


def _key(story: str) -> str:
    return references.key(references.whole(story))


def _also(phase: Phase) -> set[str]:
    """The keys of whatever the heading names by number beside its first story: `User Stories 1 & 2`."""
    return {f"US{int(number)}" for number in _number().findall(phase.title)} | _ranged(phase.title)


def _ranged(words: str) -> set[str]:
    """The keys of the stories in a range, `2-4`; of a wide one, which is a year or a line, none."""
    ranges = ((int(first), int(last)) for first, last in _range().findall(words))
    return {f"US{number}" for first, last in ranges if last - first <= _WIDEST for number in range(first, last + 1)}


@cache
def _range() -> re.Pattern[str]:
    return re.compile(r"(?<![\d.])(\d{1,4})[ \t]?[-–—][ \t]?(?:US-?)?(\d{1,4})(?![\d.])", re.ASCII)


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"(?<![\d.])\d{1,4}(?![\d.])", re.ASCII)
