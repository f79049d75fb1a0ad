"""Lines as CommonMark counts them: they end at a line feed, a carriage return, or both, and at nothing else."""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate, count
from operator import add

BLANKS = " \t"
_TAB_STOP = 4
_NEAR = 80


def split(text: str, start: int = 0) -> tuple[list[str], list[int]]:
    """The lines of `text` from offset `start` on, without their endings, and the offset of each."""
    if "\r" not in text:
        lines = text[start:].split("\n")
        return lines, list(map(add, accumulate(map(len, lines), initial=start), count()))
    parts = _ending().split(text[start:])
    return parts[::2], list(accumulate(map(len, parts), initial=start))[::2]


def line_number(text: str, offset: int) -> int:
    """The line that holds `offset`, counted from 1."""
    lone = text.count("\r", 0, offset) - text.count("\r\n", 0, offset)
    return text.count("\n", 0, offset) + lone + 1


def indent(line: str) -> tuple[int, int]:
    """The offset and the column of a line's first character that is not blank; tabs go to every fourth column."""
    offset = len(line) - len(line.lstrip(" "))
    if offset < len(line) and line[offset] == "\t":
        offset = len(line) - len(line.lstrip(BLANKS))
        return offset, column_after(line, 0, offset, 0)
    return offset, offset


def past_blanks(line: str, offset: int) -> int:
    """The offset of the first character from `offset` on that is not blank, or of the line's end."""
    near = line[offset : offset + _NEAR]
    words = near.lstrip(BLANKS)
    # A slice to the end of a line of megabytes would be copied for each marker on it.
    return offset + len(near) - len(words) if words else len(line) - len(line[offset:].lstrip(BLANKS))


def column_after(line: str, start: int, end: int, column: int) -> int:
    """The column of `end`, where that of `start` is `column` and only blanks stand between them."""
    if "\t" not in line[start:end]:
        return column + end - start
    for blank in line[start:end]:
        column += 1 if blank == " " else _TAB_STOP - column % _TAB_STOP
    return column


@cache
def _ending() -> re.Pattern[str]:
    return re.compile("(\r\n?|\n)")
