"""A checklist of a feature: boxes that someone ticks before the next stage.

Source of the format: `checklist-template.md` of spec-kit and the requirement checklist that its specify command writes.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts import check_box, header
from specward.artifacts.unreadable import Unreadable
from specward.finding import Span
from specward.markdown.scan import HEADING, ITEM

if TYPE_CHECKING:
    from specward.artifacts.header import Field
    from specward.markdown.document import Document
    from specward.markdown.scan import Block


class CheckItem(NamedTuple):
    """One box."""

    id: str | None
    """`CHK001`, or None: the requirement checklist of spec-kit numbers nothing."""
    mark: str
    """The sign in the box."""
    ticked: bool
    text: str
    """What is asked, after box and id."""
    section: str
    """The title of the section that it stands in, as written; empty where it stands in none."""
    start: int
    """Of the list marker."""
    end: int
    box: Span
    """The box with its brackets."""
    id_span: Span | None


class Checklist:
    """A checklist as read."""

    __slots__ = ("document", "fields", "items", "title", "title_span", "unreadable")

    def __init__(self, document: Document) -> None:
        self.document = document
        self.title = ""
        self.title_span: Span | None = None
        self.fields: dict[str, Field] = {}
        """The header fields by lower-case name: `purpose`, `created`, `feature`."""
        self.items: list[CheckItem] = []
        self.unreadable: list[Unreadable] = []
        """Boxes whose mark is neither blank nor a tick."""

    @property
    def open(self) -> list[CheckItem]:
        """The items that are not ticked."""
        return [item for item in self.items if not item.ticked]


def read_checklist(document: Document) -> Checklist:
    """Read a checklist; whatever the text is, nothing is raised."""
    checklist = Checklist(document)
    checklist.title, checklist.title_span = header.title(document)
    checklist.fields = header.header_fields(document)
    section = ""
    for block in document.blocks:
        if block.kind == HEADING:
            section = document.words(block) if block.depth > 1 else ""
        elif block.kind == ITEM:
            mark = check_box.mark(document.text, block)
            if mark:
                _read_item(checklist, block, mark, section)
    return checklist


def _read_item(checklist: Checklist, block: Block, mark: str, section: str) -> None:
    text = checklist.document.text
    words_start = block.text_start + len(mark) + 2
    match = _identity().match(text, words_start, block.text_end)
    ticked = mark in check_box.TICKS
    if not ticked and not mark.isspace():
        checklist.unreadable.append(Unreadable(block.text_start, words_start, f"unknown mark {mark!r} in the box"))
    checklist.items.append(
        CheckItem(
            match["id"] if match else None,
            mark,
            ticked,
            text[match.end() if match else words_start : block.text_end].strip(),
            section,
            block.start,
            block.end,
            Span(block.text_start, words_start),
            Span(*match.span("id")) if match else None,
        )
    )


@cache
def _identity() -> re.Pattern[str]:
    return re.compile(
        r"[ \t]*[*`]{0,3}(?P<id>(?:CHK|CL|AC|Q|C)-?\d{1,4}(?:\.\d{1,3})?[a-z]?)\b[*`]{0,3}[ \t]*[:–—-]?", re.ASCII
    )
