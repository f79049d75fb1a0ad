"""An item is linked to something that the policy does not link it to.

## What it does

Under the profile `strict` or `safety`, reports links that skip a level or lead the wrong way: a task that implements a
principle, a test that verifies a task, a requirement that refines a criterion.

## Why is this bad?

The chain goes principle, requirement, criterion, task, test. A link past one of them looks like coverage, and what was
passed over stays without any.

## Example

```yaml .specify/specward.yml
trace:
  profile: strict
```

```markdown .specify/memory/constitution.md
# Login Constitution

## Core Principles

### I. Library First

Every feature MUST start as a library.
```

```markdown specs/001-login/spec.md
# Feature Specification: Login

- **FR-001**: System MUST accept a password (derives from P-01).
```

```markdown specs/001-login/tasks.md
# Tasks: Login

- [ ] T001 Check the password in src/login.py (P-01)
```

## Use instead

```yaml .specify/specward.yml
trace:
  profile: strict
```

```markdown .specify/memory/constitution.md
# Login Constitution

## Core Principles

### I. Library First

Every feature MUST start as a library.
```

```markdown specs/001-login/spec.md
# Feature Specification: Login

- **FR-001**: System MUST accept a password (derives from P-01).
```

```markdown specs/001-login/tasks.md
# Tasks: Login

- [ ] T001 Check the password in src/login.py (FR-001)
```

## Limits

Silent under the profile `story`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project


@rule("TRC023", Severity.WARNING, Scope.PROJECT, needs=Need.STRICTNESS)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each link that the policy does not know."""
    from specward.trace.build import graph_of
    from specward.trace.profile import allowed_parents, unwanted

    graph = graph_of(project)
    for link in graph.links:
        if unwanted(link, graph):
            child, parent = graph.nodes[link.child], graph.nodes[link.parent]
            wanted = " or ".join(sorted(allowed_parents(child.kind, link.kind))) or "nothing"
            yield Fault(
                child.place(project),
                f"{child.key} {link.kind} {parent.key}, a {parent.kind}",
                help=f"a {child.kind} {link.kind} a {wanted}",
                related=(parent.place(project),),
            )
