"""An item has lost a criterion, task or test that it had in the base.

## What it does

Where a change is held against the state that it starts from (`spec verify --base main`), reports each story,
requirement and criterion that had something linked to it there and has nothing of that kind any more: a criterion, a
task, a test, or a test that verifies all of it. The items of a feature that have lost the same are one finding.

## Why is this bad?

Coverage that gets lost unnoticed is the way in which a project with tests becomes one without. An old project may have
gaps; a change must not make new ones.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login

- **FR-001**: System MUST accept a password.
```

```markdown base:specs/001-login/spec.md
# Feature Specification: Login

- **FR-001**: System MUST accept a password.
```

```markdown specs/001-login/tasks.md
# Tasks: Login

- [ ] T001 Check the password in src/login.py
```

```markdown base:specs/001-login/tasks.md
# Tasks: Login

- [ ] T001 Check the password in src/login.py (FR-001)
```

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login

- **FR-001**: System MUST accept a password.
- **FR-002**: System MUST lock an account after five wrong passwords.
```

```markdown base:specs/001-login/spec.md
# Feature Specification: Login

- **FR-001**: System MUST accept a password.
```

```markdown specs/001-login/tasks.md
# Tasks: Login

- [ ] T001 Check the password in src/login.py (FR-001)
```

```markdown base:specs/001-login/tasks.md
# Tasks: Login

- [ ] T001 Check the password in src/login.py (FR-001)
```

## Limits

Silent where no base is given. New items, and a requirement that has gained a criterion without a test, are no loss. A
feature with another number and the same slug is the same feature. Results of tests are not held against each other:
nobody has those of the base.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule
from specward.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.finding import Location
    from specward.markdown.document import Place
    from specward.project import Project
    from specward.trace.ratchet import Loss

_SHOWN = 50
"""How many further items that have lost the same are shown."""


@rule("TRC011", Severity.ERROR, Scope.PROJECT, needs=Need.BASE)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for what the items of a feature have lost, by its kind."""
    from specward.trace.ratchet import losses

    alike: defaultdict[tuple[str, str], list[Loss]] = defaultdict(list)
    for loss in losses(project, project.base) if project.base else ():
        alike[loss.node.feature, loss.what].append(loss)
    for (_feature, what), (first, *others) in alike.items():
        had = list(dict.fromkeys(loss.was for loss in (first, *others)))
        more, has, it, them = (
            (f" and {len(others)} more", "have", "they", "them") if others else ("", "has", "it", "it")
        )
        yield Fault(
            first.node.place(project),
            f"{first.node.key}{more} {has} no {what} any more; in the base {it} had {listed(had, 1)}",
            help=f"link {them} again, or say in a waiver why {it} may go",
            related=tuple(_place(loss, project) for loss in others[:_SHOWN]),
        )


def _place(loss: Loss, project: Project) -> Place | Location:
    return loss.node.place(project)._replace(label=f"{loss.node.id} had {loss.was}")
