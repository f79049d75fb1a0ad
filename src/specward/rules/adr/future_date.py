"""A decision's date has not come yet.

## What it does

Reports a record whose date lies after today. Tomorrow is left alone: somewhere it has begun.

## Why is this bad?

Nobody decided on that day. Listings sort the record before all others, and whatever asks how old it is gets it wrong.
Most often a digit of the year is wrong.

## Example

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Status:** Accepted
- **Date:** 2926-01-02
```

## Use instead

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Status:** Accepted
- **Date:** 2026-01-02
```

## Limits

Where day and month may be each other, the earlier of the two days counts. The day is that of the machine that checks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.adr import Adr
    from specward.project import Project


@rule("ADR011", Severity.WARNING, Scope.ADR)
def check(adr: Adr, project: Project) -> Iterator[Fault]:
    """Yield a fault for a date that is later than tomorrow."""
    date = adr.date
    if date is None or (date.value[:4].isdigit() and date.value[:4] < project.today[:4]):
        return
    from specward.artifacts.calendar_date import day_number
    from specward.artifacts.written_date import days_of

    days = days_of(date.value)
    if days and day_number(days.first) > day_number(project.today) + 1:
        yield Fault(
            adr.document.place(date.start, date.end),
            f"`{date.value}` lies in the future",
            help="write the day on which it was decided, or proposed",
        )
