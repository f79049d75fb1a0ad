"""A section of the architect's nine is there, and does not speak of what it is for.

## What it does

Looks, in a plan that is written by the nine sections, for what each of them is about, and reports what it does not
speak of:

| section | speaks of |
| --- | --- |
| Scope and Dependencies | what is left out, what it depends on |
| Key Decisions and Rationale | another option, the reason |
| Interfaces and API Contracts | errors, versions |
| Data Management and Migration | how the schema changes, how that is undone, how long data is kept |
| Operational Readiness | what is watched, how it is undone |
| Evaluation and Validation | what is tested, when it is done |
| Architecture Decisions | a decision record, or that none is needed |

A section that is empty says nothing. One that says in a line that it does not apply has said enough.

## Why is this bad?

A heading with something below it looks answered. The rollback that nobody thought of is missed on the evening on which
it is needed.

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

- A migration adds the table

## Risk Analysis

| Risk | Blast radius | Kill switch |
|---|---|---|
| the mail provider fails | nobody can register | queue and retry |
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

Only a plan that has six of the nine sections or more is judged, and only in English. Words decide, and they are wide:
`undo`, `revert` and `backup` all tell how a change is undone, and whether it would work nobody asks here. A section in
which a placeholder is left is for `template-leftover`, figures are for `quality-without-figure`, risks for
`unguarded-risk`. Of 294 plans of real projects one alone is written by these sections.
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


@rule("PLN010", Severity.INFO, Scope.PLAN, strict=Severity.WARNING)
def check(plan: Plan, project: Project) -> Iterator[Fault]:
    """Yield a fault for each section that leaves something out."""
    document = plan.document
    if len(guideline_sections(document)) < MANY:
        return
    from specward.acceptance.guidelines import hollow, is_guided

    for lack in hollow(document) if is_guided(document) else ():
        first, *others = (document.place(*span) for span in lack.places)
        yield Fault(first, lack.what, help="say it in a line, or say that it does not apply", related=tuple(others))
