"""A user story has no acceptance scenario.

## What it does

Reports each user story under whose heading no acceptance scenario (Given, When, Then, in any of the forms that
specifications use) and no other acceptance criterion stands.

## Why is this bad?

Nobody can say when the story is done: neither whoever builds it, nor a test, nor whoever accepts it.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login

### User Story 1 - Sign in (Priority: P1)

A customer signs in with a password.
```

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login

### User Story 1 - Sign in (Priority: P1)

A customer signs in with a password.

**Acceptance Scenarios**:

1. **Given** an account, **When** the right password is sent, **Then** a session starts
```

## Limits

A list under words such as `Acceptance Criteria` counts whatever its form, and so does a list item or a sentence that
says what must happen. A story that is said to be the same as another (`Identical to User Story 2`), or whose heading
says that it is out of scope, deferred or withdrawn, is left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.acceptance import has_plain_criteria
from specward.artifacts.set_aside import is_set_aside
from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.spec import Spec
    from specward.project import Project


@rule("SPC007", Severity.ERROR, Scope.SPEC, read=40, right=40)
def check(spec: Spec, project: Project) -> Iterator[Fault]:
    """Yield a fault for each story without a scenario or criterion."""
    for story in spec.stories:
        heading = spec.document.slice(story.heading)
        if story.scenarios or is_set_aside(heading) or "removed" in heading.lower():
            continue
        if not has_plain_criteria(spec, story):
            yield Fault(
                spec.document.place(story.heading.start, story.heading.end),
                "no acceptance scenario follows",
                help="add at least one `1. **Given** …, **When** …, **Then** …`",
            )
