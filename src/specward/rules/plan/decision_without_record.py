"""A plan makes an architectural decision, and no record says why.

## What it does

Looks at the choices that a feature's `plan.md` and `research.md` state, with the test that `spec adr suggest` uses: a
choice deserves a record if it has long-term impact, alternatives were weighed, and it reaches beyond one place. Reports
those that no decision record covers and that nobody has declined; choices of one area are one finding.

## Why is this bad?

The plan is read while the feature is built. Who wonders two years later why it is PostgreSQL looks among the decisions,
and decides again.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login
```

```markdown specs/001-login/plan.md
# Implementation Plan: Login

## Decisions

### Database

**Decision**: PostgreSQL for all persistent data
**Rationale**: transactions across all services
**Alternatives considered**: MongoDB, rejected for its weaker transactions
```

```markdown history/adr/0001-record-decisions.md
# ADR-0001: Record decisions

- **Status:** Accepted
```

## Use instead

Write the record, `spec new adr --suggestion KEY`, or say that none is wanted: `spec adr suggest --decline KEY`.

```markdown specs/001-login/spec.md
# Feature Specification: Login
```

```markdown specs/001-login/plan.md
# Implementation Plan: Login

## Decisions

### Database

**Decision**: PostgreSQL for all persistent data
**Rationale**: transactions across all services
**Alternatives considered**: MongoDB, rejected for its weaker transactions
```

```markdown history/adr/0001-database.md
# ADR-0001: PostgreSQL as database

- **Status:** Accepted

## Decision

All persistent data is kept in PostgreSQL.
```

## Limits

Only choices that are written down as such are found. A project that has no decision record and configures nothing of
`adr` is left alone. Whether a choice is worth a record is for people to say, so the finding is an info, and a warning
in the profiles `strict` and `safety`: of nineteen in real projects, two were what the constitution demands, and two
told again of a decision of which another finding had told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.kind import Kind
from specward.finding import Position, Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.adr.suggest.suggestion import Suggestion
    from specward.markdown.document import Place
    from specward.project import Feature, Project

_SHOWN = 100


@rule("PLN005", Severity.INFO, Scope.FEATURE, strict=Severity.WARNING, read=19, right=15)
def check(feature: Feature, project: Project) -> Iterator[Fault]:
    """Yield a fault for each suggestion that is open."""
    if feature.path(Kind.PLAN) is None:
        return
    from specward.adr.suggest.pending import keeps_records, of_plan

    for suggestion in of_plan(project, feature) if keeps_records(project) else ():
        if suggestion.is_open:
            brief = suggestion.brief if len(suggestion.brief) <= _SHOWN else f"{suggestion.brief[:_SHOWN].rstrip()}…"
            yield Fault(
                _place(suggestion, project),
                f"no record says why: {brief}",
                help=(
                    f"`spec new adr --suggestion {suggestion.key}`, "
                    f"or decline it: `spec adr suggest --decline {suggestion.key}`"
                ),
            )


def _place(suggestion: Suggestion, project: Project) -> Place:
    """The line on which the weightiest choice stands."""
    from specward.markdown.document import Place

    passage = suggestion.place
    document = project.document(passage.path)
    if document is None:
        return Place(passage.path)
    start = document.offset(Position(passage.line, 1))
    return document.place(start, start + len(document.line_text(passage.line)))
