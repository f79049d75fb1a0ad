"""The plan names most of the requirements, and leaves one out.

## What it does

Reports the requirements of a specification that the plan and the documents beside it (research, data model, contracts,
quick start) do not name, where the plan is written by requirements: `plan.md` names two of three of them. In the
profiles `strict` and `safety` every plan is judged, and it is a warning.

## Why is this bad?

A plan that goes through the requirements reads as if it had gone through all. What it leaves out is found when the
tasks are done and the feature is not.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login

- **FR-001**: System MUST accept a password.
- **FR-002**: System MUST hash passwords.
- **FR-003**: System MUST end a session after a day.
```

```markdown specs/001-login/plan.md
# Implementation Plan: Login

The form sends the password (FR-001), and the store keeps its hash (FR-002).
```

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login

- **FR-001**: System MUST accept a password.
- **FR-002**: System MUST hash passwords.
- **FR-003**: System MUST end a session after a day.
```

```markdown specs/001-login/plan.md
# Implementation Plan: Login

The form sends the password (FR-001), the store keeps its hash (FR-002), and a nightly job ends sessions (FR-003).
```

## Limits

That a plan names a requirement does not say that it meets it. A range (`FR-001 to FR-004`) names all that lie in it.
Of the documents beside the plan only Markdown is read. Requirements that say that they are out of scope, put off or
withdrawn are left alone, and so are constraints, decisions and risks (`C-001`, `D-001`, `R-001`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts import references
from specward.artifacts.kind import Kind
from specward.artifacts.named_ids import named_ids
from specward.artifacts.set_aside import is_set_aside
from specward.finding import Severity
from specward.rule import Fault, Scope, rule
from specward.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.requirement import Requirement
    from specward.project import Feature, Project

_SHOWN = 50
_LISTED = 5
_NOT_PLANS = frozenset({Kind.SPEC, Kind.TASKS, Kind.CHECKLIST})


@rule("PLN008", Severity.INFO, Scope.FEATURE, strict=Severity.WARNING)
def check(feature: Feature, project: Project) -> Iterator[Fault]:
    """Yield one fault for the requirements that the plan leaves out."""
    spec, plan = feature.spec, feature.plan
    if not spec or not plan:
        return
    strict = project.config.is_strict
    families = {item.family for item in spec.requirements}
    if not strict and not any(family in plan.document.text for family in families):
        return  # most plans name none
    wanted = [item for item in spec.requirements if len(item.family) > 1 and not is_set_aside(item.text)]
    missing = _unnamed(wanted, plan.document.text)
    if not missing or not (strict or len(missing) * 3 <= len(wanted)):
        return
    for text in _beside(feature, project):
        missing = _unnamed(missing, text)
    if missing:
        places = [spec.document.place(item.id_start, item.id_end) for item in missing[:_SHOWN]]
        yield Fault(
            plan.document.place(*plan.title_span) if plan.title_span else plan.document.place(0, 0),
            f"the plan does not name {listed([item.id for item in missing], _LISTED)}",
            help="say how it will be met, or that it is left for later",
            related=tuple(places),
        )


def _unnamed(wanted: list[Requirement], text: str) -> list[Requirement]:
    named = named_ids(text)
    return [item for item in wanted if references.key(item.id) not in named]


def _beside(feature: Feature, project: Project) -> Iterator[str]:
    """The text of the other documents of the feature that say how it will be built."""
    for path in project.below(feature.folder):
        if path.endswith(".md") and project.kinds.get(path) not in _NOT_PLANS:
            document = project.document(path)
            if document and path != feature.path(Kind.PLAN):
                yield document.text
