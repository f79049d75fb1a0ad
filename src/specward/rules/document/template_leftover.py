"""A placeholder of the template is left in a document.

## What it does

Reports each placeholder of the document's template that is still there: those of spec-kit, SpecKit Plus and MADR, and
the `[TODO: …]` that `spec new` writes. Text in code and in comments is left alone.

## Why is this bad?

A reader takes the placeholder for a decision, or the document for unfinished, and both may be wrong.

## Example

```markdown specs/001-login/plan.md
# Implementation Plan: Login

**Branch**: `001-login` | **Date**: 2026-01-02 | **Spec**: [link]
```

## Use instead

```markdown specs/001-login/plan.md
# Implementation Plan: Login

**Branch**: `001-login` | **Date**: 2026-01-02 | **Spec**: [spec.md](spec.md)
```

## Limits

A document in which hardly anything was filled in is reported once, by `unfilled-template`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.template_tokens import leftovers, unfilled
from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.markdown.document import Document
    from specward.project import Project


@rule("DOC003", Severity.WARNING, Scope.DOCUMENT)
def check(document: Document, project: Project) -> Iterator[Fault]:
    """Yield a fault for each placeholder of a document that is otherwise filled in."""
    kind = project.kinds.get(document.path)
    if kind is None:
        return
    places = leftovers(document, kind)
    if unfilled(document, places):
        return
    for place in places:
        yield Fault(
            document.place(*place),
            f"a placeholder is left: {document.slice(place)}",
            help="write what belongs here, or remove the line where it does not apply",
        )
