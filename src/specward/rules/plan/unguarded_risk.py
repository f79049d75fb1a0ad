"""A plan names a risk, and says neither how far it reaches nor what stops it.

## What it does

Reports, in the section Risk Analysis of a plan that is written by the architect's nine sections, the risks of which
it is not said how far they reach (blast radius, impact), and those of which it is not said what stops them (kill
switch, mitigation, guard). Those that lack the same are one finding.

## Why is this bad?

A risk that is only named is a worry. Who is hit decides whether it matters, and the switch has to be built before it
is needed.

## Example

```markdown specs/001-login/plan.md
# Implementation Plan: Login

## Scope and Dependencies

- **Out of scope**: single sign-on
- **Depends on**: the mail provider

## Key Decisions and Rationale

- **D-001**: sessions in the database, rather than tokens, because they can be revoked

## Interfaces and API Contracts

- `POST /v1/sessions`: 201, or 401 where the password is wrong

## Non-Functional Requirements

- **Performance**: a sign-in takes at most 300 ms

## Data Management and Migration

- A migration adds the table; the downgrade drops it; sessions are deleted after 30 days

## Risk Analysis

| Risk | Blast radius | Kill switch |
|---|---|---|
| the mail provider fails | nobody can register | |
```

## Use instead

```markdown specs/001-login/plan.md
# Implementation Plan: Login

## Scope and Dependencies

- **Out of scope**: single sign-on
- **Depends on**: the mail provider

## Key Decisions and Rationale

- **D-001**: sessions in the database, rather than tokens, because they can be revoked

## Interfaces and API Contracts

- `POST /v1/sessions`: 201, or 401 where the password is wrong

## Non-Functional Requirements

- **Performance**: a sign-in takes at most 300 ms

## Data Management and Migration

- A migration adds the table; the downgrade drops it; sessions are deleted after 30 days

## Risk Analysis

| Risk | Blast radius | Kill switch |
|---|---|---|
| the mail provider fails | nobody can register | queue and retry |
```

## Limits

Only a plan that has six of the nine sections or more is judged, and only in English. In a table the column decides,
where there is one; elsewhere words do, and they are wide: whatever follows a colon may be a guard. How many risks there
are is for `too-many-risks`, a placeholder that is left for `template-leftover`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.guidelines import MANY, guideline_sections
from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.plan import Plan
    from specward.project import Project


@rule("PLN012", Severity.INFO, Scope.PLAN, strict=Severity.WARNING)
def check(plan: Plan, project: Project) -> Iterator[Fault]:
    """Yield a fault for all risks that lack the same."""
    document = plan.document
    if len(guideline_sections(document)) < MANY:
        return
    from specward.acceptance.guidelines import is_guided, unguarded

    for lack in unguarded(document) if is_guided(document) else ():
        first, *others = (document.place(*span) for span in lack.places)
        yield Fault(
            first,
            lack.what,
            help="say in a few words who is hit and how far, and by what it is stopped",
            related=tuple(others),
        )
