"""A document is still the template that it was made from.

## What it does

Reports a specification, plan, tasks, checklist, constitution or decision record in which six or more different
placeholders of its template are left, in half of its sections (`##`) or more; twelve or more count wherever they
stand. Placeholders of spec-kit, SpecKit Plus, MADR and of `spec new` are known; any other bracketed text is the
author's own. The sample rows of a plan's complexity table count as one. A constitution is a warning while its project
has no feature that it could govern.

## Why is this bad?

It looks like a document in every listing, and says nothing.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: [FEATURE NAME]

**Feature Branch**: `[###-feature-name]`

**Created**: [DATE]

### User Story 1 - [Brief Title] (Priority: P1)

[Describe this user journey in plain language]

1. **Given** [initial state], **When** [action], **Then** [expected outcome]
```

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login

**Feature Branch**: `001-login`

**Created**: 2026-01-02

### User Story 1 - Sign in (Priority: P1)

A person with an account signs in and sees their own data.

1. **Given** an account, **When** the right password is sent, **Then** a session starts
```

## Limits

A document in which fewer are left is reported by `template-leftover`, an unfilled prompt record by `unfilled-record`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.kind import Kind
from specward.artifacts.template_tokens import leftovers, marked, unfilled
from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.markdown.document import Document
    from specward.project import Project


@rule("DOC002", Severity.ERROR, Scope.DOCUMENT, read=19, right=19)
def check(document: Document, project: Project) -> Iterator[Fault]:
    """Yield one fault at the first placeholder of an unfilled document."""
    kind = project.kinds.get(document.path)
    if kind is None:
        return
    places = leftovers(document, kind)
    if unfilled(document, places):
        early = kind is Kind.CONSTITUTION and not project.feature_paths
        yield Fault(
            document.place(*marked(document, places[0])),
            f"still the template: {len(places)} placeholders are not filled in, this is the first",
            help="fill the document in, or delete it",
            severity=Severity.WARNING if early else None,
        )
