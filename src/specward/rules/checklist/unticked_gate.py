"""A stage was entered although the checklist that guards it has open items.

## What it does

Reports each checklist of a feature that has open items although what it guards has begun. `requirements.md` guards
the plan; any other checklist guards the work, which has begun when a task is ticked.

A checklist that nobody has ticked at all may never have been meant as a gate, and is left alone, and so is an item that
says of itself that it is open on purpose, deferred or not applicable. A checklist that is not about the quality of the
specification is an info. In the profiles `strict` and `safety` all of these count, and are errors.

## Why is this bad?

Somebody looked, found the point not settled, and the work went on. What was open then is built into the plan and the
code now, where it costs more to change, and the list says nothing about who decided that it may stay open.

## Example

```markdown specs/001-login/checklists/requirements.md
# Specification Quality Checklist: Login

- [x] CHK001 Each requirement can be decided by a test
- [ ] CHK002 No question is left open
```

```markdown specs/001-login/plan.md
# Implementation Plan: Login
```

## Use instead

```markdown specs/001-login/checklists/requirements.md
# Specification Quality Checklist: Login

- [x] CHK001 Each requirement can be decided by a test
- [x] CHK002 No question is left open
```

```markdown specs/001-login/plan.md
# Implementation Plan: Login
```

## Limits

A box with any mark but a tick is open. `acceptance.md` is generated, and its boxes follow the evidence: it is not
judged here. An item that does not apply is better deleted than left open.

What a checklist is about is told by its title and headings, such as those of spec-kit: `Specification Quality`,
`Requirement Completeness`, `Feature Readiness`. Other lists are of work to do, or hold notes that are never ticked: so
were both of those that real projects had left open, while the six about a specification stated points that were open.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.artifacts.kind import Kind
from specward.artifacts.set_aside import is_set_aside
from specward.finding import Severity
from specward.rule import Fault, Reach, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.checklist import CheckItem, Checklist
    from specward.project import Feature, Project

_SHOWN = 20


@rule("CHK001", Severity.WARNING, Scope.CHECKLIST, strict=Severity.ERROR, read=6, right=6, reach=Reach.PROJECT)
def check(checklist: Checklist, project: Project) -> Iterator[Fault]:
    """Yield one fault where items are open behind which work has begun."""
    path = checklist.document.path
    is_strict = project.config.is_strict
    items = [item for item in checklist.open if is_strict or not _is_open_on_purpose(item)]
    feature = project.feature_of(path) if items else None
    entered = _entered(feature, path.rpartition("/")[2]) if feature else ""
    if not entered:
        return
    places = [checklist.document.place(item.start, item.end) for item in items]
    verb = "is" if len(places) == 1 else "are"
    if len(checklist.open) == len(checklist.items) and not is_strict:
        return
    yield Fault(
        places[0],
        f"{len(places)} of {len(checklist.items)} items {verb} open, and {entered}",
        help="settle what is open, or delete what does not apply",
        related=tuple(places[1:_SHOWN]),
        severity=None if is_strict or _is_about_the_specification(checklist) else Severity.INFO,
    )


def _is_open_on_purpose(item: CheckItem) -> bool:
    return is_set_aside(item.text) or "intentional" in item.text.lower()


def _is_about_the_specification(checklist: Checklist) -> bool:
    titles = {checklist.title, *(item.section for item in checklist.items)}
    return any(_quality().search(title) for title in titles)


def _entered(feature: Feature, name: str) -> str:
    """What has begun although the checklist of this name guards it; empty where nothing has."""
    if name == "acceptance.md":
        return ""
    if name == "requirements.md":
        return next((f"{kind.value}.md is there" for kind in (Kind.PLAN, Kind.TASKS) if feature.path(kind)), "")
    done = feature.tasks.done if feature.tasks else []
    return f"{done[0].id} is ticked" if done else ""


@cache
def _quality() -> re.Pattern[str]:
    """A title that spec-kit or its agents give to a list of questions about a specification."""
    return re.compile(
        r"\b(?:requirements?|spec(?:ification)?|content)[ -](?:quality|completeness|clarity|consistency|coverage)\b"
        r"|\bacceptance criteria quality\b|\bscenario coverage\b|\bfeature readiness\b",
        re.IGNORECASE,
    )
