"""A feature's documents name some of the decisions made for it, and leave one out.

## What it does

Looks at features whose specification, plan or tasks name a decision. Reports each record whose field `Feature` names
such a feature and that none of the three documents names.

## Why is this bad?

Who reads the plan takes the decisions that it names for all of them.

## Example

```markdown specs/001-login/plan.md
# Implementation Plan: Login

## Decisions

- Sessions are kept in Redis: ADR-0001
```

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Status:** Accepted
- **Feature:** 001-login
```

```markdown history/adr/0002-password-hash.md
# ADR-0002: Password hash

- **Status:** Accepted
- **Feature:** 001-login
```

## Use instead

```markdown specs/001-login/plan.md
# Implementation Plan: Login

## Decisions

- Sessions are kept in Redis: ADR-0001
- Passwords are hashed with Argon2: ADR-0002
```

```markdown history/adr/0001-session-store.md
# ADR-0001: Session store

- **Status:** Accepted
- **Feature:** 001-login
```

```markdown history/adr/0002-password-hash.md
# ADR-0002: Password hash

- **Status:** Accepted
- **Feature:** 001-login
```

## Limits

Features whose documents name no decision at all are left alone: there the records are the one place. So are records
that were given up, and records in the feature's own folder. A plan may name decisions of other features; nothing is
asked of those.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Feature, Project


@rule("ADR023", Severity.INFO, Scope.FEATURE, needs=Need.DECISIONS)
def check(feature: Feature, project: Project) -> Iterator[Fault]:
    """Yield a fault, where the feature's documents first name a decision, for each that they leave out."""
    from specward.adr.chain.feature_decisions import decisions_of, made_for
    from specward.markdown.document import Place

    if feature.folder not in made_for(project):
        return
    decisions, inside = decisions_of(feature, project), f"{feature.folder}/"
    left_out = [entry for entry in decisions.unnamed if entry.is_live and not entry.path.startswith(inside)]
    first = decisions.named[0] if left_out and decisions.named else None
    document = project.document(first.document) if first else None
    if first is None or document is None:
        return
    for entry in left_out:
        yield Fault(
            document.place(first.start, first.end),
            f"{entry.name} was made for this feature, and neither specification nor plan nor tasks name it",
            help="name it where its choice shows" + (f": {entry.title}" if entry.title else ""),
            related=(Place(entry.path, label="this record"),),
        )
