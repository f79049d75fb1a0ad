"""The term of a waiver is over, so it lets nothing pass any more.

## What it does

Reports each waiver of `.specify/waivers.yml` whose `expires` lies in the past. What it let pass is reported again.

## Why is this bad?

Somebody promised to mend it by that day.

## Example

```yaml .specify/waivers.yml
- waives: unresolved-clarification
  scope: 'specs/001-login/**'
  reason: 'the vendor answers in March'
  owner: Ada Lovelace
  expires: 2020-12-31
```

## Use instead

```yaml .specify/waivers.yml
- waives: unresolved-clarification
  scope: 'specs/001-login/**'
  reason: 'the vendor answers in March'
  owner: Ada Lovelace
  expires: 2999-12-31
```

## Limits

The last day counts as within the term. The day is that of the machine that checks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project

_HELP = "mend what it lets pass and delete it, or agree on another term: `spec constitution waive`"


@rule("PRJ007", Severity.ERROR, Scope.PROJECT, needs=Need.WAIVERS)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each waiver that has expired."""
    from specward.constitution.waivers import waivers_of

    for waiver in waivers_of(project).waivers:
        if waiver.expired(project.today):
            owner = f" ({waiver.owner})" if waiver.owner else ""
            yield Fault(waiver.place, f"the waiver of {waiver.waives}{owner} expired on {waiver.expires}", help=_HELP)
