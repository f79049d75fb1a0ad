"""Two user stories of a specification have the same number.

## What it does

Reports each user story whose number an earlier story of the same specification has.

## Why is this bad?

Tasks and tests name a story by its number, `[US2]`, and a scenario by story and place, `US2.1`. With two stories of one
number nobody can tell which of them was planned, built and tested.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login

### User Story 1 - Sign in (Priority: P1)

1. **Given** an account, **When** the right password is sent, **Then** a session starts

### User Story 1 - Sign out (Priority: P2)

1. **Given** a session, **When** it is ended, **Then** the next request is refused
```

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login

### User Story 1 - Sign in (Priority: P1)

1. **Given** an account, **When** the right password is sent, **Then** a session starts

### User Story 2 - Sign out (Priority: P2)

1. **Given** a session, **When** it is ended, **Then** the next request is refused
```

## Limits

`US1` and `US1b` are different numbers, and so are `1` and `1.1`. A heading that only mentions a story is none. In real
projects this was met nowhere. No fix is offered: what names the number means one of the two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts import references
from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.spec import Spec, Story
    from specward.project import Project


@rule("SPC021", Severity.ERROR, Scope.SPEC)
def check(spec: Spec, project: Project) -> Iterator[Fault]:
    """Yield a fault for each story whose number was used before."""
    first: dict[str, Story] = {}
    place = spec.document.place
    for story in spec.stories:
        before = first.setdefault(references.key(story.id), story)
        if before is not story:
            yield Fault(
                place(*story.heading),
                f"{story.id} is the number of another story already",
                help="give it the next free number, and mend what names it",
                related=(place(*before.heading, "first used here"),),
            )
