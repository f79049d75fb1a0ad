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
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.calendar_date import is_date
from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.phr import Record
    from specward.project import Project

_DAY_LENGTH = 10


@rule("PHR008", Severity.WARNING, Scope.PHR)
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
    )
