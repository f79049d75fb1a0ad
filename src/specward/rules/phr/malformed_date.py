"""A prompt record's date is no calendar date.

## What it does

Reports a `date` that does not begin with a day that exists, written `YYYY-MM-DD`. A time of day may follow.

## Why is this bad?

Records are put in order, and found, by their date. A date that only a person can read, or that is left as the pattern
`YYYY-MM-DD`, sorts anywhere.

## Example

````markdown history/prompts/001-login/0001-login-form.green.prompt.md
---
id: "0001"
title: Login form
stage: green
date: 2 January 2026
---

## Prompt

Build the login form.
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

## Limits

The fix is offered where the words mean one day and nothing else: `2026-1-3`, `January 3, 2026`, not `3/1/2026`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.calendar_date import is_date
from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.phr import Record
    from specward.artifacts.phr_header import Field
    from specward.finding import Fix
    from specward.project import Project

_DAY_LENGTH = 10


@rule("PHR008", Severity.WARNING, Scope.PHR, fixable=True)
def check(record: Record, project: Project) -> Iterator[Fault]:
    """Yield a fault where there is a date and it is none."""
    date = record.date
    if date is None or not date.value or "{{" in date.value:
        return
    rest = date.value[_DAY_LENGTH:]
    if is_date(date.value[:_DAY_LENGTH]) and (not rest or rest[0] in "T \t"):
        return
    yield Fault(
        record.document.place(date.start, date.end),
        f"`{date.value[:40]}` is no date",
        help="write the day as YYYY-MM-DD, in quotes",
        fix=_fix(record, date),
    )


def _fix(record: Record, date: Field) -> Fix | None:
    """The day as it must be written; None where the words may mean another one, or say more than a day."""
    from specward.artifacts.written_date import only_day
    from specward.finding import Fix
    from specward.phr.refiling import with_value

    day = only_day(date.value)
    edit = with_value(record, date, day) if day else None
    if edit is None:
        return None
    if edit.text == day:
        edit = edit._replace(text=f'"{day}"')
    return Fix(f"write `{day}`", (edit,), safe=True)
