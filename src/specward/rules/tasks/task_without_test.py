"""A story's tasks change code and none of them writes a test, although the project is test-first.

## What it does

Reports the stories of a task list that have tasks which name source files, and no task that has to do with a test,
where the constitution says that tests come first: by an enforcement entry `rule: task-without-test`, or by a principle
whose name says so (`Test-First`, `Test-Driven Development`, `TDD`). Where only the name says so, a story with a single
such task is left alone. A list without stories is judged as a whole.

A test task is one that speaks of tests, stands under a heading such as `Tests for User Story 1`, or names a file that
`trace.tests` matches. One that belongs to no story counts for every story where it names such a file, else for those
whose code comes after it.

## Why is this bad?

What has no task is not done, least of all by whoever works through the list from top to bottom. The principle is then
broken before the first line of code.

## Example

```markdown .specify/memory/constitution.md
# Login Constitution

## Core Principles

### I. Test-First

Tests MUST be written before the code.

**Version**: 1.0.0 | **Ratified**: 2026-01-31 | **Last Amended**: 2026-01-31
```

```markdown specs/001-login/tasks.md
# Tasks: Login

- [ ] T001 [US1] Create the account model in src/account.py
- [ ] T002 [US1] Add the sign-in route in src/routes.py
```

## Use instead

```markdown .specify/memory/constitution.md
# Login Constitution

## Core Principles

### I. Test-First

Tests MUST be written before the code.

**Version**: 1.0.0 | **Ratified**: 2026-01-31 | **Last Amended**: 2026-01-31
```

```markdown specs/001-login/tasks.md
# Tasks: Login

- [ ] T001 [US1] Write failing tests of sign-in in tests/test_sign_in.py
- [ ] T002 [US1] Create the account model in src/account.py
- [ ] T003 [US1] Add the sign-in route in src/routes.py
```

## Limits

Silent where no constitution asks for tests first. A story is judged as a whole, not each task of it; tasks that name
no source file (documents, settings, decisions) ask for no test. That a task speaks of tests does not say that they are
good ones.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward import globs
from specward.artifacts.code_files import is_code
from specward.artifacts.kind import base_of
from specward.constitution.adopted import enforces
from specward.finding import Severity
from specward.rule import Fault, Reach, Scope, rule
from specward.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specward.artifacts.task import Task
    from specward.artifacts.tasks import Tasks
    from specward.markdown.scan import Block
    from specward.project import Project

_SHOWN = 50
_LISTED = 5


@rule("TSK010", Severity.WARNING, Scope.TASKS, read=3, right=3, reach=Reach.CONSTITUTION)
def check(tasks: Tasks, project: Project) -> Iterator[Fault]:
    """Yield one fault for the stories whose tasks change code without a test."""
    fewest = 0 if base_of(tasks.document.path) else _fewest(project)
    works = _untested(tasks, project.config.trace_tests) if fewest else []
    untested = [work for work in works if len(work.code) >= fewest]
    if not untested:
        return
    places = [tasks.document.place(*task.id_span) for work in untested for task in work.code]
    names = [work.story for work in untested if work.story]
    whose = f" for {listed(names, _LISTED)}" if names else ""
    changing = "1 task changes code" if len(places) == 1 else f"{len(places)} tasks change code"
    yield Fault(
        places[0],
        f"{changing}{whose}, and none writes a test",
        help="put a task before them that writes the tests",
        related=tuple(places[1:_SHOWN]),
    )


class _Work(NamedTuple):
    """What is done for one story, or for none."""

    story: str
    code: list[Task]
    """The tasks that change code and are no tests."""
    tests: list[Task]


def _fewest(project: Project) -> int:
    """How many tasks that change code make a story wrong that has no test; 0 where the project is not test-first."""
    if enforces(project) and _demanded(project):
        return 1
    principles = project.constitution.principles if project.constitution else ()
    return 2 if any(_test_first().search(principle.name) for principle in principles) else 0


def _demanded(project: Project) -> bool:
    """Whether the constitution names this rule."""
    from specward.artifacts.enforcement_entry import BuiltinRule
    from specward.constitution.norms import norms_of

    return any(entry.rule in {"task-without-test", "TSK010"} for entry in norms_of(project).of_kind(BuiltinRule))


def _untested(tasks: Tasks, test_globs: Sequence[str]) -> list[_Work]:
    """The stories with code and without a test; all tasks together where no code belongs to a story."""
    works: dict[str, _Work] = {}
    for task in tasks.tasks:
        is_test = _is_test(task, tasks.document.text, test_globs) or _stands_under_tests(task, tasks)
        for story in _stories(task, tasks) or ("",):
            work = works.setdefault(story, _Work(story, [], []))
            if is_test:
                work.tests.append(task)
            elif any(map(is_code, task.paths)):
                work.code.append(task)
    common = works.pop("", _Work("", [], []))
    if not any(work.code for work in works.values()):
        return [common] if common.code and not common.tests and not any(w.tests for w in works.values()) else []
    if any(_names_test(task, test_globs) for task in common.tests):
        return []
    first = common.tests[0].start if common.tests else len(tasks.document.text)
    return [work for work in works.values() if work.code and not work.tests and work.code[-1].start < first]


def _stories(task: Task, tasks: Tasks) -> tuple[str, ...]:
    if task.stories or task.phase is None:
        return task.stories
    story = tasks.phases[task.phase].story
    return (story,) if story else ()


def _is_test(task: Task, text: str, test_globs: Sequence[str]) -> bool:
    """Whether a task, or an indented note below it, speaks of tests or names a file of tests."""
    notes = _notes().match(text, task.end)
    words = text[task.start : notes.end() if notes else task.end]
    return _test_word().search(words) is not None or _names_test(task, test_globs)


def _stands_under_tests(task: Task, tasks: Tasks) -> bool:
    """Whether the heading above a task says that tests follow: `### Tests for User Story 1`."""
    headings = tasks.document.headings
    above = bisect_right(headings, task.start, key=_start_of) - 1
    return above >= 0 and _tests_title().match(tasks.document.words(headings[above])) is not None


def _start_of(heading: Block) -> int:
    return heading.start


def _names_test(task: Task, test_globs: Sequence[str]) -> bool:
    return any(globs.matches(glob, path) for path in task.paths for glob in test_globs)


@cache
def _notes() -> re.Pattern[str]:
    """At most fifty lines that are indented."""
    return re.compile(r"(?:\r?\n[ \t]{1,40}\S[^\r\n]{0,400}){1,50}")


@cache
def _tests_title() -> re.Pattern[str]:
    return re.compile(r"[\W_]{0,8}tests\b", re.IGNORECASE)


@cache
def _test_first() -> re.Pattern[str]:
    return re.compile(r"\btest[- ]?first\b|\btests? before\b|\btest[- ]driven\b|\bTDD\b", re.IGNORECASE)


@cache
def _test_word() -> re.Pattern[str]:
    return re.compile(
        r"(?<![a-z])(?:tests?|tested|testing|tdd|pytest|vitest|jest|playwright|cypress|specs? file|evals?)(?![a-z])"
        r"|テスト|测试|測試|테스트|тест",
        re.IGNORECASE,
    )
