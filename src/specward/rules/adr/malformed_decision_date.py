"""A decision's date is no day of the calendar.

## What it does

Reports a record whose date, or day of review, has the form of a date and names a day that does not exist.

## Why is this bad?

Nobody can say when it was decided, and the record has no place among the others.

## Example

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Status:** Accepted
- **Date:** 2026-02-31
```

## Use instead

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Status:** Accepted
- **Date:** 2026-02-28
```

## Limits

Any order and any marks are read: `2026/1/2`, `20260102`, `02/01/2026`, `2026-01`. Words such as `September 2024` are
left alone. A placeholder of the template is `template-leftover`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.adr import Adr
    from specward.project import Project


@rule("ADR018", Severity.WARNING, Scope.ADR)
def check(adr: Adr, project: Project) -> Iterator[Fault]:
    """Yield a fault for each date that does not exist."""
    from specward.artifacts.adr_people import REVIEW_NAMES
    from specward.artifacts.written_date import days_of, is_date_like

    review = adr.metadatum(*REVIEW_NAMES)
    for found, words in ((adr.date, adr.date.raw if adr.date else ""), (review, review.value if review else "")):
        if found and words and days_of(words) is None and is_date_like(words):
            yield Fault(
                adr.document.place(found.start, found.end),
                f"`{words[:40]}` is no day of the calendar",
                help="write the day as `2026-01-31`",
            )
