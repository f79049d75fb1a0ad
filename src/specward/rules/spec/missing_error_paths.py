"""A specification says nothing about what happens when something goes wrong.

## What it does

Under the profile `strict` or `safety`, reports a specification with scenarios none of whose scenarios, requirements,
edge cases and sections speaks of an error, a refusal, an invalid or a missing thing, and one whose section on edge
cases asks questions and answers none.

## Why is this bad?

Errors happen anyway. What nobody specified is decided by whoever writes the code, in a hurry, and tested by nobody.

## Example

```yaml .specify/specward.yml
trace:
  profile: strict
```

```markdown specs/001-login/spec.md
# Feature Specification: Login

### User Story 1 - Sign in (Priority: P1)

As a customer I want to see the orders that I placed, so that I know what is on the way.

1. **Given** an account with orders, **When** the right password is sent, **Then** the orders are shown
2. **Given** the list of orders, **When** the customer leaves, **Then** the session ends
```

## Use instead

```yaml .specify/specward.yml
trace:
  profile: strict
```

```markdown specs/001-login/spec.md
# Feature Specification: Login

### User Story 1 - Sign in (Priority: P1)

As a customer I want to see the orders that I placed, so that I know what is on the way.

1. **Given** an account with orders, **When** the right password is sent, **Then** the orders are shown
2. **Given** an account, **When** a wrong password is sent, **Then** the sign-in is refused
```

## Limits

Six of 43 findings in real projects were not right, so the profile `story` does without, and elsewhere it is an
information: a feature without input or state may have no error path. A specification that speaks of errors elsewhere,
such as in its introduction, is left alone where it has no section on edge cases, and so is one that is still the
template. The words are those of English and, in part, of the other languages known; a specification in another language
is left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.acceptance.measure import Verdict
from specward.acceptance.stated import error_paths
from specward.artifacts.kind import Kind
from specward.artifacts.template_tokens import leftovers, unfilled
from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.spec import Spec
    from specward.project import Project


_SPOKEN = ("reject", "refus", "invalid", "error", "fails", "failure")


@rule("SPC013", Severity.INFO, Scope.SPEC, needs=Need.STRICTNESS, read=43, right=37)
def check(spec: Spec, project: Project) -> Iterator[Fault]:
    """Yield a fault where no error path is told."""
    told = [*(item.text for item in spec.requirements), *(scenario.then or "" for scenario in spec.scenarios)]
    if not spec.scenarios or _speaks_of_errors("\n".join(told)):
        return
    answer = error_paths(spec)
    if answer.verdict is not Verdict.UNMET or not answer.location:
        return
    if unfilled(spec.document, leftovers(spec.document, Kind.SPEC)):
        return
    if answer.location.start.line > 1 or not _speaks_of_errors(spec.document.text):
        yield Fault(
            answer.location,
            answer.detail,
            help="say for each story what is refused, and what follows when something fails",
        )


def _speaks_of_errors(text: str) -> bool:
    lower = text.lower()
    return any(word in lower for word in _SPOKEN)
