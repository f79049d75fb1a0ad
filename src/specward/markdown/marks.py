"""The marks that tell which block begins at a place of a line (CommonMark 0.31.2, chapters 4 and 5)."""

from __future__ import annotations

import re
from typing import Final

from specward.finding import new
from specward.markdown.block import HEADING, Block
from specward.markdown.lines import BLANKS, column_after, past_blanks

CODE_INDENT: Final = 4
"""What is indented this far beyond its container is code, or continues a paragraph, and never has a mark."""
OPENERS: Final = frozenset("#-*+<`~>=_0123456789 \t") | {""}
"""What a line must begin with to be anything else than text; the empty string stands for the empty line."""
FENCE_OPENING: Final = re.compile(r"(`{3,}+(?=[^`]*+$)|~{3,}+)")
_ATX = re.compile(r"(#{1,6})(?:[ \t]++|$)")
_BULLETS = "-+*"
_NUMBER = re.compile(r"[0-9]{1,9}[.)]")
_BREAK_LENGTH = 3
_DELIMITER_ROW = re.compile(r"(?![-+*][ \t])\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+$")


def atx_heading(line: str, offset: int, start: int, number: int) -> Block | None:
    """The heading whose mark stands at `offset` of a line that begins at offset `start` of the text, if one does."""
    match = _ATX.match(line, offset)
    if not match:
        return None
    end = len(line.rstrip(BLANKS))
    words = min(match.end(), end)
    text_end = len(line[words:end].rstrip("#")) + words
    if text_end == words or line[text_end - 1] in BLANKS:
        text_end = words + len(line[words:text_end].rstrip(BLANKS))
    else:
        text_end = end
    level = match.end(1) - offset
    return new(Block, (HEADING, start + offset, start + end, start + words, start + text_end, number, level, "#", True))


def marker_end(line: str, offset: int) -> int:
    """Where the list marker that stands at `offset` ends; 0 where none does."""
    if line[offset] in _BULLETS:
        end = offset + 1
    else:
        match = _NUMBER.match(line, offset)
        if not match:
            return 0
        end = match.end()
    return end if end == len(line) or line[end] in BLANKS else 0


def may_interrupt(line: str, offset: int, end: int) -> bool:
    """Whether an item with its marker there can interrupt a paragraph: it has words, and counts from 1 if it counts."""
    if not line[end:].strip(BLANKS):
        return False
    return line[offset] in _BULLETS or int(line[offset : end - 1]) == 1


def is_break(line: str, offset: int) -> bool:
    """Whether the line from `offset` on is a thematic break."""
    mark = line[offset]
    return len(line.rstrip(mark + BLANKS)) <= offset and line.count(mark, offset) >= _BREAK_LENGTH


def is_table_head(header: str, below: str) -> bool:
    """Whether two lines, indents left out, are the header and the delimiter row of a table.

    Hyphens alone make a setext underline, not a delimiter row.
    """
    if not below.strip("- \t") or not _DELIMITER_ROW.match(below):
        return False
    return _column_count(header) == _column_count(below)


def _column_count(row: str) -> int:
    """How many cells a table row has; a pipe after a backslash does not part cells, whatever stands before that."""
    row = row.strip(BLANKS)
    if row == "|":
        return 0
    if row.endswith("|") and not row.endswith("\\|"):
        row = row[:-1]
    return row.removeprefix("|").replace("\\|", "").count("|") + 1


def unquoted(line: str, offset: int, column: int) -> str:
    """What follows the quote mark at `offset`, less one column of blanks."""
    end = past_blanks(line, offset + 1)
    if "\t" not in line[offset + 1 : end]:
        return line[offset + 2 :] if end > offset + 1 else line[end:]
    width = column_after(line, offset + 1, end, column + 1) - column - 2
    return " " * width + line[end:]
