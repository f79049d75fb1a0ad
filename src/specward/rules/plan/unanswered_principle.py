"""The Constitution Check of a plan leaves a principle out.

## What it does

Reports each principle of `.specify/memory/constitution.md` that has no row in the plan's Constitution Check, where
that check is a table or a list written principle by principle: at least three of four principles have a row or an
item of their own.

## Why is this bad?

The check is the gate between plan and tasks. A principle that nobody looked at may be broken, and the page that says
"passed" hides it.

## Example

```markdown .specify/memory/constitution.md
# Login Constitution

## Core Principles

### I. Library First

Every feature MUST start as a library.

### II. Test First

Tests MUST be written before the code.

### III. Fast Start

Every command MUST start within a second.

### IV. Plain Words

Every message MUST say what to do.

**Version**: 1.0.0 | **Ratified**: 2026-01-31 | **Last Amended**: 2026-01-31
```

```markdown specs/001-login/plan.md
# Implementation Plan: Login

## Constitution Check

| Principle | How this plan meets it |
|---|---|
| I. Library First | `auth` is a package of its own |
| III. Fast Start | nothing is read before sign-in |
| IV. Plain Words | each refusal names the next step |
```

## Use instead

```markdown .specify/memory/constitution.md
# Login Constitution

## Core Principles

### I. Library First

Every feature MUST start as a library.

### II. Test First

Tests MUST be written before the code.

### III. Fast Start

Every command MUST start within a second.

### IV. Plain Words

Every message MUST say what to do.

**Version**: 1.0.0 | **Ratified**: 2026-01-31 | **Last Amended**: 2026-01-31
```

```markdown specs/001-login/plan.md
# Implementation Plan: Login

## Constitution Check

| Principle | How this plan meets it |
|---|---|
| I. Library First | `auth` is a package of its own |
| III. Fast Start | nothing is read before sign-in |
| IV. Plain Words | each refusal names the next step |
| II. Test First | each task has a test task before it |
```

## Limits

A check in prose, one that groups principles in words of its own, or a table with a column `Relevance` or
`Applies` is not judged, nor is a principle that the section names elsewhere. A principle may have been added
to the constitution after the plan was written; the finding says only that the plan does not answer it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.gate_answers import unanswered
from specward.artifacts.kind import base_of
from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.plan import Plan
    from specward.project import Project


@rule("PLN001", Severity.WARNING, Scope.PLAN)
def check(plan: Plan, project: Project) -> Iterator[Fault]:
    """Yield a fault for each principle that the check leaves out."""
    if not plan.check or not plan.check.rows or base_of(plan.document.path) or not project.constitution:
        return
    heading = plan.check.section.heading
    for principle in unanswered(plan.check, project.constitution.principles, plan.document.text):
        yield Fault(
            plan.document.place(heading.start, heading.end),
            f"principle {principle.id} ({principle.name}) is not answered",
            help=f"add a row that says how this plan meets {principle.name}, or why it does not apply",
        )
