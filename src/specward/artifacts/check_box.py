"""A check box at the start of a list item: `[ ]`, `[x]`, `[X]`, or any other single character as its mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.markdown.scan import ITEM

if TYPE_CHECKING:
    from specward.markdown.scan import Block

TICKS = ("x", "X")
_NO_MARK = "P"
"""`- [P] tasks = …` is the legend of spec-kit's template, and no task was ever met with this mark."""


def mark(text: str, block: Block) -> str:
    """The character in the box that an item begins with; empty where it begins with none.

    A link (`[a](b)`), a link's definition (`[a]: b`) and a footnote are no boxes.
    """
    start = block.text_start
    if block.kind != ITEM or block.text_end - start < 3:
        return ""
    if text[start] != "[" or text[start + 2] != "]":
        return ""
    if text[start + 1] == _NO_MARK or text[start + 3 : start + 4] in {"(", "[", ":"}:
        return ""
    return text[start + 1]
