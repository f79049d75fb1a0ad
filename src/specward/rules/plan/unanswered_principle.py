"""The Constitution Check of a plan leaves a principle out.

## What it does

Reports the principle of `.specify/memory/constitution.md` that has no row in the plan's Constitution Check, where
that check is a table or a list written principle by principle: all others have a row or an item of their own, or are
named in it. A principle that is held to by `plan: answer` must be answered in every plan, whatever the form.

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
`Applies` is not judged, nor is a principle that the section names elsewhere. Where `plan: answer` asks for it, a
principle is answered where the section names it.

A check that leaves out more than one principle picks those that matter to it, and a constitution that was amended after
the plan's date may have been given the principle since: both are left alone, as they account for all six doubtful ones
of fourteen findings in real projects.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.gate_answers import names, unanswered
from specward.artifacts.kind import base_of
from specward.constitution.adopted import enforces
from specward.finding import Severity
from specward.rule import Fault, Reach, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.constitution import Constitution, Principle
    from specward.artifacts.enforcement_entry import PlanAnswer
    from specward.artifacts.plan import Plan
    from specward.constitution.norms import Norm
    from specward.project import Project


@rule("PLN001", Severity.WARNING, Scope.PLAN, read=8, right=8, reach=Reach.CONSTITUTION)
def check(plan: Plan, project: Project) -> Iterator[Fault]:
    """Yield a fault for each principle that the check leaves out."""
    if base_of(plan.document.path):
        return
    asked = set()
    for entry, norm in _asked(project):
        asked.add(norm.id)
        if not plan.check or not names(plan.check, norm.principle, plan.document.text):
            yield _fault(plan, norm.principle, entry.severity or Severity.ERROR)
    if not plan.check or not plan.check.rows or not project.constitution:
        return
    left_out = unanswered(plan.check, project.constitution.principles, plan.document.text)
    if len(left_out) == 1 and left_out[0].id not in asked and not _may_be_newer(project.constitution, plan):
        yield _fault(plan, left_out[0])


def _asked(project: Project) -> list[tuple[PlanAnswer, Norm]]:
    """The principles, inherited ones too, that every plan must answer."""
    if not enforces(project):
        return []
    from specward.artifacts.enforcement_entry import PlanAnswer
    from specward.constitution.norms import norms_of

    norms = norms_of(project).principles
    return [(entry, norm) for norm in norms for entry in norm.entries if isinstance(entry, PlanAnswer)]


def _may_be_newer(constitution: Constitution, plan: Plan) -> bool:
    """Whether the constitution was amended after the day that the plan bears."""
    from specward.artifacts.written_date import days_of

    dated = plan.fields.get("date")
    written = days_of(dated.value) if dated else None
    amended = days_of(constitution.version.amended) if constitution.version else None
    return written is not None and amended is not None and amended.first > written.last


def _fault(plan: Plan, principle: Principle, severity: Severity | None = None) -> Fault:
    document = plan.document
    if plan.check:
        heading = plan.check.section.heading
        place = document.place(heading.start, heading.end)
    else:
        place = document.place(*plan.title_span) if plan.title_span else document.place(0, 0)
    return Fault(
        place,
        f"principle {principle.id} ({principle.name}) is not answered",
        help=f"add a row that says how this plan meets {principle.name}, or why it does not apply",
        severity=severity,
    )
