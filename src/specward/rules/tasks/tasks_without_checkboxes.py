"""Tasks are written without check boxes.

## What it does

Reports, once for a document, that it lists tasks as headings, bullets, lines or table rows and has not one check box,
or that the boxes stand behind the ids. It is an error where the ids are written in spec-kit's form (`T001`), and a
warning otherwise. The fix moves boxes before their ids; where there are none it puts an open box before each bullet's
id, which is not safe, for the tasks may be done. So it does with a task that has none among others that have.

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
`Status`, a tick such as ✅), a file such as `status.md` stands beside it or is named in it, or it lists work packages,
or of which work package each task is part (`| T001 | … | WP01 |`). Tasks told by headings or table rows must be written
anew by hand.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.finding import Edit, Fix, Severity, Span
from specward.rule import Fault, Reach, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.task import Lookalike
    from specward.artifacts.tasks import Tasks
    from specward.project import Project


_REACH = 2_000
"""How many characters after its id a task's state is looked for, if no other task begins before."""


@rule("TSK012", Severity.ERROR, Scope.TASKS, fixable=True, read=12, right=12, reach=Reach.PROJECT)
def check(tasks: Tasks, project: Project) -> Iterator[Fault]:
    """Yield one fault where tasks are listed and nothing can be ticked."""
    if tasks.checkboxes or tasks.unreadable or len(tasks.lookalikes) < 2:
        return
    document, first = tasks.document, tasks.lookalikes[0]
    place = document.place(first.start, first.end)
    if _most_have(_box_behind(), tasks):
        help_ = "write each task as `- [ ] T001 …`"
        fix = _moved_boxes(tasks)
        yield Fault(place, "the box must stand before the id", help=help_, severity=Severity.WARNING, fix=fix)
    elif not _state_is_elsewhere(tasks, project):
        yield Fault(
            place,
            f"{len(tasks.lookalikes)} tasks and not one check box",
            help="write each task as `- [ ] T001 …`",
            severity=None if all(map(_is_speckit, tasks.lookalikes)) else Severity.WARNING,
            fix=_new_boxes(tasks),
        )


def _state_is_elsewhere(tasks: Tasks, project: Project) -> bool:
    text = tasks.document.text
    if "work package" in text[:400].lower() or _status_file().search(text) or _column().search(text):
        return True
    if _most_have(_state(), tasks) or _most_have(_work_package(), tasks):
        return True
    folder = tasks.document.path.rpartition("/")[0]
    return any(_status_file().search(path, len(folder) + 1) for path in project.below(folder))


def _most_have(pattern: re.Pattern[str], tasks: Tasks) -> bool:
    """Whether half of the tasks have something like this between their own beginning and the next one's."""
    starts = [task.start for task in tasks.lookalikes]
    ends = [*starts[1:], len(tasks.document.text)]
    reaches = (min(end, start + _REACH) for start, end in zip(starts, ends, strict=True))
    having = [pattern.search(tasks.document.text, *span) for span in zip(starts, reaches, strict=True)]
    return sum(match is not None for match in having) * 2 >= len(having)


def _moved_boxes(tasks: Tasks) -> Fix | None:
    """Put each box that stands behind an id before it, as a list item, whatever stands between the two."""
    text, path = tasks.document.text, tasks.document.path
    edits: list[Edit] = []
    bare: list[Edit] = []
    for task in tasks.lookalikes:
        lines = list(_misplaced().finditer(text, task.start, task.end))
        if not lines and _box_behind().search(text, task.start, task.end):
            return None  # half of the boxes moved would hide the other half
        for line in lines:
            words = f"{line['bullet'] or '- '}{line['box']} {line['id']}{line['labels'] or ''} "
            edits.append(Edit(path, Span(*line.span()), words))
        # Left as it is, such a line would go on with the item above it.
        bare += (
            Edit(path, Span(*line.span()), f"{line['bullet'] or '- '}[ ] {line['id']}")
            for line in _without_box().finditer(text, task.start, task.end)
        )
    if not edits:
        return None
    title = "put each box before its id" + (", and an open one where there is none" if bare else "")
    return Fix(title, tuple(sorted([*edits, *bare])), safe=not bare)


def _new_boxes(tasks: Tasks) -> Fix | None:
    """Put an open box before the id of each bullet, where all tasks are bullets and no two are one task."""
    text, path = tasks.document.text, tasks.document.path
    ids = {task.id for task in tasks.lookalikes}
    if len(ids) < len(tasks.lookalikes) or any(task.form != "bullet" for task in tasks.lookalikes):
        return None
    places = [_marker().match(text, task.start, task.end) for task in tasks.lookalikes]
    edits = tuple(Edit(path, Span(place.end(), place.end()), "[ ] ") for place in places if place)
    return Fix("put an open box before each id", edits) if edits else None


def _is_speckit(task: Lookalike) -> bool:
    return task.id[0] == "T" and len(task.id) > len("T00") and task.id[1:4].isdigit()


@cache
def _box_behind() -> re.Pattern[str]:
    return re.compile(r"T\d{1,4}[a-z]?[*`]{0,3}:?[ \t]+(?:\[P\][ \t]+)?\[[ xX]\][ \t]", re.ASCII)


@cache
def _misplaced() -> re.Pattern[str]:
    """A line of a task whose box stands behind the id, up to its words; the bullet may be absent."""
    return re.compile(
        r"^(?P<bullet>[-*+][ \t]+)?(?P<id>[*`]{0,3}T\d{1,4}[a-z]?[*`]{0,3}:?)(?P<labels>[ \t]+\[P\])?"
        r"[ \t]+(?P<box>\[[ xX]\])[ \t]+",
        re.ASCII | re.MULTILINE,
    )


@cache
def _without_box() -> re.Pattern[str]:
    """A line of a task that has no box, up to its id; one that goes on with a box is `_misplaced`."""
    return re.compile(
        r"^(?P<bullet>[-*+][ \t]+)?(?P<id>[*`]{0,3}T\d{1,4}[a-z]?[*`]{0,3}:?)"
        r"(?=[ \t]+(?!(?:\[P\][ \t]+)?\[[ xX]\])\S)",
        re.ASCII | re.MULTILINE,
    )


@cache
def _marker() -> re.Pattern[str]:
    return re.compile(r"[-*+][ \t]+")


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
def _work_package() -> re.Pattern[str]:
    """The cell of a table's row that names the work package which a task is part of."""
    return re.compile(r"\|[ \t]*WP-?\d{1,3}[ \t]*\|", re.ASCII)


@cache
def _status_file() -> re.Pattern[str]:
    return re.compile(r"status[\w-]{0,60}\.md\b", re.IGNORECASE)
