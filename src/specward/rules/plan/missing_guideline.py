"""A plan is written by the architect's nine sections, and lacks one of them.

## What it does

Reports, once for a plan, which of the nine architect sections it lacks, where it has six of them or more: Scope and
Dependencies, Key Decisions and Rationale, Interfaces and API Contracts, Non-Functional Requirements, Data Management
and Migration, Operational Readiness, Risk Analysis, Evaluation and Validation, Architecture Decisions.

## Why is this bad?

A plan that goes through the list reads as if it had gone through all of it. The section that was left out is the
question that nobody asked, and it comes up in operation.

## Example

```markdown specs/001-login/plan.md
# Implementation Plan: Login

## Scope and Dependencies

## Key Decisions and Rationale

## Interfaces and API Contracts

## Non-Functional Requirements

## Data Management and Migration

## Risk Analysis
```

## Use instead

```markdown specs/001-login/plan.md
# Implementation Plan: Login

## Scope and Dependencies

## Key Decisions and Rationale

## Interfaces and API Contracts

## Non-Functional Requirements

## Data Management and Migration

## Operational Readiness

## Risk Analysis

## Evaluation and Validation

## Architecture Decisions
```

## Limits

Only titles are compared, and only headings of the second level count. Most plans follow spec-kit's own headings and are
left alone: of 294 plans of real projects one alone is written by these sections.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.guidelines import GUIDELINES, MANY, guideline_sections
from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.plan import Plan
    from specward.project import Project


@rule("PLN004", Severity.INFO, Scope.PLAN, strict=Severity.WARNING, read=1, right=1)
def check(plan: Plan, project: Project) -> Iterator[Fault]:
    """Yield one fault for the sections that a plan of this kind lacks."""
    found = guideline_sections(plan.document)
    missing = [name for name in GUIDELINES if name not in found]
    if missing and len(found) >= MANY:
        place = plan.document.place(*plan.title_span) if plan.title_span else plan.document.place(0, 0)
        yield Fault(
            place,
            f"the plan has no section on {', '.join(missing)}",
            help="write it, or say in one line why it does not apply",
        )
