"""A task is written so that its state or its id cannot be read.

## What it does

Reports a list item that is meant as a task and has a box without a mark (`[]`) or with a blank too many (`[ x]`), no
blank between bullet and box, an unknown mark in the box, an id that is none, or an id and nothing to do. The fix writes
the box as it must be, and an `x` for a sign that can mean nothing else (`[✓]`).

## Why is this bad?

Tools pass over such a line: the task is counted neither as open nor as done, and `T007` that others wait for does
not exist.

## Example

```markdown specs/001-login/tasks.md
# Tasks: Login

- [ ] T001 Create the project in src/login.py
- [] T002 Add the form in src/form.py
```

## Use instead

```markdown specs/001-login/tasks.md
# Tasks: Login

- [ ] T001 Create the project in src/login.py
- [ ] T002 Add the form in src/form.py
```

## Limits

How an id is decorated (`**T001**`, `T001:`) and in which order labels stand is no fault: it can be read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts import check_box
from specward.finding import Edit, Fix, Severity, Span
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.tasks import Tasks
    from specward.artifacts.unreadable import Unreadable
    from specward.project import Project

_DROPPED = {"~", "-"}
"""Marks in wide use for a task that was dropped or put off."""
_REACH = 8
"""So near to the beginning of a list item stands its box."""
_MEANT = {**dict.fromkeys("✓✔✅☑", "x"), "☐": " "}
"""Signs whose meaning nobody doubts, and the mark for it."""


@rule("TSK001", Severity.WARNING, Scope.TASKS, fixable=True, read=2, right=2)
def check(tasks: Tasks, project: Project) -> Iterator[Fault]:
    """Yield a fault for each line that is meant as a task and cannot be read as one."""
    document = tasks.document
    for line in tasks.unreadable:
        yield Fault(document.place(line.start, line.end), line.reason, fix=_fix(tasks, line))
    for task in tasks.tasks:
        if task.box is None:
            continue
        if task.done is None and task.mark not in _DROPPED:
            yield Fault(
                document.place(task.box.start, task.box.end),
                f"unknown mark {task.mark!r} in the box of {task.id}",
                help="an open task has a blank in its box, a finished one an x",
                fix=_mark(document.path, task.box, task.mark),
            )
        if not task.text:
            yield Fault(document.place(task.start, task.end), f"{task.id} does not say what to do")


def _mark(path: str, box: Span, mark: str) -> Fix | None:
    """Put the mark for it in place of a sign that can mean but one thing."""
    plain = _MEANT.get(mark[0])
    if plain is None:
        return None
    title = "put a blank in the box" if plain == " " else "put an x in the box"
    return Fix(title, (Edit(path, Span(box.start + 1, box.end - 1), plain),), safe=True)


def _fix(tasks: Tasks, line: Unreadable) -> Fix | None:
    """Write the box as it must be, where nothing else is wrong."""
    document = tasks.document
    words = document.text[line.start : line.end]
    box = words.find("[]")
    if words[1:2] == "[" and words[2:3] in {" ", "x", "X"} and words[3:4] == "]":
        return _insert(document.path, line.start + 1, "put a blank before the box")
    if 0 < box <= _REACH:
        return _insert(document.path, line.start + box + 1, "put a blank in the box")
    wide = check_box.wide(words, 0, _REACH)
    if wide:
        edit = Edit(document.path, Span(line.start + wide.start, line.start + wide.end), f"[{wide.mark}]")
        return Fix("leave one mark in the box", (edit,), safe=True)
    return None


def _insert(path: str, offset: int, title: str) -> Fix:
    return Fix(title, (Edit(path, Span(offset, offset), " "),), safe=True)
