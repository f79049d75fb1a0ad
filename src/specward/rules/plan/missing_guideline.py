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

from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.plan import Plan
    from specward.project import Project

_SECTIONS = {
    "Scope and Dependencies": ("scope",),
    "Key Decisions and Rationale": ("key decision", "decisions and rationale", "decisions & rationale"),
    "Interfaces and API Contracts": ("interfaces", "api contract"),
    "Non-Functional Requirements": ("non-functional", "nonfunctional", "nfr"),
    "Data Management and Migration": ("data management", "data model", "migration"),
    "Operational Readiness": ("operational readiness", "operations", "observability"),
    "Risk Analysis": ("risk",),
    "Evaluation and Validation": ("evaluation", "validation"),
    "Architecture Decisions": ("architecture decision", "architectural decision", "adr"),
}
"""Each section, and what its title holds in some plan."""
_MANY = 6
"""So many of the nine are no accident."""


@rule("PLN004", Severity.INFO, Scope.PLAN, read=1, right=1)
def check(plan: Plan, project: Project) -> Iterator[Fault]:
    """Yield one fault for the sections that a plan of this kind lacks."""
    titles = [section.title for section in plan.document.sections if section.level == 2]
    if len(titles) < _MANY:
        return
    missing = [name for name, words in _SECTIONS.items() if not _has(titles, words)]
    if missing and len(_SECTIONS) - len(missing) >= _MANY:
        place = plan.document.place(*plan.title_span) if plan.title_span else plan.document.place(0, 0)
        yield Fault(
            place,
            f"the plan has no section on {', '.join(missing)}",
            help="write it, or say in one line why it does not apply",
        )


def _has(titles: list[str], words: tuple[str, ...]) -> bool:
    return any(word in title for title in titles for word in words)
