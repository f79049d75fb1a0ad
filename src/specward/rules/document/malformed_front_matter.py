"""Front matter is not the YAML that it is meant to be.

## What it does

Reports front matter that is never closed, or that YAML refuses: most often a value that holds a colon followed by a
blank. The document is still read, line by line.

## Why is this bad?

Every tool that reads the document's data reads something else, or nothing.

## Example

```markdown specs/001-login/tasks.md
---
description: Tasks: the login form
---

# Tasks: Login

- [ ] T001 Add the form in src/form.py
```

## Use instead

```markdown specs/001-login/tasks.md
---
description: "Tasks: the login form"
---

# Tasks: Login

- [ ] T001 Add the form in src/form.py
```

## Limits

The fix quotes values, adds the blank that `key:value` lacks, deletes a key that is there twice with one value, and
closes front matter that ends before a heading. It is offered only where YAML then reads what was read line by line; it
is not safe where a ` #` in or behind a value may begin a remark, which YAML drops. Where keys hold text of several
lines, there is no telling.

Front matter that still holds `{{TOKENS}}` of a template is reported as unfilled, not as malformed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from specward.finding import Edit, Fix, Severity
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.finding import Span
    from specward.markdown.document import Document
    from specward.markdown.front_matter import FrontMatter
    from specward.project import Project


_PLAINLY = {
    "front matter is no mapping": "front matter holds no `key: value`",
    "mapping values are not allowed in this context": "a value that holds a colon and a blank needs quotes",
    "did not find expected key": "what stands here is no YAML",
    "found a tab character where an indentation space is expected": "a tab stands where YAML indents with blanks",
}
"""What is wrong in plain words, for the words that the parser has for it."""
_BLOCK = "write `key: |` and the text below it, indented"
_NO_KEYS = "write the keys between this line and a second one of `---`"
_MENDS = {
    "not closed": "add a line `---` after the last key; a value of several lines needs `key: |` and indent",
    "too long": "keep the keys here, and move the text below the closing `---`",
    "no mapping": "write one `key: value` a line",
    "tab character": "indent with blanks: YAML takes no tabs",
    "'\\t'": "indent with blanks: YAML takes no tabs",
    "duplicate key": "delete one of the two",
    "could not find expected ':'": _BLOCK,
}
"""What to do about a problem, by the words that tell it."""


@rule("DOC009", Severity.ERROR, Scope.DOCUMENT, fixable=True, read=42, right=42)
def check(document: Document, project: Project) -> Iterator[Fault]:
    """Yield a fault where the front matter could not be read as YAML."""
    front_matter = document.front_matter
    if front_matter is None:
        return
    if front_matter.problem and not _holds_a_token(document, front_matter):
        place = document.place(front_matter.problem_start, front_matter.problem_end)
        mend = _mend(document, front_matter) if front_matter.entries else _NO_KEYS
        problem = _PLAINLY.get(front_matter.problem, front_matter.problem)
        yield Fault(place, problem, help=mend, fix=_fix(document, front_matter))


def _holds_a_token(document: Document, front_matter: FrontMatter) -> bool:
    """Whether it was never filled in, as `unfilled-record` and `unfilled-template` say."""
    return re.search(r"\{\{[A-Z][A-Z_]*\}\}", document.text[front_matter.start : front_matter.end]) is not None


def _fix(document: Document, front_matter: FrontMatter) -> Fix | None:
    """What makes it the YAML that was read line by line; None where that is not sure."""
    from specward.markdown.mending import mended

    found = mended(document.text, front_matter)
    if found is None:
        return None
    edits = tuple(Edit(document.path, span, words) for span, words in found.edits)
    return Fix("close it with a line of ---" if found.closes else _title(found.edits), edits, safe=found.sure)


def _title(edits: tuple[tuple[Span, str], ...]) -> str:
    """The fix in words, by what is written first."""
    words = edits[0][1]
    if not words:
        return "delete the key that is there twice"
    return "put a blank after the colon" if words == " " else "put the value in quotes"


def _mend(document: Document, front_matter: FrontMatter) -> str:
    """What to do about the problem, by its words, the line where it shows itself, and what follows."""
    for words, mend in _MENDS.items():
        if words in front_matter.problem:
            return mend
    number = document.position(front_matter.problem_start).line
    line = document.line_text(number).strip()
    quotes = "'" if '"' in line else '"'
    if line.startswith("- "):
        return f"put the item in quotes: - {quotes}…{quotes}"
    below = document.line_text(number + 1) if number < document.position(front_matter.content_end).line - 1 else ""
    if line.endswith(":") or ('"' in line and "'" in line) or (below.strip() and not _begins_an_entry(below)):
        return _BLOCK
    return f"put the value in quotes: key: {quotes}value{quotes}"


def _begins_an_entry(line: str) -> bool:
    """Whether a line of front matter begins a key, an item or a comment, and so goes on with no value."""
    return re.match(r"[ \t]*(?:-[ \t]|#|[\w-]+[ \t]*:(?:[ \t]|$))", line) is not None
