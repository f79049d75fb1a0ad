"""No task builds a user story of the specification.

## What it does

Reports each user story that no task and no phase of the feature's tasks names, where the list goes by stories: at least
one task has a story label (`[US1]`), or a phase is a story's.

## Why is this bad?

Everything in the list can be ticked, and the story is not there.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login

### User Story 1 - Sign in (Priority: P1)

1. **Given** an account, **When** the right password is sent, **Then** a session starts

### User Story 2 - Sign out (Priority: P2)

1. **Given** a session, **When** it is ended, **Then** the next request is refused
```

```markdown specs/001-login/tasks.md
# Tasks: Login

- [ ] T001 [US1] Add the form to src/form.py
- [ ] T002 [US1] Check the password in src/login.py
```

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login

### User Story 1 - Sign in (Priority: P1)

1. **Given** an account, **When** the right password is sent, **Then** a session starts

### User Story 2 - Sign out (Priority: P2)

1. **Given** a session, **When** it is ended, **Then** the next request is refused
```

```markdown specs/001-login/tasks.md
# Tasks: Login

- [ ] T001 [US1] Add the form to src/form.py
- [ ] T002 [US1] Check the password in src/login.py
- [ ] T003 [US2] End the session in src/logout.py
```

## Limits

A story that the list names in any way, in a heading, a note or a range (`User Stories 2-4`), is taken for covered, and
a task that names the story's requirements is not looked for. Where labels are not in use, and some phase has neither a
story nor a purpose of its own such as setup or polish, nothing can be told. Stories whose heading says that they are
out of scope, deferred, withdrawn or done already need no task.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.artifacts import references
from specward.artifacts.set_aside import is_set_aside
from specward.artifacts.tasks import OTHER
from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.tasks import Tasks
    from specward.project import Feature, Project

_DONE = ("✅", "implemented", "completed", "removed", "already")
_WIDEST = 50


@rule("TSK007", Severity.WARNING, Scope.FEATURE, read=15, right=15)
def check(feature: Feature, project: Project) -> Iterator[Fault]:
    """Yield a fault for each story that the tasks do not name."""
    spec, tasks = feature.spec, feature.tasks
    if not spec or not tasks or not tasks.tasks or not spec.stories:
        return
    labelled = {story for task in tasks.tasks for story in task.stories}
    labelled.update(phase.story for phase in tasks.phases if phase.story)
    if not labelled or not _are_sorted(tasks):
        return
    covered = {references.key(references.whole(story)) for story in labelled}
    missing = [story for story in spec.stories if references.key(references.whole(story.id)) not in covered]
    if not missing:
        return
    named = _named(tasks)
    for story in missing:
        heading = spec.document.slice(story.heading)
        if is_set_aside(heading) or any(word in heading.lower() for word in _DONE):
            continue
        if references.key(story.id) not in named and references.key(references.whole(story.id)) not in named:
            yield Fault(
                spec.document.place(story.heading.start, story.heading.end),
                f"no task names {story.id}",
                help=f"label `[{story.id}]` what builds it, or say in the heading that it is deferred",
            )


def _are_sorted(tasks: Tasks) -> bool:
    """Whether a list sorts its tasks by story: by labels, or by phases of which none has another purpose."""
    return any(task.stories for task in tasks.tasks) or all(phase.kind != OTHER for phase in tasks.phases)


def _named(tasks: Tasks) -> set[str]:
    """The keys of the stories that a list names in whatever words: `US2`, `User Stories 2-4`, `Stories 2 & 3`."""
    found: set[str] = set()
    for match in _naming().finditer(tasks.document.text):
        numbers = [int(number) for number in re.findall(r"\d{1,4}", match["numbers"])]
        found.update(f"US{number}" for number in numbers)
        found.update(f"US{number}" for number in _between(match["numbers"]))
    return found


def _between(numbers: str) -> Iterator[int]:
    for match in _range().finditer(numbers):
        first, last = int(match[1]), int(match[2])
        if 0 < last - first <= _WIDEST:
            yield from range(first, last)


@cache
def _naming() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:US|(?:User[ \t-]{1,3})?Stor(?:y|ies)|História|Historia|ストーリー|故事)[ \t#-]{0,3}"
        r"(?P<numbers>\d{1,4}(?:[ \t]{0,2}(?:[,/&+–—-]|and|to|through|\.\.)[ \t]{0,2}(?:US-?)?\d{1,4}){0,20})",
        re.IGNORECASE | re.ASCII,
    )


@cache
def _range() -> re.Pattern[str]:
    return re.compile(r"(\d{1,4})[ \t]{0,2}(?:[–—-]|to|through|\.\.)[ \t]{0,2}(?:US-?)?(\d{1,4})", re.IGNORECASE)
