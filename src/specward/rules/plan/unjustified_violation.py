"""The Constitution Check says that a principle is broken, and nothing justifies it.

## What it does

Reports each row of the Constitution Check that says `FAIL`, `VIOLATION` or `❌`, where Complexity Tracking has no row
for it: none that names the principle, and none that names no principle at all.

## Why is this bad?

A gate that says no, and is walked through, is no gate. Complexity Tracking is where the plan says why it must be, and
which simpler way was refused.

## Example

```markdown specs/001-login/plan.md
# Implementation Plan: Login

## Constitution Check

| Principle | Status | How this plan meets it |
|---|---|---|
| I. Library First | FAIL | the page and the session are one module |
| II. Test First | PASS | each task has a test task before it |
```

## Use instead

```markdown specs/001-login/plan.md
# Implementation Plan: Login

## Constitution Check

| Principle | Status | How this plan meets it |
|---|---|---|
| I. Library First | FAIL | the page and the session are one module |
| II. Test First | PASS | each task has a test task before it |

## Complexity Tracking

| Violation | Why Needed | Simpler Alternative Rejected Because |
|---|---|---|
| I. Library First: one module | the framework renders both | two packages would share every type |
```

## Limits

Only what a row says in so many capitals counts: `fail-closed` or `no violation` is no verdict, nor is any word of a row
that bears a mark of success (`✅`). Whether the justification is good is not judged. A waiver of the principle lets the
finding pass.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.artifacts.gate_answers import justified, meant
from specward.finding import Severity
from specward.rule import Fault, Reach, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.plan import Plan
    from specward.project import Project


@rule("PLN002", Severity.ERROR, Scope.PLAN, reach=Reach.CONSTITUTION)
def check(plan: Plan, project: Project) -> Iterator[Fault]:
    """Yield a fault for each row that admits a violation which nothing justifies."""
    if not plan.check:
        return
    text = plan.document.text
    broken = [gate for gate in plan.check.rows if gate.answer and _is_broken(gate.answer)]
    if not broken:
        return
    principles = project.constitution.principles if project.constitution else []
    complexity = [" ".join(text[cell.start : cell.end] for cell in row) for row in plan.complexity]
    for gate in broken:
        about = meant(gate, principles)
        if principles and not about:
            continue  # a remark under a row, such as `Current state: FAIL`
        if not justified(gate, complexity, principles):
            named = next((f"{principle.id} ({principle.name})" for principle in about), "this principle")
            yield Fault(
                plan.document.place(gate.start, gate.end),
                f"the plan breaks {named} and does not say why it must",
                help="add a row to Complexity Tracking that names the principle, or change the plan",
            )


def _is_broken(answer: str) -> bool:
    """Whether an answer admits a violation. `✅ recovers from a FAILED cutover` and `❌ now → ✅ afterwards` do not."""
    return _verdict().search(answer) is not None and not any(mark in answer for mark in "✅✔✓")


@cache
def _verdict() -> re.Pattern[str]:
    """In capitals, or as a mark at the beginning; `NO VIOLATION`, `PASS/FAIL` and `FAIL-CLOSED` are no verdicts."""
    return re.compile(
        r"^[*_` ]{0,4}[❌✗✘]|(?<![\w/-])(?<!NO )(?<!No )(?<!no )(?:FAIL(?:ED|S)?|VIOLAT(?:ION|ED|ES))(?![\w/-])"
    )
