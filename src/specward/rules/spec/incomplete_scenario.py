"""An acceptance scenario lacks its When or its Then.

## What it does

Reports each acceptance scenario without a When, without a Then, or with a When or Then that says nothing.

## Why is this bad?

Without a When nobody knows what to do, without a Then nobody knows what to expect: no test can be written for it.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login

### User Story 1 - Sign in (Priority: P1)

1. **Given** an account, **When** the right password is sent
```

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login

### User Story 1 - Sign in (Priority: P1)

1. **Given** an account, **When** the right password is sent, **Then** a session starts
```

## Limits

A Given may be absent: some scenarios need no preparation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.spec import Spec
    from specward.project import Project


@rule("SPC008", Severity.ERROR, Scope.SPEC)
def check(spec: Spec, project: Project) -> Iterator[Fault]:
    """Yield a fault for each scenario whose When or Then is absent or empty."""
    for scenario in spec.scenarios:
        if scenario.when and scenario.then:
            continue
        absent = [name for name, words in (("When", scenario.when), ("Then", scenario.then)) if words is None]
        empty = [name for name, words in (("When", scenario.when), ("Then", scenario.then)) if words == ""]
        message = f"no {' and no '.join(absent)}" if absent else f"{' and '.join(empty)} says nothing"
        yield Fault(
            spec.document.place(scenario.start, scenario.end),
            f"{message} in scenario {scenario.id}",
            help="write all three: `**Given** …, **When** …, **Then** …`",
        )
