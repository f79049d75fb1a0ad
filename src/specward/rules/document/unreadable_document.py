"""A document cannot be read as it was meant.

## What it does

Reports a document that is not UTF-8, holds NUL characters, or opens a code fence and never closes it, so that all that
follows counts as code. Such a document is still checked as far as it can be: bytes that are not UTF-8 are read as
Windows-1252, and an unclosed fence is taken to end at the next heading of level 2.

An unclosed fence is a warning where it hides no part of the document: where no heading from level 2 on, check box,
bold id, scenario or other fence follows it, and in a list item, whose end is the end of the fence too.

## Why is this bad?

Tools disagree about what such a document says. Requirements below an unclosed fence are invisible to every renderer.

## Example

~~~markdown specs/001-login/spec.md
# Feature Specification: Login

```text
POST /login

- **FR-001**: The system MUST refuse a wrong password.
~~~

## Use instead

~~~markdown specs/001-login/spec.md
# Feature Specification: Login

```text
POST /login
```

- **FR-001**: The system MUST refuse a wrong password.
~~~

## Limits

Fences inside prompt records are left alone: a prompt is kept as it was typed. So are those of an agent definition,
which no one renders.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.artifacts.kind import Kind
from specward.finding import Severity
from specward.markdown.document import UTF8
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.markdown.document import Document
    from specward.markdown.scan import Block
    from specward.project import Project


@rule("DOC001", Severity.ERROR, Scope.DOCUMENT, read=16, right=16)
def check(document: Document, project: Project) -> Iterator[Fault]:
    """Yield a fault for bad encoding, the first NUL, and an unclosed fence."""
    text = document.text
    if document.encoding != UTF8:
        place = document.place(document.undecodable, document.undecodable + 1)
        yield Fault(place, "not UTF-8 from here on", help="save the file as UTF-8")
    nul = text.find("\0")
    if nul >= 0:
        yield Fault(document.place(nul, nul + 1), "a NUL character", help="remove it, or save the file as UTF-8")
    if project.kinds.get(document.path) not in {Kind.PHR, Kind.AGENT} and ("```" in text or "~~~" in text):
        for fence in document.fences:
            if not fence.closed:
                yield _unclosed(document, fence)


def _unclosed(document: Document, fence: Block) -> Fault:
    line_end = document.text.find("\n", fence.start)
    place = document.place(fence.start, line_end if line_end >= 0 else len(document.text))
    if line_end < 0 or not document.text[line_end:].strip():
        return Fault(place, "stray code fence", help="delete this line", severity=Severity.WARNING)
    # CommonMark 0.31.2, section 5.2: what stands in a list item ends with it. `depth` counts the items around a fence.
    hides = not fence.depth and _structure().search(document.text, line_end)
    return Fault(
        place,
        "this code fence is never closed",
        help="close it with the same marks on a line of their own",
        severity=None if hides else Severity.WARNING,
    )


@cache
def _structure() -> re.Pattern[str]:
    """A line that is a part of the document wherever it stands: heading, check box, declared id, scenario, fence."""
    item = r"(?:[-*+]|[0-9]{1,9}[.)])[ \t](?:\[[ xX]\]|\*\*(?:[A-Z]+-?[0-9]|Given\b))"
    return re.compile(rf"^[ \t]*(?:#{{2,6}}[ \t]|{item}|```|~~~)", re.MULTILINE)
