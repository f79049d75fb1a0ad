"""The Technical Context of a plan still says that something is not known.

## What it does

Reports each `**Key**: value` of the section Technical Context whose value says NEEDS CLARIFICATION.

## Why is this bad?

The design and the tasks rest on these values. spec-kit has them cleared up by research before the design begins; one
that is left is decided in passing, by whoever needs it first.

## Example

```markdown specs/001-login/plan.md
# Implementation Plan: Login

## Technical Context

**Language/Version**: Python 3.12

**Storage**: NEEDS CLARIFICATION
```

## Use instead

```markdown specs/001-login/plan.md
# Implementation Plan: Login

## Technical Context

**Language/Version**: Python 3.12

**Storage**: PostgreSQL 16
```

## Limits

Only the values of that section are judged; elsewhere a plan speaks of the words without asking. A value that is still
the template's (`[e.g., Python 3.11 or NEEDS CLARIFICATION]`) is left to `template-leftover`, and a sentence that only
mentions the words asks nothing.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.artifacts.kind import Kind
from specward.artifacts.template_tokens import leftovers, unfilled
from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.plan import Plan
    from specward.project import Project


@rule("PLN003", Severity.WARNING, Scope.PLAN, read=15, right=15)
def check(plan: Plan, project: Project) -> Iterator[Fault]:
    """Yield a fault for each value that is not known."""
    unknown = [field for field in plan.unresolved if _asked().search(field.value)]
    if not unknown or unfilled(plan.document, leftovers(plan.document, Kind.PLAN)):
        return
    for field in unknown:
        yield Fault(
            plan.document.place(field.start, field.end),
            f"not known yet: {field.name}",
            help="find it out, and write the value, with its reason in research.md",
        )


@cache
def _asked() -> re.Pattern[str]:
    """The marker as the value itself, or as a remark that it begins: `PostgreSQL (NEEDS CLARIFICATION: version)`."""
    return re.compile(
        r"(?:^|[(:：;—–-][ \t]*)[*_`\[]{0,4}NEEDS CLARIFICATION\b(?![*_`\])]{0,4}[ \t]*(?:markers?|items?|remain))"
    )
