"""A risk analysis lists more than the three risks that matter most.

## What it does

Reports a section Risk Analysis of a plan that lists more than three risks, as headings, table rows or list items.

## Why is this bad?

The section is for the three risks that can stop the feature, each with its blast radius and kill switch. In a list of
ten nobody sees which they are, and none gets a guard.

## Example

```markdown specs/001-login/plan.md
# Implementation Plan: Login

## Risk Analysis

| Risk | Blast radius | Kill switch |
|---|---|---|
| the mail provider fails | nobody can register | queue and retry |
| hashing is too slow | sign-in stands still | fewer rounds |
| a session leaks | one account | revoke all sessions |
| the form looks odd on phones | some users | none |
```

## Use instead

```markdown specs/001-login/plan.md
# Implementation Plan: Login

## Risk Analysis

| Risk | Blast radius | Kill switch |
|---|---|---|
| the mail provider fails | nobody can register | queue and retry |
| hashing is too slow | sign-in stands still | fewer rounds |
| a session leaks | one account | revoke all sessions |
```

## Limits

It is information, and a warning in the profiles `strict` and `safety`: three is the guideline of SpecKit Plus's
architect, and a section of another name (`Risks`, `Risk Register`) may be as long as it likes. What is not told as a
heading, row or item is not counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.risks import risks
from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.plan import Plan
    from specward.project import Project

_MOST = 3
_TITLE = "risk analysis"


@rule("PLN007", Severity.INFO, Scope.PLAN, strict=Severity.WARNING, read=12, right=12)
def check(plan: Plan, project: Project) -> Iterator[Fault]:
    """Yield a fault for each risk analysis that is longer."""
    for section in plan.document.sections:
        if section.title.startswith(_TITLE) and (count := len(risks(plan.document, section))) > _MOST:
            heading = section.heading
            yield Fault(
                plan.document.place(heading.start, heading.end),
                f"{count} risks are listed; the guideline asks for the {_MOST} that matter most",
                help="keep those that can stop the feature, and move the others to research.md",
            )
