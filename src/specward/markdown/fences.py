"""Where a fenced code block ends (CommonMark 0.31.2, section 4.5), and where one that nothing closes is ended."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from specward.markdown.lines import BLANKS, indent
from specward.markdown.marks import CODE_INDENT


class Fences:
    """The closing lines of a text's fences.

    Searching them is linear in the text however many fences are left open: after the first one,
    a table of all closing lines answers.

    Args:
        lines: those of the text.
        recover: whether a fence that nothing closes ends before the next heading of level 2.
    """

    __slots__ = ("_closing", "_lines", "_recover")

    def __init__(self, lines: list[str], *, recover: bool) -> None:
        self._lines = lines
        self._recover = recover
        self._closing: dict[str, tuple[list[int], list[int]]] | None = None

    def past(self, row: int, mark: str, base: int) -> tuple[int, bool]:
        """The row past a fence whose code begins at `row`, and whether it has a closing line.

        A fence that nothing closes would hide the rest of the text. Unlike CommonMark it then ends before the next
        heading of level 2 that begins its line, so that a reader does not lose all that follows one slip. A heading of
        level 1 ends none: in code it is a comment.
        """
        lines = self._lines
        recover = self._recover and not base
        if recover and self._closing is not None and not self._is_closed_below(row, mark):
            return self._recovery_row(row), False
        margin = " " * base
        for next_row in range(row, len(lines)):
            line = lines[next_row]
            if base and not line.startswith(margin):
                offset, column = indent(line)
                if column < base and offset < len(line):
                    return next_row, False
            if mark in line and _closes(line, mark, base):
                return next_row + 1, True
        if not recover:
            return len(lines), False
        self._closing = _closing_fences(lines)
        return self._recovery_row(row), False

    def _is_closed_below(self, row: int, mark: str) -> bool:
        """Whether a line from `row` on closes a fence of this mark; asked once an unclosed fence has been met."""
        rows, longest = (self._closing or {}).get(mark[0], ([], []))
        index = bisect_left(rows, row)
        return index < len(rows) and longest[index] >= len(mark)

    def _recovery_row(self, row: int) -> int:
        lines = self._lines
        while row < len(lines) and not lines[row].startswith(("## ", "##\t")):
            row += 1
        return row


def _closes(line: str, mark: str, base: int) -> bool:
    """Whether a line closes a fence that was opened with `mark` where content begins at column `base`."""
    offset, column = indent(line)
    rest = line[offset:].rstrip(BLANKS)
    return column - base < CODE_INDENT and rest.startswith(mark) and not rest.strip(mark[0])


def _closing_fences(lines: list[str]) -> dict[str, tuple[list[int], list[int]]]:
    """For each fence character: the rows of the lines that can close a fence, and the longest mark from there on."""
    found: dict[str, tuple[list[int], list[int]]] = {"`": ([], []), "~": ([], [])}
    for row in range(len(lines) - 1, -1, -1):
        match = _closing_fence().match(lines[row])
        if match:
            rows, longest = found[match[1][0]]
            rows.append(row)
            longest.append(max(len(match[1]), longest[-1] if longest else 0))
    for rows, longest in found.values():
        rows.reverse()
        longest.reverse()
    return found


@cache
def _closing_fence() -> re.Pattern[str]:
    return re.compile(r" {0,3}(`{3,}+|~{3,}+)[ \t]*+$")
