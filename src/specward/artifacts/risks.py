"""The risks that a section of a plan tells of."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from specward.finding import Span
from specward.markdown import table
from specward.markdown.scan import HEADING, ITEM, TABLE

if TYPE_CHECKING:
    from specward.markdown.block import Block
    from specward.markdown.document import Document, Section


class Risk(NamedTuple):
    """One risk, with all that is said of it."""

    start: int
    end: int
    cells: dict[str, str]
    """Of a row of a table, what stands in each column, by the column's title in lower case; else empty."""


def risks(document: Document, section: Section) -> list[Risk]:
    """The risks that a section lists: in headings such as `Risk 1: …`, else in tables, else in a list."""
    blocks = list(document.within(section))
    headings = [block.start for block in blocks if block.kind == HEADING and _numbered().match(document.words(block))]
    rows = [] if headings else [risk for block in blocks if block.kind == TABLE for risk in _rows(document.text, block)]
    items = [block.start for block in blocks if block.kind == ITEM and block.depth == 0]
    return rows or [Risk(*span, {}) for span in stretches(headings or items, section.end)]


def stretches(starts: list[int], end: int) -> list[Span]:
    """From each beginning to the next one, and from the last to the end."""
    return [Span(start, after) for start, after in pairwise([*starts, end])]


def _rows(text: str, block: Block) -> list[Risk]:
    header, *rows = table.rows(text, block)
    titles = [_words(text, cell).lower() for cell in header]
    return [
        Risk(
            row[0].start if row else block.start,
            row[-1].end if row else block.start,
            dict(zip(titles, (_words(text, cell) for cell in row), strict=False)),
        )
        for row in rows
    ]


def _words(text: str, cell: Span) -> str:
    return text[cell.start : cell.end].strip("*_` ")


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(r"(?:\d{1,2}[.)][ \t]+)?(?:Risk|R)[ \t-]?\d{1,2}\b", re.IGNORECASE)
