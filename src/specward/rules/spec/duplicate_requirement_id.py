"""Two requirements of a specification have the same id.

## What it does

Reports every requirement, success criterion, acceptance criterion or edge case whose id was declared before in the
same document. An id is declared by a bullet, a paragraph, a heading or a table row that begins with it; an id
anywhere else is a citation. Duplicates that follow each other, as a block pasted twice, are one finding.

## Why is this bad?

A plan, task or test that names the id then means one of two things, and nobody can tell which.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login

- **FR-001**: System MUST accept a password.
- **FR-001**: System MUST end a session after 30 minutes.
```

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login

- **FR-001**: System MUST accept a password.
- **FR-002**: System MUST end a session after 30 minutes.
```

## Limits

`FR-1` and `FR-001` are different ids. A list that repeats ids in another section, such as a coverage summary, is
taken for an index and is not reported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.requirement import Requirement
    from specward.artifacts.spec import Spec
    from specward.project import Project

    Pair = tuple[Requirement, Requirement]
    """The first declaration of an id, and a later one."""

_SHOWN = 12
"""Of how many duplicates of a run both places are shown, beside the first."""


@rule("SPC002", Severity.ERROR, Scope.SPEC)
def check(spec: Spec, project: Project) -> Iterator[Fault]:
    """Yield a fault for each run of declarations of ids that were declared before."""
    first: dict[str, Requirement] = {}
    for items in (spec.requirements, spec.success_criteria, spec.criteria, spec.edge_cases):
        run: list[Pair] = []
        for item in items:
            before = first.setdefault(item.id, item)
            if before is not item:
                run.append((before, item))
            elif run:
                yield _fault(spec, run)
                run = []
        if run:
            yield _fault(spec, run)


def _fault(spec: Spec, run: list[Pair]) -> Fault:
    place = spec.document.place
    (before, item), *others = run
    related = [place(before.id_start, before.id_end, "first declared here")]
    for earlier, later in others[:_SHOWN]:
        related.append(place(earlier.id_start, earlier.id_end, "first declared here"))
        related.append(place(later.id_start, later.id_end, f"{later.id} again"))
    message = f"{item.id} is declared a second time"
    if others:
        message = f"{len(run)} ids, {item.id} to {others[-1][1].id}, are declared a second time"
    copies = all(_alike(earlier.text, later.text) for earlier, later in run)
    help_ = "delete one copy" if copies else "give one of the two the next free id, and mend what cites it"
    return Fault(place(item.id_start, item.id_end), message, help=help_, related=tuple(related))


def _alike(one: str, other: str) -> bool:
    """Whether four of five words of the shorter text stand in the longer one."""
    words, others = set(one.lower().split()), set(other.lower().split())
    return len(words & others) * 5 >= min(len(words), len(others)) * 4
