"""The title of a standard section has a slip of the hand.

## What it does

Reports a heading of level 2 or 3 that is one letter per word away from the title of a standard section of its kind of
document (a letter too many, too few or wrong, or two that have changed places), in any language known, where the
document has no such section otherwise. The fix mends the words with a slip and leaves the rest of the heading alone.

## Why is this bad?

Agents and tools find a section by its title. What stands under `## Sucess Criteria` is passed over as if it were not
there.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login

## Requirments *(mandatory)*

- **FR-001**: The system MUST refuse a wrong password.
```

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login

## Requirements *(mandatory)*

- **FR-001**: The system MUST refuse a wrong password.
```

## Limits

Another form of a word is no slip (`Requirement`, `Success Criterion`), nor is another word (`Technical Content`), nor
anything in words of fewer than five letters, in first or last letters, or in scripts without capitals. Missing accents
are no slip. Where the document links to the heading the fix is not safe, for the link's anchor would change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.standard_sections import standard_sections
from specward.finding import Edit, Fix, Severity, Span
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.standard_sections import Misspelt
    from specward.markdown.document import Document
    from specward.project import Project


@rule("DOC005", Severity.WARNING, Scope.DOCUMENT, fixable=True, records=False)
def check(document: Document, project: Project) -> Iterator[Fault]:
    """Yield a fault for each standard section whose title has a slip."""
    kind = project.kinds.get(document.path)
    for found in standard_sections(document, kind, project.vocabulary).misspelt:
        edits = tuple(_edits(document, found))
        heading = found.section.heading
        place = edits[0].span if edits else Span(heading.text_start, heading.text_end)
        yield Fault(
            document.place(*place),
            f"{document.slice(place)!r} in the title of a standard section",
            help=f"write {_in_case(document.slice(place), found.meant.wrong[0][1])!r}",
            fix=Fix("mend the title", edits, safe=not _is_linked(document, found)) if edits else None,
        )


def _edits(document: Document, found: Misspelt) -> Iterator[Edit]:
    """Each word with a slip and the right one, where the heading holds it as plain text, once."""
    heading = found.section.heading
    words = document.words(heading)
    lower = words.lower()
    for wrong, right in found.meant.wrong:
        at = lower.find(wrong)
        if at < 0 or lower.count(wrong) > 1 or len(lower) != len(words):
            continue
        span = Span(heading.text_start + at, heading.text_start + at + len(wrong))
        yield Edit(document.path, span, _in_case(document.slice(span), right))


def _in_case(written: str, right: str) -> str:
    """The right word in capitals where the written one is, with a capital first letter where it has one."""
    if written.isupper():
        return right.upper()
    return right[:1].upper() + right[1:] if written[:1].isupper() else right


def _is_linked(document: Document, found: Misspelt) -> bool:
    """Whether an anchor in the document holds a word with a slip: `#sucess-criteria`."""
    text = document.text
    if "(#" not in text:
        return False
    lower = text.lower()
    return any(f"#{wrong}" in lower or f"-{wrong}" in lower for wrong, _ in found.meant.wrong)
