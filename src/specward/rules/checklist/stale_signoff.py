"""What somebody signed says something else now.

## What it does

Reports each signed item whose meaning has changed since, or that is gone, and each entry of `signoffs.yml` that cannot
be read. Layout does not count: wrapping, list marks, emphasis, ticks and comments may change, and of a document the
value of its status.

## Why is this bad?

A person has judged one text, and another one stands under the name.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login

**Author**: Ada Lovelace

## Requirements

- **FR-001**: System MUST end a session after 30 minutes
```

```yaml specs/001-login/signoffs.yml
- item: "001-login/FR-001"
  fingerprint: sf1:a26a52e72db96f9d39786de136a280f6
  by: Grace Hopper <grace@example.org>
  on: 2026-01-31
```

## Use instead

Read the change. Where it is right, sign again: `spec sign 001-login/FR-001` adds an entry.

```markdown specs/001-login/spec.md
# Feature Specification: Login

**Author**: Ada Lovelace

## Requirements

- **FR-001**: System MUST end a session after 30 minutes
```

```yaml specs/001-login/signoffs.yml
- item: "001-login/FR-001"
  fingerprint: sf1:a26a52e72db96f9d39786de136a280f6
  by: Grace Hopper <grace@example.org>
  on: 2026-01-31
- item: "001-login/FR-001"
  fingerprint: sf1:73919e9986889a3d70a04559a85f14f9
  by: Grace Hopper <grace@example.org>
  on: 2026-02-14
```

## Limits

Where several people have signed an item, one sign-off that holds is enough. The code of an accepted feature may change:
see `accepted-code-changed`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project
    from specward.signoff.standing import Standing


@rule("CHK003", Severity.ERROR, Scope.PROJECT, needs=Need.REVIEWS)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each sign-off that no longer holds."""
    from specward.signoff.standing import State, all_standings, signoffs_of

    for scope, standings in all_standings(project):
        for entry in signoffs_of(project, scope).malformed:
            yield Fault(entry.place, f"this counts for nothing: {entry.reason}", help="mend it, or remove the entry")
        for each in standings:
            if each.state is State.STALE:
                yield _fault(each)


def _fault(each: Standing) -> Fault:
    signoff = each.signoff
    if each.content is None:
        message = f"what {signoff.name} signed is not here any more: {signoff.item}"
        return Fault(each.recorded_at, message, help="sign what has taken its place, and remove this entry")
    return Fault(
        each.content.place,
        f"{each.item} has changed since {signoff.name} signed it on {signoff.on}",
        help=f"read the change, then `spec sign {each.item}`",
        related=(each.recorded_at,),
    )
