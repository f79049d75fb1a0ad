"""A place drawn for people: its source line, and marks below that say which part of it is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.output.terminal import cells, cut, folded, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.finding import Location
    from specward.output.terminal import Painter

_GUTTER = 8
"""Cells before a source line: its number, and the bar."""
_WIDTH = 120
"""Cells of a source line where lines have no edge."""
_NARROWEST = 20
_BESIDE = 3
"""The share of a line that stands before a place far to the right: a third."""


class Pen(NamedTuple):
    """What a place is drawn with."""

    mark: str
    """The character of the marks."""
    code: str
    """Their colour."""
    paint: Painter
    width: int
    """Cells of the terminal; 0 where lines have no edge."""


def position(place: Location) -> str:
    """Where it is, as editors open it; the path alone where a whole file is meant."""
    if not place.excerpt and place.start == (1, 1):
        return printable(place.path)
    return f"{printable(place.path)}:{place.start.line}:{place.start.column}"


def draw(place: Location, words: str, pen: Pen, *, with_line: bool = True) -> Iterator[str]:
    """The source line of a place, marks below it, and what is said of it: beside the marks, or below where it is long.

    Args:
        place: one with a source line.
        words: what is said; empty where the marks say it all.
        pen: what to draw with.
        with_line: whether the line itself is shown; it stands above already where two places share one.
    """
    window = _Window(place, pen.width)
    words = printable(words)
    if with_line:
        yield f"{place.start.line:5} | {window.text}"
    indent = " " * window.indent
    drawn = pen.mark * window.marked
    if words and window.indent + window.marked + 1 + cells(words) <= window.room:
        yield f"      | {indent}{pen.paint(f'{drawn} {words}', pen.code)}"
        return
    yield f"      | {indent}{pen.paint(drawn, pen.code)}"
    if words:
        below = indent if window.indent + min(cells(words), window.room // 2) <= window.room else ""
        for line in folded(words, window.room - len(below) if pen.width else 0):
            yield f"      | {below}{pen.paint(line, pen.code)}"


class _Window:
    """What is shown of a line.

    Attributes:
        room: cells that there are.
        text: the stretch of the line, safe to print, with `…` where something is missing.
        indent: cells before the place.
        marked: cells of the place.
    """

    __slots__ = ("indent", "marked", "room", "text")

    def __init__(self, place: Location, width: int) -> None:
        self.room = max(_NARROWEST, width - _GUTTER) if width else _WIDTH
        line = printable(place.excerpt)
        first = min(place.start.column - 1, len(line))
        past = place.end.column - 1 if place.end.line == place.start.line else len(line)
        past = max(first, min(past, len(line)))
        skipped = 0
        if cells(line[:past]) >= self.room < cells(line):
            skipped = _before(line, first, max(self.room // _BESIDE, self.room - cells(line[first:past]) - 2))
        lead = "…" if skipped else ""
        self.text = lead + cut(line[skipped:], self.room - len(lead))
        self.indent = min(cells(line[skipped:first]) + len(lead), self.room - 1)
        self.marked = max(1, min(cells(line[first:past]), self.room - self.indent))


def _before(line: str, first: int, room: int) -> int:
    """Where to begin so that at most so many cells stand before a place."""
    start = first
    taken = 0
    while start and (taken := taken + cells(line[start - 1])) < room:
        start -= 1
    return start
