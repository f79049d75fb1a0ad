"""A specification or plan lacks one of its mandatory sections.

## What it does

Reports a specification that has two of its three mandatory sections (user scenarios, requirements, success criteria)
and lacks the third, and a plan that has three of its four (summary, technical context, constitution check, project
structure) and lacks the fourth. The others must bear the template's own titles; the missing one is looked for under
other names too, such as "User Stories" or "Acceptance Criteria".

## Why is this bad?

The section that is missing is the one that nobody thought about: without success criteria nothing can be accepted,
without a constitution check nobody asked the constitution.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login

## User Scenarios & Testing

## Requirements

- **FR-001**: The system MUST refuse a wrong password.
```

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login

## User Scenarios & Testing

## Requirements

- **FR-001**: The system MUST refuse a wrong password.

## Success Criteria

- **SC-001**: 99% of people sign in within two seconds
```

## Limits

A document that follows another outline, or another language, is left alone: where more than one section is missing, the
template is not what its author had in mind. So are specifications in the form of before October 2025, which had no
success criteria, and features whose folder begins with `_`. It is a warning, for a section may be left out on purpose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.kind import Kind
from specward.finding import Severity
from specward.markdown.document import normal_title
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.markdown.document import Document
    from specward.project import Project

_MANDATORY = {
    Kind.SPEC: {
        "User Scenarios & Testing": ("scenario", "user stor"),
        "Requirements": ("requirement",),
        "Success Criteria": ("success criteri", "success metric", "measurable outcome", "acceptance criteri"),
    },
    Kind.PLAN: {
        "Summary": ("summary", "overview"),
        "Technical Context": ("technical", "technolog", "tech stack"),
        "Constitution Check": ("constitution check", "charter check"),
        "Project Structure": ("structure", "source code", "files", "file changes", "layout"),
    },
}
"""The mandatory sections of spec-kit's templates, and the words that a heading of another name has for each."""
_FORM_OF_2025 = ("execution flow (main)", "primary user story")
"""Headings that only the template of before October 2025 has."""
_SECTION_DEPTH = 2


@rule("DOC004", Severity.WARNING, Scope.DOCUMENT)
def check(document: Document, project: Project) -> Iterator[Fault]:
    """Yield a fault where exactly one mandatory section is missing."""
    kind = project.kinds.get(document.path)
    mandatory = _MANDATORY.get(kind) if kind else None
    if not mandatory or not document.headings:
        return
    headings = document.headings
    titles = {normal_title(document.words(block)) for block in headings if block.depth <= _SECTION_DEPTH}
    missing = [name for name in mandatory if name.lower() not in titles]
    if len(missing) != 1 or "/_" in document.path:
        return
    others = (*mandatory[missing[0]], *_FORM_OF_2025)
    if not any(word in document.words(block).lower() for block in headings for word in others):
        first = headings[0]
        yield Fault(
            document.place(first.start, first.end),
            f"there is no section {missing[0]!r}",
            help=f"add `## {missing[0]}`",
        )
