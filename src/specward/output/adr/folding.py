"""Text behind a margin, on as many lines as it needs on a terminal."""

from __future__ import annotations

from specward.output.text import folded

_NARROWEST = 20
"""Cells of a line of text, however little the margin leaves."""


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
