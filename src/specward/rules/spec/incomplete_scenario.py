"""An acceptance scenario lacks its When or its Then.

## What it does

Reports each acceptance scenario without a When, without a Then, or with a When or Then that says nothing. It is a
warning where the When alone is absent, for the Given may hold the action.

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

A Given may be absent: some scenarios need no preparation. A specification half of whose scenarios, two at least, do
without a When has a style of its own, and no When is asked for. Where no keyword is bold, what follows the When's first
comma is its Then: `Given …, when …, the system …`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.scenario import Scenario
    from specward.artifacts.spec import Spec
    from specward.project import Project


@rule("SPC008", Severity.ERROR, Scope.SPEC, read=29, right=29)
def check(spec: Spec, project: Project) -> Iterator[Fault]:
    """Yield a fault for each scenario whose When or Then is absent or empty."""
    incomplete = [scenario for scenario in spec.scenarios if not (scenario.when and scenario.then)]
    without_when = sum(map(_lacks_only_when, incomplete))
    asked_for = without_when < 2 or without_when * 2 < len(spec.scenarios)
    for scenario in incomplete:
        place = spec.document.place(scenario.start, scenario.end)
        if not _lacks_only_when(scenario):
            help_ = "write all three: `**Given** …, **When** …, **Then** …`"
            yield Fault(place, f"{_wanting(scenario)} in scenario {scenario.id}", help=help_)
        elif asked_for:
            yield Fault(
                place,
                f"no When in scenario {scenario.id}",
                help="turn the action in the Given into a When",
                severity=Severity.WARNING,
            )


def _lacks_only_when(scenario: Scenario) -> bool:
    return bool(scenario.given and scenario.when is None and scenario.then)


def _wanting(scenario: Scenario) -> str:
    clauses = (("When", scenario.when), ("Then", scenario.then))
    absent = [name for name, words in clauses if words is None]
    empty = [name for name, words in clauses if words == ""]
    return f"no {' and no '.join(absent)}" if absent else f"{' and '.join(empty)} says nothing"
