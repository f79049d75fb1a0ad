"""The cells of a table (GitHub Flavored Markdown specification, section 4.10)."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from specward.finding import Span
from specward.markdown.inline import visible
from specward.markdown.lines import BLANKS, split

if TYPE_CHECKING:
    from specward.markdown.block import Block


def rows(text: str, block: Block) -> list[list[Span]]:
    """The cells of a table's rows, blanks around them left out: the header first, the delimiter row left out.

    A pipe after a backslash parts nothing. GitHub splits at a pipe inside a code span; where that gives a row more
    cells than the header has, such a pipe is taken as the writer meant it, as part of its cell. Rows are returned
    as long as they are written: cells may be missing or too many.
    """
    lines, starts = split(text[block.start : block.end])
    found: list[list[Span]] = []
    for line, start in zip(lines, starts, strict=False):
        cells = _cells(line, line, block.start + start)
        if found and len(cells) > len(found[0]) and "`" in line:
            cells = _cells(line, visible(line, 0, len(line)), block.start + start)
        found.append(cells)
    del found[1]
    return found


def _cells(line: str, shown: str, start: int) -> list[Span]:
    """The cells of a row that begins at offset `start`, parted by the pipes of `shown`, which is as long as `line`."""
    bounds = [match.start() for match in _pipe().finditer(shown)]
    if not bounds or line[: bounds[0]].strip(BLANKS):
        bounds.insert(0, -1)
    if len(bounds) == 1 or line[bounds[-1] + 1 :].strip(BLANKS):
        bounds.append(len(line))
    return [_trimmed(line, left + 1, right, start) for left, right in pairwise(bounds)]


def _trimmed(line: str, left: int, right: int, start: int) -> Span:
    """The span of what stands between two pipes, without the blanks around it; empty at its left where nothing does."""
    words = line[left:right].lstrip(BLANKS)
    if not words:
        return Span(start + left, start + left)
    return Span(start + right - len(words), start + right - len(words) + len(words.rstrip(BLANKS)))


@cache
def _pipe() -> re.Pattern[str]:
    return re.compile(r"(?<!\\)\|")
