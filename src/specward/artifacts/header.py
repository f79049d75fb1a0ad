"""The head of a document: its title, and the `**Status**: Draft` fields between the title and the first section.

Forms of a field: one a line (with or without two trailing spaces, or a blank line between), as bullets, the colon
inside the bold, several on one line separated by `|`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.finding import Span
from specward.markdown.scan import HEADING, ITEM, PARAGRAPH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.markdown.document import Document

_LEADS = ("specification", "spec", "plan", "tasks", "task list", "checklist", "work packages", "constitution")


class Field(NamedTuple):
    """One field."""

    name: str
    """As written."""
    value: str
    """As written, without backquotes and blanks around it."""
    start: int
    """Of the value."""
    end: int


def title(document: Document) -> tuple[str, Span | None]:
    """The first heading of level 1, else the first heading, without a lead such as `Feature Specification:`."""
    headings = document.headings
    if not headings:
        return "", None
    heading = next((block for block in headings if block.depth == 1), headings[0])
    words = document.words(heading)
    lead, colon, rest = words.partition(":")
    start = heading.text_start
    if colon and rest.strip() and lead.rstrip().lower().endswith(_LEADS):
        start += len(words) - len(rest.lstrip())
    return document.text[start : heading.text_end], Span(start, heading.text_end)


def header_fields(document: Document) -> dict[str, Field]:
    """The fields before the first section, by lower-case name; of two with one name the first."""
    found: dict[str, Field] = {}
    for block in document.blocks:
        if block.kind in {PARAGRAPH, ITEM}:
            for field in fields(document.text, block.text_start, block.text_end):
                found.setdefault(field.name.lower(), field)
        elif block.kind == HEADING and block.depth > 1:
            break
    return found


def fields(text: str, start: int, end: int) -> Iterator[Field]:
    """The `**Name**: value` fields of one paragraph or item, in order."""
    if text.find("**", start, end) < 0:
        return
    for match in _field().finditer(text, start, end):
        value_start, value_end = match.span("value")
        while value_end > value_start and text[value_end - 1] in " \t\\`":
            value_end -= 1
        while value_start < value_end and text[value_start] == "`":
            value_start += 1
        yield Field(match["name"].strip(), text[value_start:value_end], value_start, value_end)


@cache
def _field() -> re.Pattern[str]:
    return re.compile(
        r"\*\*(?P<name>[^*\r\n:：]{1,60})(?:[:：]\*\*|\*\*[ \t]?[:：])[ \t]*"
        r"(?P<value>(?:[^\r\n|]++|\|(?![ \t]*\*\*))*+)"
    )
