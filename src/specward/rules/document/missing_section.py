"""A specification or plan lacks one of its mandatory sections.

## What it does

Reports a specification that has two of its three mandatory sections (user scenarios, requirements, success criteria)
and lacks the third, and a plan that has three of its four (summary, technical context, constitution check, project
structure) and lacks the fourth.

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
success criteria. It is a warning, since 9% of real specifications lack exactly one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.kind import Kind
from specward.finding import Severity
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
        "Technical Context": ("technical context",),
        "Constitution Check": ("constitution check", "charter check"),
        "Project Structure": ("project structure", "source code"),
    },
}
"""The mandatory sections of spec-kit's templates, and the words by which a heading is known as each."""
_FORM_OF_2025 = ("execution flow (main)", "primary user story")
"""Headings that only the template of before October 2025 has."""


@rule("DOC004", Severity.WARNING, Scope.DOCUMENT)
def check(document: Document, project: Project) -> Iterator[Fault]:
    """Yield a fault where exactly one mandatory section is missing."""
    kind = project.kinds.get(document.path)
    mandatory = _MANDATORY.get(kind) if kind else None
    if not mandatory or not document.headings:
        return
    titles = [document.words(heading).lower() for heading in document.headings]
    missing = [
        name for name, words in mandatory.items() if not any(word in title for title in titles for word in words)
    ]
    if len(missing) == 1 and not any(title.startswith(_FORM_OF_2025) for title in titles):
        first = document.headings[0]
        yield Fault(
            document.place(first.start, first.end),
            f"there is no section {missing[0]!r}",
            help=f"add `## {missing[0]}`",
        )
