"""Two prompt records of one folder share a number.

## What it does

Reports each number that more than one record of a folder bears in its file name. Numbers are compared as numbers:
`7`, `007` and `0007` are the same, and the message says so where only the width differs. Records in different folders
may share a number.

## Why is this bad?

`PHR-0007` then means two exchanges. It happens when two branches, or two agents, count at the same time.

## Example

````markdown history/prompts/001-login/0001-login-form.green.prompt.md
---
id: "0001"
title: Login form
stage: green
date: "2026-01-02"
---

## Prompt

Build the login form.
````

````markdown history/prompts/001-login/0001-session-store.green.prompt.md
---
id: "0001"
title: Session store
stage: green
date: "2026-01-02"
---

## Prompt

Keep sessions in Redis.
````

## Use instead

````markdown history/prompts/001-login/0001-login-form.green.prompt.md
---
id: "0001"
title: Login form
stage: green
date: "2026-01-02"
---

## Prompt

Build the login form.
````

````markdown history/prompts/001-login/0002-session-store.green.prompt.md
---
id: "0002"
title: Session store
stage: green
date: "2026-01-02"
---

## Prompt

Keep sessions in Redis.
````

## Limits

File names alone are compared. A date in front of a number, or in its place, is no number.

The fix leaves the number to the first by name and gives the others the next free ones, with all links to the files. It
is not safe: commits and people name a record by folder and number. `spec renumber` asks git which record came last.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from specward.artifacts.kind import Kind
from specward.artifacts.phr_name import RecordName
from specward.finding import Severity
from specward.markdown.document import Place
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.finding import Fix
    from specward.project import Project

_LARGEST = 99_999
"""A record's name may begin with a Unix time; numbers do not go on from there."""


@rule("PHR007", Severity.WARNING, Scope.PROJECT, fixable=True, needs=Need.RECORDS, read=30, right=30)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each number of a folder that is used twice, at the last of its records."""
    bearers: defaultdict[tuple[str, str, int], list[tuple[str, str]]] = defaultdict(list)
    for path in project.beside_judged(Kind.PHR):
        name = RecordName.parse(path)
        if name.id:
            bearers[path.rpartition("/")[0], name.date, int(name.id)].append((path, name.id))
    highest: dict[str, int] = {}
    for folder, date, number in bearers:
        if not date and number <= _LARGEST:
            highest[folder] = max(highest.get(folder, 0), number)
    for (folder, date, number), records in bearers.items():
        if len(records) > 1:
            first = highest.get(folder, 0) + 1
            fix = None if date or number > _LARGEST else _fix(project, records[1:], first)
            highest[folder] = first + len(records) - 2
            yield _fault(folder, number, records)._replace(fix=fix)


def _fix(project: Project, records: list[tuple[str, str]], first: int) -> Fix | None:
    """The folder's next free numbers for all but one of the bearers."""
    from specward.phr.refiling import refiled

    moves = {}
    for free, (path, digits) in enumerate(records, first):
        folder, _, name = path.rpartition("/")
        at = name.index(digits)
        moves[path] = f"{folder}/{name[:at]}{free:0{len(digits)}d}{name[at + len(digits) :]}"
    numbers = ", ".join(f"{first + index}" for index in range(len(records)))
    title = f"give it number {numbers}" if len(records) == 1 else f"give all but the first new numbers: {numbers}"
    return refiled(project, title, moves)


def _fault(folder: str, number: int, records: list[tuple[str, str]]) -> Fault:
    *others, (path, digits) = records
    if len({written for _, written in records}) == 1:
        message = f"number {digits} is used by {len(records)} records of `{folder.rpartition('/')[2]}/`"
    else:
        written = ", ".join(sorted({written for _, written in records}, key=len))
        message = f"number {number} is used by {len(records)} records that write it differently: {written}"
    return Fault(
        Place(path),
        message,
        help="give it the folder's next free number, in the file name and in `id`",
        related=tuple(Place(other, label="this one too") for other, _ in others),
    )
