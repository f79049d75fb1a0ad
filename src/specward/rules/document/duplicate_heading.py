"""A document has the same standard section twice.

## What it does

Reports a heading of level 2 of a standard section (`Requirements`, `Technical Context`) that an earlier one has too.

## Why is this bad?

Agents and tools read the first section of a name and pass over the second. Two of them are mostly a template pasted
again, or an amendment that was meant to replace what stands above.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login

## Requirements

- **FR-001**: The system MUST refuse a wrong password.

## Requirements

- **FR-002**: The system MUST lock an account after five wrong passwords.
```

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login

## Requirements

- **FR-001**: The system MUST refuse a wrong password.
- **FR-002**: The system MUST lock an account after five wrong passwords.
```

## Limits

The same title at a deeper level is no fault, such as `Edge Cases` under each of several stories, nor is a `Summary` at
the end beside the one at the beginning, nor are other titles: `Notes` come again and again on purpose. It is an
information: of the 7 headings found in real projects, 2 began parts that their authors had added on purpose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.standard_sections import standard_sections
from specward.finding import Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.markdown.document import Document, Section
    from specward.project import Project


_LEVEL = 2
_AT_BOTH_ENDS = "Summary"


@rule("DOC011", Severity.INFO, Scope.DOCUMENT, records=False, read=17, right=15)
def check(document: Document, project: Project) -> Iterator[Fault]:
    """Yield a fault for each standard section that came before."""
    first: dict[str, Section] = {}
    for section, name in standard_sections(document, project.kinds.get(document.path), project.vocabulary).found:
        if section.level != _LEVEL or name == _AT_BOTH_ENDS:
            continue
        before = first.setdefault(section.title, section)
        if before is not section:
            yield Fault(
                document.place(section.heading.start, section.heading.end),
                "this section stands in the document already",
                help="join the two, or give one another title",
                related=(document.place(before.heading.start, before.heading.end, "the first one"),),
            )
