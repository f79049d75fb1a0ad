"""A decision's file name, front matter and title give it different numbers.

## What it does

Compares the number in the name of the file with those in front matter (`number`, `id`, `slug` and the like) and in the
title. Reports each that differs; the name of the file is what counts.

## Why is this bad?

Whoever cites the decision takes the number from its title, and whoever looks it up takes that of the file. It comes of
copying an older record, or of renumbering by hand.

## Example

```markdown history/adr/0012-session-store.md
# ADR-0010: Session store

- **Status:** Accepted
```

## Use instead

```markdown history/adr/0012-session-store.md
# ADR-0012: Session store

- **Status:** Accepted
```

## Limits

`spec adr renumber` changes all of them together with what cites the record. Files without a number, and titles and
front matter without one, are left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Edit, Fix, Severity, Span
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.adr import Adr
    from specward.artifacts.adr_title import AdrNumber
    from specward.project import Project


@rule("ADR017", Severity.WARNING, Scope.ADR, fixable=True, read=5, right=5)
def check(adr: Adr, project: Project) -> Iterator[Fault]:
    """Yield a fault for each number that is not the file's."""
    own = adr.identity.number
    if own is None:
        return
    from specward.artifacts.adr_title import HEADING

    for number in adr.numbers:
        if number.value != own:
            where = "title" if number.notation == HEADING else number.notation
            yield Fault(
                adr.document.place(number.start, number.end),
                f"the {where} says {number.value}, the name of the file {own}",
                help=f"write {own} here; if the file is wrong: `spec adr renumber {own} {number.value}`",
                fix=_fix(adr, number, own),
            )


def _fix(adr: Adr, number: AdrNumber, own: int) -> Fix | None:
    """The file's number in place of this one, as wide as it is; None where other words stand around it."""
    digits = adr.document.text[number.start : number.end]
    if not (digits.isascii() and digits.isdigit()):
        return None
    words = f"{own:0{len(digits)}}" if digits[0] == "0" else str(own)
    return Fix(f"write {words}", (Edit(adr.document.path, Span(number.start, number.end), words),))
