"""Two requirements of a specification have the same id.

## What it does

Reports every requirement, success criterion, acceptance criterion or edge case whose id was declared before in the
same document. An id is declared by a bullet, a paragraph, a heading or a table row that begins with it; an id
anywhere else is a citation.

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


@rule("SPC002", Severity.ERROR, Scope.SPEC)
def check(spec: Spec, project: Project) -> Iterator[Fault]:
    """Yield a fault for each declaration of an id that was declared before."""
    first: dict[str, Requirement] = {}
    for items in (spec.requirements, spec.success_criteria, spec.criteria, spec.edge_cases):
        for item in items:
            before = first.setdefault(item.id, item)
            if before is not item:
                yield Fault(
                    spec.document.place(item.id_start, item.id_end),
                    f"{item.id} is declared a second time",
                    help="give one of the two the next free id, and mend what cites it",
                    related=(spec.document.place(before.id_start, before.id_end, "first declared here"),),
                )
