"""Tasks are written without check boxes.

## What it does

Reports, once for a document, that it lists tasks as headings, bullets, lines or table rows and has not one check box,
or that the boxes stand behind the ids. It is an error where the ids are written in spec-kit's form (`T001`), and a
warning otherwise.

## Why is this bad?

Nothing can tell what is done: neither the agent that goes on with the work tomorrow nor `spec status`.

## Example

```markdown specs/001-login/tasks.md
# Tasks: Login

### T001 Create the project

### T002 Add the form
```

## Use instead

```markdown specs/001-login/tasks.md
# Tasks: Login

- [ ] T001 Create the project
- [ ] T002 Add the form
```

## Limits

A list is left alone where its state is kept in another way: at least half of the tasks say it (a column or line
`Status`, a tick such as ✅), a file such as `status.md` stands beside it or is named in it, or it lists work packages.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.task import Lookalike
    from specward.artifacts.tasks import Tasks
    from specward.project import Project


_REACH = 2_000
"""How many characters after its id a task's state is looked for, if no other task begins before."""


@rule("TSK012", Severity.ERROR, Scope.TASKS)
def check(tasks: Tasks, project: Project) -> Iterator[Fault]:
    """Yield one fault where tasks are listed and nothing can be ticked."""
    if tasks.checkboxes or tasks.unreadable or len(tasks.lookalikes) < 2:
        return
    document, first = tasks.document, tasks.lookalikes[0]
    place = document.place(first.start, first.end)
    if _most_have(_box_behind(), tasks):
        help_ = "write each task as `- [ ] T001 …`"
        yield Fault(place, "the box must stand before the id", help=help_, severity=Severity.WARNING)
    elif not _state_is_elsewhere(tasks, project):
        yield Fault(
            place,
            f"{len(tasks.lookalikes)} tasks and not one check box",
            help="write each task as `- [ ] T001 …`",
            severity=None if all(map(_is_speckit, tasks.lookalikes)) else Severity.WARNING,
        )


def _state_is_elsewhere(tasks: Tasks, project: Project) -> bool:
    text = tasks.document.text
    if "work package" in text[:400].lower() or _status_file().search(text) or _column().search(text):
        return True
    if _most_have(_state(), tasks):
        return True
    folder = tasks.document.path.rpartition("/")[0] + "/"
    return any(path.startswith(folder) and _status_file().search(path, len(folder)) for path in project.source.paths())


def _most_have(pattern: re.Pattern[str], tasks: Tasks) -> bool:
    """Whether half of the tasks have something like this between their own beginning and the next one's."""
    starts = [task.start for task in tasks.lookalikes]
    ends = [*starts[1:], len(tasks.document.text)]
    reaches = (min(end, start + _REACH) for start, end in zip(starts, ends, strict=True))
    having = [pattern.search(tasks.document.text, *span) for span in zip(starts, reaches, strict=True)]
    return sum(match is not None for match in having) * 2 >= len(having)


def _is_speckit(task: Lookalike) -> bool:
    return task.id[0] == "T" and len(task.id) > len("T00") and task.id[1:4].isdigit()


@cache
def _box_behind() -> re.Pattern[str]:
    return re.compile(r"T\d{1,4}[a-z]?[*`]{0,3}:?[ \t]+(?:\[P\][ \t]+)?\[[ xX]\][ \t]", re.ASCII)


@cache
def _state() -> re.Pattern[str]:
    """A tick anywhere, or a line such as `**Status**: Done`."""
    return re.compile(
        r"[✅☑✔☐⬜🟩🚧❌]|\[[xX]\]|^[ \t>*_+-]{0,10}(?:Status|State)[*_ \t]{0,4}[:：]", re.MULTILINE | re.IGNORECASE
    )


@cache
def _column() -> re.Pattern[str]:
    """The head of a table's column that says how far each row is."""
    return re.compile(r"\|[ \t]*[*_`]{0,3}(?:Status|State|Done|Completed?)[*_`?]{0,4}[ \t]*\|", re.IGNORECASE)


@cache
def _status_file() -> re.Pattern[str]:
    return re.compile(r"status[\w-]{0,60}\.md\b", re.IGNORECASE)
