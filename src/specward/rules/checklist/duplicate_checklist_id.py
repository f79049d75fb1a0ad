"""Two items of a checklist have the same id.

## What it does

Reports each item whose id an earlier item of the same checklist has. The fix gives it the next free number.

## Why is this bad?

Sign-offs, reviews and commits name an item by its id. With two of one id nobody can tell which of them was confirmed.

## Example

```markdown specs/001-login/checklists/security.md
# Security Checklist: Login

- [ ] CHK001 Passwords are hashed
- [ ] CHK001 Sessions expire
```

## Use instead

```markdown specs/001-login/checklists/security.md
# Security Checklist: Login

- [ ] CHK001 Passwords are hashed
- [ ] CHK002 Sessions expire
```

## Limits

The same id in two checklists is no fault: each list may begin with `CHK001`, and elsewhere an item is named with its
list (`checklists/security.md#CHK001`). The fix is not safe: what cites the id meant one of the two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Edit, Fix, Severity, Span
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.checklist import Checklist
    from specward.project import Project


@rule("CHK005", Severity.WARNING, Scope.CHECKLIST, fixable=True)
def check(checklist: Checklist, project: Project) -> Iterator[Fault]:
    """Yield a fault for each item whose id was used before."""
    place = checklist.document.place
    first: dict[str, Span] = {}
    highest: dict[str, int] = {}
    for item in checklist.items:
        prefix, number = _parts(item.id or "")
        highest[prefix] = max(highest.get(prefix, 0), number)
    for item in checklist.items:
        if item.id is None or item.id_span is None:
            continue
        before = first.setdefault(item.id, item.id_span)
        if before is item.id_span:
            continue
        prefix, number = _parts(item.id)
        highest[prefix] += 1
        free = f"{prefix}{highest[prefix]:0{len(item.id) - len(prefix)}d}"
        fix = Fix(f"renumber it {free}", (Edit(checklist.document.path, item.id_span, free),)) if number else None
        yield Fault(
            place(*item.id_span),
            f"{item.id} is the id of another item already",
            help="give it the next free number, and mend what cites it",
            related=(place(*before, "first used here"),),
            fix=fix,
        )


def _parts(identity: str) -> tuple[str, int]:
    """`CHK` and 7 of `CHK007`; 0 where it does not end in a plain number."""
    prefix = identity.rstrip("0123456789")
    plain = prefix != identity and not prefix.endswith(".")
    return prefix, int(identity[len(prefix) :]) if plain else 0
