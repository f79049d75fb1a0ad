"""The acceptance checklist does not list the criteria of its spec.

## What it does

Reports a `checklists/acceptance.md` that `spec verify` wrote and whose boxes are not for the criteria that the spec has
now: one is missing, says something else, or is for a criterion that is gone. Ticks are not looked at: they are for
evidence to give and to take.

## Why is this bad?

Whoever accepts a feature reads the checklist. A criterion that was added after it was written is then accepted by
nobody, and a tick stands beside words that no test has proved.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login

### User Story 1 - Sign in (Priority: P1)

1. **AC-001** (FR-001): **Given** an account, **When** the right password is sent, **Then** a session starts
2. **AC-002** (FR-001): **Given** an account, **When** a wrong password is sent, **Then** it is refused
```

```markdown specs/001-login/checklists/acceptance.md
<!-- Written by `spec verify`: a tick is a proof, and what is edited here is overwritten. -->

# Acceptance Checklist: Login

## Acceptance Criteria

- [x] CHK001 **AC-001** (FR-001): Given an account, When the right password is sent, Then a session starts
```

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login

### User Story 1 - Sign in (Priority: P1)

1. **AC-001** (FR-001): **Given** an account, **When** the right password is sent, **Then** a session starts
2. **AC-002** (FR-001): **Given** an account, **When** a wrong password is sent, **Then** it is refused
```

```markdown specs/001-login/checklists/acceptance.md
<!-- Written by `spec verify`: a tick is a proof, and what is edited here is overwritten. -->

# Acceptance Checklist: Login

## Acceptance Criteria

- [x] CHK001 **AC-001** (FR-001): Given an account, When the right password is sent, Then a session starts
- [ ] CHK002 **AC-002** (FR-001): Given an account, When a wrong password is sent, Then it is refused
```

## Limits

A feature without such a file, or with one that somebody else wrote, is not judged. Criteria that have no id of
their own are in no checklist, so they are not missed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Feature, Project


@rule("CHK006", Severity.WARNING, Scope.FEATURE)
def check(feature: Feature, project: Project) -> Iterator[Fault]:
    """Yield a fault for each box that is wrong, and one for all that are missing."""
    if f"{feature.folder}/checklists/acceptance.md" not in feature.paths:
        return
    from specward.acceptance.checklist import acceptance_of, difference
    from specward.acceptance.criteria import criteria_of

    checklist = acceptance_of(feature)
    spec = feature.spec
    if checklist is None or spec is None:
        return
    document = checklist.document
    found = difference(checklist, criteria_of(spec))
    help_ = f"spec verify {feature.name}"
    if found.missing:
        first = found.missing[0]
        more = f" and {len(found.missing) - 1} more" if len(found.missing) > 1 else ""
        related = (spec.document.place(first.start, first.end),)
        yield Fault(document.place(0, 0), f"{first.id}{more} of the spec has no box", help_, related)
    for item in found.changed:
        yield Fault(document.place(item.start, item.end), "the spec says something else of this criterion", help_)
    for item in found.gone:
        yield Fault(document.place(item.start, item.end), "the spec has no such criterion", help_)
