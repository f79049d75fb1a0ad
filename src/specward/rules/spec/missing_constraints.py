"""A specification says nothing about what limits the feature.

## What it does

Under the profile `strict` or `safety`, reports a specification with requirements and scenarios that has no section on
constraints, qualities or what is out of scope, no requirement of that kind (`NFR-001`, `C-001`), and no label such as
`**Out of scope**:`.

## Why is this bad?

What is not said to be out of scope is in scope for whoever guesses so. An agent, above all, fills the gap.

## Example

```yaml .specify/specward.yml
trace:
  profile: strict
```

```markdown specs/001-login/spec.md
# Feature Specification: Login

### User Story 1 - Sign in (Priority: P1)

As a customer I want to sign in with the password of my account, so that I see the orders that I placed.

1. **Given** an account, **When** the right password is sent, **Then** a session starts

- **FR-001**: The system MUST start a session when the right password is sent.
```

## Use instead

```yaml .specify/specward.yml
trace:
  profile: strict
```

```markdown specs/001-login/spec.md
# Feature Specification: Login

### User Story 1 - Sign in (Priority: P1)

As a customer I want to sign in with the password of my account, so that I see the orders that I placed.

1. **Given** an account, **When** the right password is sent, **Then** a session starts

- **FR-001**: The system MUST start a session when the right password is sent.

## Out of Scope

- Signing in with another service
```

## Limits

The profile `story` does without: the template has no such section, and neither have most specifications. One that says
anywhere that something is out of scope, put off or limited is left alone, and so is one in a language that is not
known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.acceptance.measure import Verdict
from specward.acceptance.stated import constraints
from specward.artifacts.kind import Kind
from specward.artifacts.standard_sections import standard_sections
from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.spec import Spec
    from specward.project import Project


_SECTIONS = {"Constraints", "Out of Scope", "Non-Functional Requirements"}
_LIMITS = (
    *("out of scope", "out-of-scope", "not in scope", "beyond the scope", "non-goal", "not part of", "deferred"),
    *(
        "scope boundar",
        "limited to",
        "future phase",
        "future iteration",
        "future work",
        "future enhancement",
        "future release",
    ),
)
"""What tells that something is not asked for, wherever it stands."""


@rule("SPC014", Severity.INFO, Scope.SPEC, needs=Need.STRICTNESS, read=30, right=29)
def check(spec: Spec, project: Project) -> Iterator[Fault]:
    """Yield a fault where nothing limits the feature."""
    if not spec.requirements or not spec.scenarios:
        return
    sections = standard_sections(spec.document, Kind.SPEC, project.vocabulary).found
    if any(one.name in _SECTIONS for one in sections):
        return
    text = spec.document.text.lower()
    if any(words in text for words in _LIMITS):
        return
    answer = constraints(spec)
    if answer.verdict is Verdict.UNMET and answer.location:
        yield Fault(answer.location, answer.detail, help="add `## Out of Scope` or `## Constraints`")
