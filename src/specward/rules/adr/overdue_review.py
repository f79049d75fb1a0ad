"""A decision was to be looked at again, and the day is past.

## What it does

Reports a record in force whose day of review (`review-by`, `next review`, `expires` and the like) has passed, and a
provisional one whose term has: `Provisional until 2026-03-31`.

## Why is this bad?

Whoever wrote the day down knew that the decision might not hold for good. Since then nobody has asked.

## Example

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Status:** Accepted
- **Date:** 2025-01-02
- **Review by:** 2026-01-02
```

## Use instead

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Status:** Accepted
- **Date:** 2025-01-02
- **Review by:** 2999-01-02
```

## Limits

The day itself counts as in time, and a month until its end. Terms in words (`next quarter`) are not understood.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.adr import Adr
    from specward.markdown.document import Place
    from specward.project import Project


@rule("ADR015", Severity.WARNING, Scope.ADR)
def check(adr: Adr, project: Project) -> Iterator[Fault]:
    """Yield a fault for each term that has passed."""
    for words, place in _terms(adr):
        from specward.artifacts.written_date import days_of

        days = days_of(words)
        if days and days.last < project.today:
            yield Fault(
                place,
                f"this decision was to be reviewed by {days.last}",
                help="look at it again, and set another day or another status",
            )


def _terms(adr: Adr) -> Iterator[tuple[str, Place]]:
    """What the record says of its term, and where: its day of review, the end of what is provisional."""
    from specward.artifacts.adr_people import REVIEW_NAMES
    from specward.artifacts.adr_status import StatusClass

    status = adr.status
    if status is not None and status.kind in {StatusClass.SUPERSEDED, StatusClass.DEPRECATED, StatusClass.REJECTED}:
        return
    review = adr.metadatum(*REVIEW_NAMES)
    if review is not None:
        yield review.value, adr.document.place(review.start, review.end)
    if status is not None and status.kind is StatusClass.PROVISIONAL:
        until = _until().search(status.raw)
        if until:
            yield status.raw[until.end() :], adr.document.place(status.start, status.end)


@cache
def _until() -> re.Pattern[str]:
    return re.compile(r"\b(?:until|till|through|expires|review(?:ed)? by)[: \t]{1,4}(?:on[ \t])?", re.IGNORECASE)
