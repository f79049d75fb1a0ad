"""No acceptance criterion of the specification names a requirement.

## What it does

Reports each requirement that no acceptance scenario or criterion, no story, success criterion or edge case names,
where the specification ties its criteria to requirements: half of its scenarios and criteria begin with the
requirements that they verify, or end with them in brackets. A family of which no criterion names one, such as `NFR`, is
verified in some other way. In the profiles `strict` and `safety` every requirement of every specification is judged,
and it is an error.

## Why is this bad?

Acceptance is decided criterion by criterion. What no criterion asks for may be missing on the day when all of them
hold, and nobody would see it.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login

### User Story 1 - Sign in (Priority: P1)

1. **AC-001** (FR-001): **Given** an account, **When** the right password is sent, **Then** a session starts

- **FR-001**: System MUST accept a password.
- **FR-002**: System MUST end a session after a day.
```

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login

### User Story 1 - Sign in (Priority: P1)

1. **AC-001** (FR-001): **Given** an account, **When** the right password is sent, **Then** a session starts
2. **AC-002** (FR-002): **Given** a session of yesterday, **When** it is used, **Then** it is refused

- **FR-001**: System MUST accept a password.
- **FR-002**: System MUST end a session after a day.
```

## Limits

That a criterion names a requirement does not say that it verifies all of it. A range (`FR-001 to FR-004`) names all
that lie in it. Requirements that say that they are out of scope, put off or withdrawn, or that another one supersedes,
need no criterion, nor do constraints, decisions and risks (`C-001`, `D-001`, `R-001`).
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from specward.artifacts import link_notes, references
from specward.artifacts.named_ids import named_ids
from specward.artifacts.set_aside import is_set_aside
from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.requirement import Requirement
    from specward.artifacts.spec import Spec
    from specward.project import Project

_SHOWN = 50


@rule("SPC012", Severity.WARNING, Scope.SPEC, strict=Severity.ERROR)
def check(spec: Spec, project: Project) -> Iterator[Fault]:
    """Yield a fault for each requirement that no criterion names; one for all where no criterion names any."""
    strict = project.config.is_strict
    requirements = [item for item in spec.requirements if len(item.family) > 1]
    if not requirements or not (strict or _ties_criteria(spec)):
        return
    named = named_ids("\n".join(_criteria(spec)))
    if not strict:
        families = {item.family for item in requirements if references.key(item.id) in named}
        requirements = [item for item in requirements if item.family in families]
    known = named | _superseded(spec)
    without = [item for item in requirements if references.key(item.id) not in known and not is_set_aside(item.text)]
    if len(without) == len(requirements) > 1:
        first, *others = [spec.document.place(item.id_start, item.id_end) for item in without]
        message = f"no criterion names any of the {len(without)} requirements"
        yield Fault(first, message, help=_HELP, related=tuple(others[:_SHOWN]))
        return
    for item in without:
        place = spec.document.place(item.id_start, item.id_end)
        yield Fault(place, f"no criterion names {item.id}", help=_HELP)


_HELP = "name it in the criterion that verifies it: `**AC-001** (FR-001): **Given** …`"


def _ties_criteria(spec: Spec) -> bool:
    """Whether half of the scenarios and criteria are tied to requirements."""
    text = spec.document.text
    known = {references.key(item.id) for item in spec.requirements}
    tied = sum(
        1
        for scenario in spec.scenarios
        if not known.isdisjoint(map(references.key, (*scenario.refs, *_noted(text[scenario.start : scenario.end]))))
    )
    tied += sum(1 for item in spec.criteria if not known.isdisjoint(map(references.key, _noted(_text(spec, item)))))
    return tied > 0 and tied * 2 >= len(spec.scenarios) + len(spec.criteria)


def _criteria(spec: Spec) -> Iterator[str]:
    """The text of everything that may verify a requirement, or say which requirements a story is about."""
    text = spec.document.text
    declared = [*(item.start for item in spec.requirements), len(text)]
    for story in spec.stories:
        yield text[story.start : min(story.end, declared[bisect_left(declared, story.start)])]
    for scenario in spec.scenarios:
        yield text[scenario.start : scenario.end]
    for item in (*spec.criteria, *spec.success_criteria, *spec.edge_cases):
        yield _text(spec, item)


def _superseded(spec: Spec) -> set[str]:
    """The keys of the requirements that others of this specification say they take the place of."""
    if link_notes.SUPERSEDES not in spec.document.text:
        return set()
    notes = (note for item in spec.requirements for note in link_notes.notes(_text(spec, item)))
    return {references.key(target) for note in notes if note.kind == link_notes.SUPERSEDES for target in note.targets}


def _noted(text: str) -> list[str]:
    return [target for note in link_notes.notes(text) for target in note.targets]


def _text(spec: Spec, item: Requirement) -> str:
    return spec.document.text[item.start : item.end]
