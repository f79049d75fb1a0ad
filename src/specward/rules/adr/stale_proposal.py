"""A decision has been proposed for a long time, and nobody has decided.

## What it does

Reports a record that is a draft or proposed and whose date lies more than `adr.stale-after` days back, 90 where nothing
is configured.

## Why is this bad?

People work by it or against it, and each believes to be right. Most such decisions were made long ago: only the record
does not say so.

## Example

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Status:** Proposed
- **Date:** 2020-01-02
```

## Use instead

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Status:** Accepted
- **Date:** 2020-01-02
```

## Limits

The record's own date counts, or that of its status line, not when the file was changed last. One without a date never
becomes stale.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.adr import Adr
    from specward.project import Project


@rule("ADR012", Severity.WARNING, Scope.ADR, read=30, right=30)
def check(adr: Adr, project: Project) -> Iterator[Fault]:
    """Yield a fault, at its status, for a record that has waited too long."""
    from specward.artifacts.adr_status import StatusClass

    status, date = adr.status, adr.date
    if status is None or date is None or status.kind not in {StatusClass.DRAFT, StatusClass.PROPOSED}:
        return
    from specward.artifacts.calendar_date import day_number
    from specward.artifacts.written_date import days_of

    told = [days.last for days in (days_of(date.value), days_of(status.raw)) if days]
    age = day_number(project.today) - day_number(max(told)) if told else 0
    if age > project.config.adr_stale_after:
        name = adr.reference
        yield Fault(
            adr.document.place(status.start, status.end),
            f"{status.kind.value} since {max(told)}, {age} days ago",
            help=f"decide: `spec adr accept {name}`, or `spec adr reject {name}`",
        )
