"""An open question is left in a specification.

## What it does

Reports each `[NEEDS CLARIFICATION: …]` marker. It is a warning while the feature has no plan yet, or one that is still
the template (`unfilled-template`), and an error from the plan on. Markers in code, in comments and in checklist items
are not questions and are left alone.

## Why is this bad?

Whoever plans or builds on an open question answers it by guessing, and nobody learns that a guess was made.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login

- **FR-001**: Sessions MUST end after [NEEDS CLARIFICATION: how long?]
```

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login

- **FR-001**: Sessions MUST end after 30 minutes without a request.
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.kind import Kind
from specward.artifacts.template_tokens import leftovers, unfilled
from specward.finding import Severity
from specward.rule import Fault, Reach, Scope, rule
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.spec import Spec
    from specward.project import Project


@rule("SPC001", Severity.ERROR, Scope.SPEC, read=42, right=42, reach=Reach.PROJECT)
def check(spec: Spec, project: Project) -> Iterator[Fault]:
    """Yield a fault for each open question."""
    if not spec.open_questions:
        return
    planned = _is_planned(spec.document.path, project)
    for question in spec.open_questions:
        yield Fault(
            spec.document.place(question.start, question.end),
            "open question",
            help="answer it in the text, or move it to Assumptions with the answer you chose",
            severity=None if planned else Severity.WARNING,
        )


def _is_planned(path: str, project: Project) -> bool:
    """Whether the feature that a path lies in has a plan that somebody wrote."""
    feature = project.feature_of(path)
    try:
        plan = feature.plan if feature else None
    except UnreadableFile:
        return True
    return plan is not None and not unfilled(plan.document, leftovers(plan.document, Kind.PLAN))
