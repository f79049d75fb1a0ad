"""A decision record's metadata: status, date, people and links, in each notation of the field.

In order of precedence: front matter, a section of its own (`## Status`), a list or lines between the title and the
first section (`- **Status:** Accepted`, `* Status: accepted`, `**Status**: Accepted`, `Status: Accepted`), a table, a
banner in a block quote.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.markdown import table
from specward.markdown.scan import HEADING, ITEM, PARAGRAPH, QUOTE, TABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.markdown.document import Document, Section
    from specward.markdown.scan import Block

FRONT_MATTER = "front matter"
SECTION = "section"
LIST = "list"
LINE = "line"
TABLE_CELL = "table"
BANNER = "banner"

STATUS_NAMES = frozenset(
    {"status", "decision status", "adr status", "estado", "statut", "stato", "статус", "状态", "ステータス"}
)
"""What a status field or section is called."""
DATE_NAMES = frozenset({"date", "decided", "decision date", "date decided", "created", "data", "дата", "日期", "日付"})
"""What the date of a decision is called."""
_OTHER_NAMES = frozenset(
    {
        "author",
        "authors",
        "category",
        "consulted",
        "context",
        "deciders",
        "decision-makers",
        "decision makers",
        "feature",
        "informed",
        "last modified",
        "owner",
        "related issue",
        "scope",
        "tags",
        "technical story",
        "updated",
        "supersedes",
        "superseded by",
        "superseded-by",
        "replaces",
        "amends",
        "amended by",
        "related",
        "related adrs",
        "relates to",
        "depends on",
    }
)
_SECTION_DEPTH = 2
_KNOWN_NAMES = STATUS_NAMES | DATE_NAMES | _OTHER_NAMES


class Metadatum(NamedTuple):
    """One key and its value."""

    name: str
    """Lower case, as written otherwise."""
    value: str
    start: int
    """Of the value."""
    end: int
    notation: str


def read_metadata(document: Document) -> list[Metadatum]:
    """Every metadatum of a record by precedence of its notation, sections left out (see `adr`)."""
    found = list(_front_matter(document))
    for block in _head(document):
        if block.kind == ITEM and block.depth == 0:
            found.extend(_lines(document, block, LIST))
        elif block.kind == PARAGRAPH and block.depth == 0:
            found.extend(_lines(document, block, LINE))
        elif block.kind == TABLE:
            found.extend(_cells(document, block))
        elif block.kind == QUOTE:
            found.extend(_lines(document, block, BANNER))
    order = (FRONT_MATTER, LIST, LINE, TABLE_CELL, BANNER)
    return sorted(found, key=lambda metadatum: order.index(metadatum.notation))


def section_lines(document: Document, section: Section) -> Iterator[Metadatum]:
    """The lines of a status or date section, without list markers, up to the next heading."""
    for block in document.within(section):
        if block.kind == HEADING:
            return
        if block.kind in {ITEM, PARAGRAPH, QUOTE} and block.depth == 0:
            for match in _text_line().finditer(document.text, block.text_start, block.text_end):
                value = match[1].rstrip()
                if value:
                    yield Metadatum(section.title, value, match.start(1), match.start(1) + len(value), SECTION)


def title_heading(document: Document) -> Block | None:
    """The heading that is the record's title: the first of level 1, where no section begins before it."""
    first = next((heading for heading in document.headings if heading.depth <= _SECTION_DEPTH), None)
    return first if first is not None and first.depth < _SECTION_DEPTH else None


def _head(document: Document) -> Iterator[Block]:
    """What stands before the first section: up to the heading after the title, or to the first where none is."""
    title = title_heading(document)
    for block in document.blocks:
        if block.kind != HEADING:
            yield block
        elif title is None or block.start > title.start:
            return


def _front_matter(document: Document) -> Iterator[Metadatum]:
    """The keys of front matter; a list or a mapping as it stands in the text."""
    if document.front_matter is None:
        return
    for name, node in document.front_matter.entries.items():
        value = node.text or ("" if node.is_null else document.text[node.start : node.end])
        yield Metadatum(name.lower(), value, node.start, node.end, FRONT_MATTER)


def _lines(document: Document, block: Block, notation: str) -> Iterator[Metadatum]:
    for line in _text_line().finditer(document.text, block.text_start, block.text_end):
        yield from _fields(document.text, line.start(1), line.end(1), notation)


def _fields(text: str, start: int, end: int, notation: str) -> Iterator[Metadatum]:
    """The fields of one line: `**Status:** Accepted · **Date:** 2026-01-02`."""
    keys = list(_key().finditer(text, start, end))
    if not keys or keys[0].start() != start:
        return
    keys = [key for key in keys if key["bold"] or key["plain"].lower() in _KNOWN_NAMES]
    for index, key in enumerate(keys):
        limit = keys[index + 1].start() if index + 1 < len(keys) else end
        value = text[key.end() : limit].rstrip(" \t·|")
        name = (key["strong"] or key["plain"]).lower()
        yield Metadatum(name, value, key.end(), key.end() + len(value), notation)


def _cells(document: Document, block: Block) -> Iterator[Metadatum]:
    """A table of two columns holds a key and a value a row; any other a key a column."""
    rows = table.rows(document.text, block)
    for cells in rows:
        if len(cells) == 2:
            name = document.slice(cells[0]).strip("*_`: ").lower()
            if name in _KNOWN_NAMES:
                yield Metadatum(name, document.slice(cells[1]), cells[1].start, cells[1].end, TABLE_CELL)
    if len(rows) > 1 and len(rows[0]) > 2:
        for head, cell in zip(rows[0], rows[1], strict=False):
            name = document.slice(head).strip("*_`: ").lower()
            if name in _KNOWN_NAMES:
                yield Metadatum(name, document.slice(cell), cell.start, cell.end, TABLE_CELL)


@cache
def _text_line() -> re.Pattern[str]:
    return re.compile(r"[ \t]*(?:>[ \t]?)?((?!<!--)[^\s>][^\r\n]*)")


@cache
def _key() -> re.Pattern[str]:
    """A bold key with the colon inside or outside the bold, or a plain one, at the start of a line or after a blank."""
    name = r"[^\W\d_][\w-]{0,30}(?: [\w-]{1,30}){0,2}"
    return re.compile(
        rf"(?<![^\s·|])(?:(?P<bold>\*\*|__)(?P<strong>{name})[ \t]{{0,3}}(?:[:：](?P=bold)|(?P=bold)[ \t]{{0,3}}[:：])"
        rf"|(?P<plain>{name})[:：])[ \t]*"
    )
