"""A requirement, or anything else that a spec declares with an id of its own.

An id is *declared* by a bullet, a paragraph's lead, a heading or a table's row that begins with it; anywhere else it
is cited. A table that lists ids declared elsewhere in the same document is an index and declares nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts import references
from specward.finding import new
from specward.markdown import table
from specward.markdown.scan import HEADING, PARAGRAPH

if TYPE_CHECKING:
    from specward.finding import Span
    from specward.markdown.document import Document
    from specward.markdown.scan import Block

_ID_COLUMNS = {"id", "#", "no", "no.", "ref", "code", "req", "req id", "requirement id", "fr", "nfr", "sc", "fr id", ""}

_STARTS = frozenset("*_`~[") | {name[0] for name in references.PREFIXES}


class Requirement(NamedTuple):
    """One declared item."""

    id: str
    """As written: `FR-001`, `FR-012a`, `FR-AUTH-001`."""
    family: str
    """The letters before the first hyphen or digit: `FR`, `NFR`, `SC`, `AC`, `EC`."""
    text: str
    """What it says, without id and separator."""
    start: int
    """Of the declaration: the bullet's marker, the paragraph's, line's or row's first character."""
    end: int
    id_start: int
    id_end: int
    heading: bool = False
    """Whether a heading declares it; its text then is a title, and the words stand in the section below."""


class Declarations:
    """Collects what a document declares, block by block in source order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: list[Requirement] = []
        self._rows: list[list[Requirement]] = []

    def take(self, block: Block) -> Requirement | None:
        """Read one item or paragraph and return what its first line declares.

        A paragraph declares on each of its lines, if on its first; an item on each line that begins with a bold id.
        """
        text = self._text
        item = declaration(text, block.text_start, block.text_end, block.start)
        if not item:
            return None
        if text.find("\n", item.id_end, block.text_end) < 0:
            self._found.append(item)
            return item
        if block.kind != PARAGRAPH:
            self._found.extend(_bold_lines(text, item, block))
            return item
        for match in _line().finditer(text, block.text_start, block.text_end):
            following = declaration(text, match.start(), match.end(), match.start())
            if following:
                self._found.append(following)
        return item

    def take_heading(self, block: Block) -> None:
        """Read one heading."""
        item = declaration(self._text, block.text_start, block.text_end, block.start, heading=True)
        if item:
            self._found.append(item)

    def take_table(self, block: Block) -> None:
        """Read the rows of one table whose first column holds ids."""
        text = self._text
        if not references.any_cited(text, block.start, block.end):
            return
        rows = table.rows(text, block)
        if not rows or not rows[0] or text[rows[0][0].start : rows[0][0].end].strip("*` ").lower() not in _ID_COLUMNS:
            return
        self._rows.append([found for row in rows[1:] if row and (found := _row(text, row))])

    def all(self) -> list[Requirement]:
        """Everything declared, in source order."""
        known = {item.id for item in self._found}
        for rows in self._rows:
            self._found.extend(row for row in rows if row.id not in known)
            known.update(row.id for row in rows)
        if self._rows:
            self._found.sort(key=_start)
        return self._found


def declaration(text: str, start: int, end: int, block_start: int, *, heading: bool = False) -> Requirement | None:
    """The item that a stretch of text declares, or None where it declares none.

    Args:
        text: the document's text.
        start: where the words begin.
        end: past the words.
        block_start: where the declaration begins, its bullet included.
        heading: whether these are the words of a heading, where the id may stand alone.
    """
    if text[start : start + 1] not in _STARTS:
        return None
    match = _declaration().match(text, start, end)
    if not match:
        return None
    if not (match["separator"] or match["close"] or heading):
        return None
    if _range().match(text, match.start("tail"), end) or text.startswith(("→", "->"), match.end()):
        return None
    identity = match["id"]
    words = text[match.end() : end].strip()
    return new(
        Requirement, (identity, references.family(identity), words, block_start, end, *match.span("id"), heading)
    )


def _bold_lines(text: str, item: Requirement, block: Block) -> list[Requirement]:
    """What the lines of an item declare: its own requirement, and one for each further line that begins a new one."""
    found: list[Requirement] = []
    leads = [match.start(1) for match in _bold_lead().finditer(text, item.id_end, block.text_end)]
    start, block_start = block.text_start, block.start
    for end in (*leads, block.text_end):
        following = declaration(text, start, end, block_start)
        if following:
            found.append(following)
        start = block_start = end
    return found


def words_under(document: Document, item: Requirement) -> str:
    """What belongs to an item and stands below its first paragraph: nested blocks, or a heading's section."""
    blocks = document.blocks
    index = bisect_right(blocks, item.start, key=_start)
    depth = blocks[index - 1].depth if index else 0
    end = item.end
    for position in range(index, len(blocks)):  # a slice would copy the rest of the document for each item
        block = blocks[position]
        if block.kind == HEADING or (not item.heading and block.depth <= depth):
            break
        end = block.end
    return document.text[item.end : end]


def _row(text: str, cells: list[Span]) -> Requirement | None:
    match = _cell().fullmatch(text, cells[0].start, cells[0].end)
    if not match:
        return None
    words = " | ".join(text[cell.start : cell.end] for cell in cells[1:])
    identity = match["id"]
    return Requirement(
        identity,
        references.family(identity),
        words,
        cells[0].start,
        cells[-1].end,
        match.start("id"),
        match.end("id"),
    )


def _start(item: Requirement | Block) -> int:
    return item.start


@cache
def _declaration() -> re.Pattern[str]:
    return re.compile(
        rf"(?:\[[ xX]\][ \t]+)?[*_`~\[]{{0,5}}(?P<id>{references.ID})(?P<tail>(?P<close>[*_`~\]]{{1,5}})?)"
        r"(?:[ \t]*[(\[][^()\[\]\r\n]{0,80}[)\]])?(?:[*_`~\]]{1,5})?[ \t]*(?P<separator>[:：—–|.-]?)[*_`]{0,3}[ \t]*",
        re.ASCII,
    )


@cache
def _range() -> re.Pattern[str]:
    """What follows an id that is only cited: `FR-001, FR-002`, `**FR-001** to **FR-005**`, `FR-001 → US1`."""
    return re.compile(
        r"[*_`~\]]{0,5}[ \t]*(?:→|->|(?:[,/&+–—…-]|\.\.\.?|to\b|through\b|and\b|or\b)[ \t]*[*_`~\[]{0,5}"
        rf"(?:{references.ID}|\d))",
        re.ASCII,
    )


@cache
def _cell() -> re.Pattern[str]:
    return re.compile(rf"[*_`~\[]{{0,5}}(?P<id>{references.ID})[*_`~\]]{{0,5}}", re.ASCII)


@cache
def _bold_lead() -> re.Pattern[str]:
    return re.compile(rf"\n[ \t]*(\*\*{references.ID}(?:\*\*)?[:：])", re.ASCII)


@cache
def _line() -> re.Pattern[str]:
    return re.compile(r"[^\s][^\r\n]*")


def is_copy(one: str, other: str) -> bool:
    """Whether two texts say the same in all but a few words: four of five words of the shorter stand in the longer."""
    words, others = set(one.lower().split()), set(other.lower().split())
    return len(words & others) * 5 >= min(len(words), len(others)) * 4
