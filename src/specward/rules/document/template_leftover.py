"""A placeholder of the template is left in a document.

## What it does

Reports each placeholder of the document's template that is still there: those of spec-kit, SpecKit Plus and MADR, and
the `[TODO: …]` that `spec new` writes. Those of one table are reported once. So is the end of the template where it was
left below what somebody wrote: three or more different placeholders, and one in each section from the first of them
on. Text in code and in comments is left alone, and so is front matter but for that of a decision record.

A comment of the template that says what to fill in (`ACTION REQUIRED: …`) is information: no reader sees it. The fix
deletes it, but not where the section still has what it says to remove.

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

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from specward.artifacts.template_tokens import OURS, different, leftovers, marked, sections_with, unfilled
from specward.finding import Edit, Fix, Severity, Span
from specward.markdown.scan import HTML, TABLE
from specward.rule import Fault, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specward.markdown.document import Document
    from specward.markdown.scan import Block
    from specward.project import Project


_TAIL = 3
"""So many different placeholders, or more, are a piece of the template and no oversight."""

_INSTRUCTION = "ACTION REQUIRED:"
_UNUSED = "[REMOVE IF UNUSED]"
"""Marks the layouts of which a plan keeps one."""


@rule("DOC003", Severity.WARNING, Scope.DOCUMENT, fixable=True, read=30, right=30)
def check(document: Document, project: Project) -> Iterator[Fault]:
    """Yield a fault for each placeholder, or table of them, of a document that is otherwise filled in."""
    kind = project.kinds.get(document.path)
    if kind is None:
        return
    places = leftovers(document, kind)
    if places and unfilled(document, places):
        return
    if _INSTRUCTION in document.text:
        yield from _instructions(document)
    if not places:
        return
    if _is_tail(document, places):
        yield Fault(
            document.place(*marked(document, places[0])),
            "the template's tail is left from here on",
            help="delete these lines, or fill them in where they belong",
        )
        return
    for place, others in _once_a_table(document, places):
        more = f", and {others} more in this table" if others else ""
        yield Fault(
            document.place(*marked(document, place)),
            f"a placeholder is left: {_shown(document.slice(place))}{more}",
            help="write what belongs here, or remove the line where it does not apply",
        )


def _instructions(document: Document) -> Iterator[Fault]:
    """A fault for each comment that tells the author what to fill in."""
    from specward.markdown.removal import most_removals

    left = most_removals(document.text)
    for block in document.blocks:
        found = _instruction().match(document.text, block.start, block.end) if block.kind == HTML else None
        if found:
            left -= 1
            yield Fault(
                document.place(*found.span("first")),
                "an instruction of the template is left in a comment",
                help="delete the comment once it is followed",
                severity=Severity.INFO,
                fix=_without(document, block) if left >= 0 else None,
            )


def _without(document: Document, comment: Block) -> Fix | None:
    """The document without the comment; None where anything else would be read otherwise."""
    from specward.markdown.removal import comment_removal

    if not document.text.startswith("<!--", comment.start) or _is_to_be_followed(document, comment):
        return None
    span, same = comment_removal(document, comment.start, comment.end)
    return Fix("delete the comment", (Edit(document.path, span, ""),), safe=True) if same else None


def _is_to_be_followed(document: Document, comment: Block) -> bool:
    """Whether the section below a comment still has what the template wants to be removed: there it has its use."""
    following = document.heading_from(comment.end)
    end = following.start if following else len(document.text)
    return document.text.find(_UNUSED, comment.end, end) >= 0


def _is_tail(document: Document, places: Sequence[Span]) -> bool:
    """Whether the placeholders are the end of the template, below sections that are written."""
    if different(document, places) < _TAIL or any(document.slice(place).startswith(OURS) for place in places):
        return False
    total, held = sections_with(document, places)
    first = min(held)
    return first > 1 and held == set(range(first, total + 1))


def _once_a_table(document: Document, places: Sequence[Span]) -> Iterator[tuple[Span, int]]:
    """The places, of those in one table the first alone, each with the number of others that it stands for."""
    tables = [block for block in document.blocks if block.kind == TABLE]
    starts = [table.start for table in tables]
    held: dict[int, list[Span]] = {}
    for place in places:
        index = bisect_right(starts, place.start) - 1
        in_table = index >= 0 and place.start < tables[index].end
        held.setdefault(starts[index] if in_table else place.start, []).append(place)
    for first, *others in held.values():
        yield first, len(others)


def _shown(words: str) -> str:
    """A placeholder as a message shows it: dots where it goes on after the words that are known."""
    goes_on = words.count("[") > words.count("]") or words.count("{") > words.count("}")
    return f"{words}…" if goes_on else words


@cache
def _instruction() -> re.Pattern[str]:
    return re.compile(r"<!--\s{0,40}(?P<first>ACTION REQUIRED:[^<>\r\n]{0,200})[^<>]{0,2000}-->")
