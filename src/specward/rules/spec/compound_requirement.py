"""A requirement asks for many things at once.

## What it does

Reports a requirement in which four or more words oblige, such as MUST and SHALL, or their like in the languages known.

## Why is this bad?

It can be half met. A tick, a test or a criterion that names it says nothing about which of the obligations holds, and a
change to one of them puts all links to it in doubt.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login

- **FR-001**: The system MUST ask for a password, MUST store only its hash, MUST lock the account after five wrong ones
  and MUST tell the owner.
```

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login

- **FR-001**: The system MUST ask for a password.
- **FR-002**: The system MUST store only the hash of a password.
- **FR-003**: The system MUST lock an account after five wrong passwords and tell its owner.
```

## Limits

It is an information: long requirements are a style, and two or three obligations often belong together. What is nested
under a requirement is not counted: there each obligation has a line of its own. `and/or` alone is no fault.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.markdown import inline
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.spec import Spec
    from specward.project import Project

_MANY = 4
_SHORTEST = 60
"""Characters: less cannot oblige so often."""


@rule("SPC005", Severity.INFO, Scope.SPEC, read=19, right=17)
def check(spec: Spec, project: Project) -> Iterator[Fault]:
    """Yield a fault for each requirement with many obligations."""
    vocabulary = project.vocabulary
    for item in spec.requirements:
        if len(item.text) < _SHORTEST or not vocabulary.obliges(item.text, _MANY):
            continue
        if vocabulary.obliges(inline.visible(item.text, 0, len(item.text)), _MANY):
            yield Fault(
                spec.document.place(item.id_start, item.id_end),
                f"{item.id} obliges {_MANY} times or more",
                help="make a requirement of each obligation that can be met without the others",
            )
