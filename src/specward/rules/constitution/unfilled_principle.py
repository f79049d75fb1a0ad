"""A principle of the constitution is still the template's placeholder, or says nothing.

## What it does

Reports each principle whose name or text is a placeholder of the template (`[PRINCIPLE_2_NAME]`), or that has no text
but the template's comments.

## Why is this bad?

Every plan answers to the principles. One that says nothing cannot be met, checked or broken.

## Example

```markdown .specify/memory/constitution.md
# Login Constitution

## Core Principles

### I. Library First

[PRINCIPLE_1_DESCRIPTION]

**Version**: 1.0.0 | **Ratified**: 2026-01-31 | **Last Amended**: 2026-01-31
```

## Use instead

```markdown .specify/memory/constitution.md
# Login Constitution

## Core Principles

### I. Library First

Every feature MUST start as a library.

**Version**: 1.0.0 | **Ratified**: 2026-01-31 | **Last Amended**: 2026-01-31
```

## Limits

Only the placeholders of the known templates count; a word in capitals and brackets of your own does not. A
constitution that is still the template as a whole is reported once, by `DOC002`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.kind import Kind
from specward.artifacts.template_tokens import leftovers, unfilled
from specward.finding import Severity
from specward.markdown import inline
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.constitution import Constitution
    from specward.project import Project

_HELP = "write the principle, or delete it"


@rule("CON001", Severity.ERROR, Scope.CONSTITUTION)
def check(constitution: Constitution, project: Project) -> Iterator[Fault]:
    """Yield a fault for each principle that is not filled in."""
    document = constitution.document
    tokens = leftovers(document, Kind.CONSTITUTION)
    if unfilled(document, tokens):
        return
    for principle in constitution.principles:
        heading = principle.heading
        token = next((span for span in tokens if heading.start <= span.start < principle.end), None)
        if token:
            yield Fault(document.place(*token), f"{principle.id} is not filled in", help=_HELP)
        elif not inline.visible(document.text, principle.start, principle.end).strip(" \t\r\n-*_"):
            yield Fault(
                document.place(heading.start, heading.end),
                f"{principle.id} says nothing",
                help=_HELP,
            )
