"""A decision record's metadata: status, date, people and links, in each notation of the field.

In order of precedence: front matter, a section of its own (`## Status`), a list or lines between the title and the
first section (`- **Status:** Accepted`, `* Status: accepted`, `**Status**: Accepted`, `Status: Accepted`), a table, a
banner in a block quote.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.adr_fields import fields, lines, trimmed
from specward.artifacts.adr_status import GIVEN_UP, classify
from specward.markdown import table
from specward.markdown.scan import HEADING, ITEM, PARAGRAPH, QUOTE, TABLE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from specward.artifacts.adr_fields import Field
    from specward.markdown.document import Document, Section
    from specward.markdown.scan import Block

FRONT_MATTER = "front matter"
SECTION = "section"
LIST = "list"
LINE = "line"
TABLE_CELL = "table"
BANNER = "banner"
_ORDER = (FRONT_MATTER, SECTION, LIST, LINE, TABLE_CELL, BANNER)

STATUS_NAMES = frozenset(
    {"status", "decision status", "adr status", "estado", "statut", "stato", "статус", "وضعیت", "状态", "ステータス"}
)
"""What a status field or section is called."""
DATE_NAMES = frozenset(
    {"date", "decided", "decision date", "date decided", "date of decision", "created", "introduced"}
    | {"data", "дата", "تاریخ", "日期", "日付"}
)
"""What the date of a decision is called."""
_OTHER_NAMES = frozenset(
    {"approvers", "author", "authors", "category", "consulted", "context", "contexto", "decider", "deciders"}
    | {"decision-makers", "decision makers", "feature", "informed", "last modified", "last updated", "owner", "owners"}
    | {"participants", "related issue", "related issues", "reviewers", "scope", "tags", "technical story", "updated"}
    | {"supersedes", "superseded by", "superseded-by", "replaces", "replaced by", "amends", "amended by"}
    | {"related", "related adr", "related adrs", "relates to", "depends on"}
)
KNOWN_NAMES = STATUS_NAMES | DATE_NAMES | _OTHER_NAMES
"""The names that count wherever a field may stand; in emphasis, at the start of a line, any name does."""
_SECTION_DEPTH = 2
_ONE_LINE = STATUS_NAMES | DATE_NAMES
"""Their values end with their line; what follows below is a remark, or another notation."""


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
    head = _head(document)
    for index, block in enumerate(head):
        if block.kind == ITEM and block.depth == 0:
            found.extend(_item(document, head, index))
        elif (block.kind == PARAGRAPH and block.depth == 0) or block.kind == HEADING:
            found.extend(_lines(document.text, block, LINE))
        elif block.kind == TABLE:
            found.extend(_cells(document, block))
        elif block.kind == QUOTE:
            found.extend(_banner(document.text, block))
    return by_precedence(found)


def by_precedence(metadata: list[Metadatum]) -> list[Metadatum]:
    """Metadata in the order of their notations; of two in one notation the first stays first."""
    return sorted(metadata, key=lambda metadatum: _ORDER.index(metadatum.notation)) if len(metadata) > 1 else metadata


def section_lines(
    document: Document, section: Section, kinds: Collection[str] = (ITEM, PARAGRAPH, QUOTE)
) -> Iterator[Metadatum]:
    """The lines of a status or date section, without list markers, up to the next heading.

    Args:
        document: the record.
        section: one of its sections.
        kinds: the kinds of blocks whose lines are meant.
    """
    headings = document.headings
    following = bisect_left(headings, section.start, key=_start_of)
    end = headings[following].start if following < len(headings) else len(document.text)
    for block in document.blocks_between(section.start, end):
        if block.kind in kinds and block.depth == 0:
            for start, end in lines(document.text, block.text_start, block.text_end):
                yield Metadatum(section.title, document.text[start:end], start, end, SECTION)


def title_heading(document: Document) -> Block | None:
    """The heading that is the record's title: the first of level 1, where no section begins before it.

    One of level 2 stands in where it begins with the record's number: `## ADR-0007: Use X`.
    """
    first = next((heading for heading in _headings(document) if heading.depth <= _SECTION_DEPTH), None)
    if first is None or first.depth < _SECTION_DEPTH:
        return first
    return first if _numbered().match(document.text, first.text_start, first.text_end) else None


def _headings(document: Document) -> Iterator[Block]:
    """The headings, without fields that a line of dashes below them turns into one: `Status: Accepted` over `---`."""
    for heading in document.headings:
        if heading.info == "#" or not _is_fields(document.text, heading):
            yield heading


def _is_fields(text: str, heading: Block) -> bool:
    places = lines(text, heading.text_start, heading.text_end)
    return all(fields(text, start, end, KNOWN_NAMES) for start, end in places)


def _head(document: Document) -> list[Block]:
    """What stands before the first section: up to the heading after the title, or to the first where none is."""
    title = title_heading(document)
    after = title.start if title else -1
    end = next((heading.start for heading in _headings(document) if heading.start > after), len(document.text))
    return [block for block in document.blocks_between(document.body_start, end) if block != title]


def _front_matter(document: Document) -> Iterator[Metadatum]:
    """The keys of front matter; a list or a mapping as it stands in the text."""
    if document.front_matter is None:
        return
    for name, node in document.front_matter.entries.items():
        value = node.text or ("" if node.is_null else document.text[node.start : node.end])
        yield Metadatum(name.lower(), value, node.start, node.end, FRONT_MATTER)


def _item(document: Document, head: list[Block], index: int) -> Iterator[Metadatum]:
    """The fields of a list item. A value may go on below its line, or be the list that is nested in the item."""
    text, block = document.text, head[index]
    found = list(_lines(text, block, LIST))
    if not found or found[-1].name in _ONE_LINE:
        yield from found
        return
    *others, last = found
    yield from others
    start, end = trimmed(text, last.start, block.text_end) if last.value else (last.start, last.end)
    if not last.value:
        nested = []
        for below in head[index + 1 :]:
            if below.depth <= block.depth:
                break
            nested.append(below)
        if nested:
            start, end = nested[0].start, max(below.end for below in nested)
    yield last._replace(value=text[start:end], start=start, end=end)


def _lines(text: str, block: Block, notation: str) -> Iterator[Metadatum]:
    for start, end in lines(text, block.text_start, block.text_end):
        for field in fields(text, start, end, KNOWN_NAMES):
            yield metadatum_of(text, field, notation)


def metadatum_of(text: str, field: Field, notation: str) -> Metadatum:
    """A field of a line as a metadatum."""
    return Metadatum(field.name, text[field.start : field.end], field.start, field.end, notation)


def _banner(text: str, block: Block) -> Iterator[Metadatum]:
    """The fields of a quote; or the status that it opens with, in bold: `> **Archived** …`."""
    found = list(_lines(text, block, BANNER))
    bold = None if found else _opening_bold().match(text, block.start, block.end)
    if bold and classify(bold[1])[0] in GIVEN_UP:
        yield Metadatum("status", bold[1], *bold.span(1), BANNER)
    yield from found


def _cells(document: Document, block: Block) -> Iterator[Metadatum]:
    """A table of two columns holds a key and a value a row; any other, or one headed by keys, a key a column."""
    rows = table.rows(document.text, block)
    named = [[_cell_name(document.slice(cell)) for cell in cells[:2]] for cells in rows]
    if len(rows) > 1 and (len(rows[0]) > 2 or KNOWN_NAMES.issuperset(named[0])):
        pairs = [(_cell_name(document.slice(head)), cell) for head, cell in zip(rows[0], rows[1], strict=False)]
    else:
        pairs = [(names[0], cells[1]) for names, cells in zip(named, rows, strict=True) if len(cells) == 2]
    for name, cell in pairs:
        if name in KNOWN_NAMES:
            yield Metadatum(name, document.slice(cell), cell.start, cell.end, TABLE_CELL)


def _start_of(block: Block) -> int:
    return block.start


def _cell_name(words: str) -> str:
    return words.strip("*_`: ").lower()


@cache
def _opening_bold() -> re.Pattern[str]:
    return re.compile(r">[ \t]{0,4}(?:[^\w\s>*]{1,4}[ \t]{1,4})?\*\*([^*\r\n]{1,200})\*\*")


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(r"[*_`\[]{0,3}M?ADR[-_ #]{0,2}\d", re.ASCII | re.IGNORECASE)
