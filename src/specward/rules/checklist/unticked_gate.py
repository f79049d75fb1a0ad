"""A stage was entered although the checklist that guards it has open items.

## What it does

Reports each checklist of a feature that has open items although what it guards has begun. `requirements.md` guards
the plan; any other checklist guards the work, which has begun when a task is ticked.

A checklist that nobody has ticked at all may never have been meant as a gate, and is left alone. In the profiles
`strict` and `safety` it counts too, and both are errors.

## Why is this bad?

Somebody looked, found the point not settled, and the work went on. What was open then is built into the plan and the
code now, where it costs more to change, and the list says nothing about who decided that it may stay open.

## Example

```markdown specs/001-login/checklists/requirements.md
# Requirements Checklist: Login

- [x] CHK001 Each requirement can be decided by a test
- [ ] CHK002 No question is left open
```

```markdown specs/001-login/plan.md
# Implementation Plan: Login
```

## Use instead

```markdown specs/001-login/checklists/requirements.md
# Requirements Checklist: Login

- [x] CHK001 Each requirement can be decided by a test
- [x] CHK002 No question is left open
```

```markdown specs/001-login/plan.md
# Implementation Plan: Login
```

## Limits

A box with any mark but a tick is open. `acceptance.md` is generated, and its boxes follow the evidence: it is not
judged here. An item that does not apply is better deleted than left open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.kind import Kind
from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.checklist import Checklist
    from specward.project import Feature, Project

_SHOWN = 20


@rule("CHK001", Severity.WARNING, Scope.CHECKLIST)
def check(checklist: Checklist, project: Project) -> Iterator[Fault]:
    """Yield one fault where items are open behind which work has begun."""
    path = checklist.document.path
    feature = project.feature_of(path) if checklist.open else None
    entered = _entered(feature, path.rpartition("/")[2]) if feature else ""
    if not entered:
        return
    places = [checklist.document.place(item.start, item.end) for item in checklist.open]
    verb = "is" if len(places) == 1 else "are"
    if project.config.trace_profile == "story" and len(checklist.open) == len(checklist.items):
        return
    yield Fault(
        places[0],
        f"{len(places)} of {len(checklist.items)} items {verb} open, and {entered}",
        help="settle what is open, or delete what does not apply",
        related=tuple(places[1:_SHOWN]),
        severity=None if project.config.trace_profile == "story" else Severity.ERROR,
    )


def _entered(feature: Feature, name: str) -> str:
    """What has begun although the checklist of this name guards it; empty where nothing has."""
    if name == "acceptance.md":
        return ""
    if name == "requirements.md":
        return next((f"{kind.value}.md is there" for kind in (Kind.PLAN, Kind.TASKS) if feature.path(kind)), "")
    done = feature.tasks.done if feature.tasks else []
    return f"{done[0].id} is ticked" if done else ""
