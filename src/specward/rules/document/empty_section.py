"""A standard section says nothing.

## What it does

Reports a standard section of a specification, plan or task list under whose heading nothing stands but blank lines,
rules and comments, up to the next heading of the same or a higher level.

## Why is this bad?

An empty section reads as an answer: nothing to say here. Mostly it means that nobody came back to it, and whoever
reviews the document cannot tell the two apart.

## Example

```markdown specs/001-login/spec.md
# Feature Specification: Login

## Edge Cases

## Requirements

- **FR-001**: The system MUST refuse a wrong password.
```

## Use instead

```markdown specs/001-login/spec.md
# Feature Specification: Login

## Edge Cases

- None: the form has one field.

## Requirements

- **FR-001**: The system MUST refuse a wrong password.
```

## Limits

Only titles of standard sections are known, in the languages that `missing-section` names and as `language.sections`
adds. `None` and `N/A` are answers, in the heading too, and so are headings that should stand a level deeper (`###
Requirements of the list` behind an empty `### Functional Requirements`). A document that is still the template is
reported as such (`unfilled-template`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.artifacts.standard_sections import standard_sections
from specward.artifacts.template_tokens import leftovers, unfilled
from specward.finding import Severity
from specward.markdown.document import normal_title
from specward.markdown.scan import HEADING, HTML, RULE
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.markdown.document import Document, Section
    from specward.project import Project

_LOOK = 80
"""So many characters mostly hold the first words."""


@rule("DOC006", Severity.WARNING, Scope.DOCUMENT, records=False, read=3, right=3)
def check(document: Document, project: Project) -> Iterator[Fault]:
    """Yield a fault for each standard section without content."""
    kind = project.kinds.get(document.path)
    found = standard_sections(document, kind, project.vocabulary).found
    empty = [
        one.section for one in found if _is_empty(document, one.section) and not _is_answered(document, one.section)
    ]
    if not empty or (kind and unfilled(document, leftovers(document, kind))):
        return
    for section in empty:
        heading = section.heading
        yield Fault(
            document.place(heading.start, heading.end),
            "nothing stands in this section",
            help="fill it, say `None` and why, or remove the heading",
        )


def _is_empty(document: Document, section: Section) -> bool:
    first = document.text[section.start : min(section.end, section.start + _LOOK)].lstrip()[:1]
    if first and first not in "<-*_":
        return False
    return all(
        block.kind in {HTML, RULE} and _says_nothing(document, block.start, block.end)
        for block in document.within(section)
    )


def _is_answered(document: Document, section: Section) -> bool:
    """Whether the heading itself says that there is nothing, or headings of one level as `X Requirements` follow."""
    heading = section.heading
    words = document.words(heading)
    if _nothing().search(words):
        return True
    following = document.block_from(section.end)
    if following is None or following.kind != HEADING or following.depth != heading.depth:
        return False
    title, other = normal_title(words), normal_title(document.words(following))
    return title != other and title.rpartition(" ")[2] == other.rpartition(" ")[2]


@cache
def _nothing() -> re.Pattern[str]:
    return re.compile(r"\bN/A\b|\bnone\b|\bnot applicable\b", re.IGNORECASE)


def _says_nothing(document: Document, start: int, end: int) -> bool:
    """Whether a block is a comment or a rule; other HTML may show something."""
    words = document.text[start:end].strip()
    return not words.startswith("<") or (words.startswith("<!--") and words.endswith("-->"))
