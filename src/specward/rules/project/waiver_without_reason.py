"""A waiver does not say why, by whom or until when, so it lets nothing pass.

## What it does

Reports each waiver of `.specify/waivers.yml` without `reason`, `owner` or `expires`, with an `expires` that is no day,
or that cannot be read at all.

## Why is this bad?

An exception without a reason, an owner and an end is a rule that nobody keeps.

## Example

```yaml .specify/waivers.yml
- waives: unresolved-clarification
  scope: 'specs/001-login/**'
  owner: Ada Lovelace
  expires: 2999-12-31
```

## Use instead

```yaml .specify/waivers.yml
- waives: unresolved-clarification
  scope: 'specs/001-login/**'
  reason: 'the vendor answers in March'
  owner: Ada Lovelace
  expires: 2999-12-31
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project

_HELP = "write it, as in `reason: '…'`, `owner: Ada Lovelace`, `expires: 2026-12-31`"


@rule("PRJ008", Severity.ERROR, Scope.PROJECT, needs=Need.WAIVERS)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each waiver that lacks something, or is none."""
    from specward.constitution.waivers import waivers_of

    waivers = waivers_of(project)
    for place, reason, help_ in waivers.malformed:
        yield Fault(place, reason, help=help_)
    for waiver in waivers.waivers:
        if waiver.missing:
            lacking = " and ".join(_named(key, waiver.expires) for key in waiver.missing)
            yield Fault(waiver.place, f"the waiver of {waiver.waives} has {lacking}", help=_HELP)


def _named(key: str, expires: str) -> str:
    if key == "expires":
        return f"no day in `expires: {expires[:40]}`" if expires else "no term"
    return f"no {key}"
