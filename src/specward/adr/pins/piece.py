"""The blocks of a decision record, each with the zone that it belongs to and the words that count."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward import fingerprint
from specward.artifacts.adr_roles import CONSEQUENCES, CONTEXT, DECISION, DRIVERS, OPTIONS
from specward.markdown import table
from specward.markdown.scan import CODE, FENCE, PARAGRAPH, QUOTE, RULE, TABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.fingerprint import Fields
    from specward.markdown.document import Document
    from specward.markdown.scan import Block

TITLE = "title"
OTHER = "other"
FROZEN = (TITLE, CONTEXT, DRIVERS, OPTIONS, DECISION, OTHER)
"""The zones whose text must stay."""
ZONES = (*FROZEN, CONSEQUENCES)
"""Every zone that is pinned; text of no zone is live."""
_BLOCK_DIGITS = 8


class Piece(NamedTuple):
    """One block of text, or one row of a table."""

    zone: str
    text: str
    """As fingerprints take it."""
    start: int
    end: int
    opens: bool = False
    """Whether it leads in what follows: a heading, or a label such as `**Positive:**`. What grows, grows before it."""


def pieces_of(document: Document, block: Block, zone: str) -> Iterator[Piece]:
    """A block as pieces: a table has one for each row, a line that parts sections none."""
    text = document.text
    if block.kind == RULE:
        return
    if block.kind == TABLE:
        for cells in table.rows(text, block):
            words = " | ".join(document.slice(cell) for cell in cells)
            yield Piece(zone, words, cells[0].start, cells[-1].end)
    elif block.kind == QUOTE:
        yield Piece(zone, _quote_mark().sub("", text[block.start : block.end]), block.start, block.end)
    elif block.kind in {FENCE, CODE}:
        yield Piece(zone, text[_line_start(text, block.start) : block.end], block.start, block.end)
    else:
        words = text[block.start : block.end]
        opens = block.kind == PARAGRAPH and _label().fullmatch(words) is not None
        yield Piece(zone, words, block.start, block.end, opens)


def _line_start(text: str, start: int) -> int:
    """Where the indent before a block begins, by which the lines of a fence are indented too."""
    before = start
    while before and text[before - 1] in " \t":
        before -= 1
    return before if not before or text[before - 1] in "\r\n" else start


def fields(zone: str, pieces: list[Piece]) -> Fields:
    """What the fingerprint of a zone is made of: its words, wherever one block ends and the next begins."""
    return (("kind", f"decision {zone}"), ("text", "\n\n".join(piece.text for piece in pieces)))


def short(piece: Piece, tag: str = fingerprint.CURRENT) -> str:
    """A short digest of one piece, to find it by; empty where the piece says nothing, such as a comment.

    Args:
        piece: the piece.
        tag: the algorithm of the fingerprint that it stands beside.
    """
    if not fingerprint.normalised(piece.text):
        return ""
    return fingerprint.ALGORITHMS[tag]((("text", piece.text),)).partition(":")[2][:_BLOCK_DIGITS]


@cache
def _label() -> re.Pattern[str]:
    return re.compile(r"\*\*[^*\r\n]{1,80}\*\*[ \t]?:?|[^\r\n]{1,80}[:：]")


@cache
def _quote_mark() -> re.Pattern[str]:
    return re.compile(r"^[ \t]*(?:>[ \t]?){1,8}", re.MULTILINE)
