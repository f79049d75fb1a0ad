"""The block scanner: Markdown text to a flat list of blocks with exact spans, in one pass over the lines."""

from __future__ import annotations

from specward.markdown.block import CODE, FENCE, HEADING, HTML, ITEM, PARAGRAPH, QUOTE, RULE, TABLE, Block
from specward.markdown.headings import plain_headings
from specward.markdown.lines import line_number, split
from specward.markdown.scanner import Scanner

__all__ = [
    "CODE", "FENCE", "HEADING", "HTML", "ITEM", "PARAGRAPH", "QUOTE", "RULE", "TABLE", "Block", "scan",
    "simple_headings",
]  # fmt: skip

_BYTE_ORDER_MARK = "\ufeff"


def scan(text: str, start: int = 0) -> list[Block]:
    """All blocks of `text` from offset `start` (the end of the front matter) on, in source order."""
    start = _past_mark(text, start)
    scanner = Scanner(*split(text, start), first_line=line_number(text, start))
    scanner.run()
    return scanner.blocks


def simple_headings(text: str, start: int = 0) -> list[Block] | None:
    """The headings alone, as `scan` gives them and faster, where a document is simple; None where it is not.

    In a simple document what stands between two headings reads the same with and without the rest.
    """
    return plain_headings(text, _past_mark(text, start))


def _past_mark(text: str, start: int) -> int:
    return 1 if start == 0 and text.startswith(_BYTE_ORDER_MARK) else start
