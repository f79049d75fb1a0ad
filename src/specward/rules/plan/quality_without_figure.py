"""A plan promises a quality that can be measured, and gives no figure.

## What it does

Reports, in the section Non-Functional Requirements of a plan that is written by the architect's nine sections, each
quality that is named performance, latency, response time, throughput, availability, uptime, capacity, cost or budget
and has neither a number nor the criterion that holds one (`SC-003`).

## Why is this bad?

Without a figure no test can fail, and every answer is fast enough for who built it.

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

- **Performance**: a sign-in must be fast

## Data Management and Migration

- A migration adds the table; the downgrade drops it; sessions are deleted after 30 days

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

Only a plan that has six of the nine sections or more is judged, and only in English. Any number will do, whatever its
unit, and so do words such as `never`, `unchanged` or `twice`. Security, usability and the like are told in words, and
are not asked for a number. A placeholder that is left is for `template-leftover`.
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


@rule("PLN011", Severity.INFO, Scope.PLAN, strict=Severity.WARNING)
def check(plan: Plan, project: Project) -> Iterator[Fault]:
    """Yield a fault for each quality without one."""
    document = plan.document
    if len(guideline_sections(document)) < MANY:
        return
    from specward.acceptance.guidelines import is_guided, without_figure

    for lack in without_figure(document) if is_guided(document) else ():
        first, *others = (document.place(*span) for span in lack.places)
        yield Fault(
            first,
            lack.what,
            help="give a number and its unit, or name the success criterion that has it",
            related=tuple(others),
        )
