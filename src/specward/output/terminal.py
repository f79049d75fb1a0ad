"""Words on a terminal: made safe for it, measured in its cells, cut, folded and painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Painter = Callable[[str, str], str]

_MARKS = {"Mn", "Me"}
"""The categories of characters that stand on the one before them."""
_NARROWEST = 20
"""Cells of a line of text, however little its margin leaves."""


def printable(text: str) -> str:
    """Text from a document made safe for a terminal: control, format and line-breaking characters become `·`."""
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else " " if character == "\t" else "·" for character in text)


def cells(text: str) -> int:
    """How many terminal cells a text takes: East Asian wide characters take two, combining marks none."""
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width

    return sum(0 if category(c) in _MARKS else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def cut(text: str, width: int) -> str:
    """As much of a text as fits into so many cells of a terminal, with `…` where something is missing."""
    if cells(text) <= width:
        return text
    taken = 0
    for index, character in enumerate(text):
        taken += cells(character)
        if taken >= width:
            return f"{text[:index]}…" if width > 0 else ""
    return text


def folded(text: str, width: int) -> list[str]:
    """A text as lines of so many cells, broken between words; one line where the width is 0 or less."""
    lines: list[str] = []
    for word in text.split(" ") if width > 0 else [text]:
        if lines and cells(lines[-1]) + 1 + cells(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def hanging(text: str, margin: int, width: int, *, further: int = 0) -> list[str]:
    """The lines of a text, broken between words; all but the first are indented, since the margin stands before that.

    Args:
        text: on one line.
        margin: cells that stand before it.
        width: cells of the terminal; 0 where lines have no edge.
        further: cells by which later lines are indented more than the first.
    """
    if not width:
        return [text]
    first, *rest = folded(text, max(width - margin - further, _NARROWEST))
    return [first, *(f"{' ' * (margin + further)}{line.lstrip()}" for line in rest)]


def painter(*, colour: bool) -> Painter:
    """What paints a text, or leaves it as it is."""
    return painted if colour else _plain


def painted(text: str, code: str) -> str:
    """A text in a colour; as it is where there is no code, or nothing to see."""
    return f"\x1b[{code}m{text}\x1b[0m" if code and text.strip() else text


def _plain(text: str, code: str) -> str:
    del code
    return text
