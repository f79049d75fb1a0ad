"""A check box at the start of a list item: `[ ]`, `[x]`, `[X]`, or any other single sign as its mark."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.markdown.scan import ITEM

if TYPE_CHECKING:
    from specward.markdown.scan import Block

TICKS = ("x", "X")
_EMOJI_STYLE = "\ufe0f"
"""Follows a sign that is to be shown in colour, and is part of it: ⚠️."""
_NO_MARK = "P"
"""`- [P] tasks = …` is the legend of spec-kit's template, and no task was ever met with this mark."""


class Wide(NamedTuple):
    """A box with blanks too many: `[ x]`, `[X ]`, `[  ]`."""

    mark: str
    """What it is meant to hold: a tick or a blank."""
    start: int
    end: int


def wide(text: str, start: int, most: int = 0) -> Wide | None:
    """The box with blanks too many that begins at an offset, or up to `most` characters behind it."""
    match = _wide().search(text, start, start + most + len("[   ]"))
    return Wide(match[1] or match[2] or " ", *match.span()) if match and match.start() <= start + most else None


def mark(text: str, block: Block) -> str:
    """The sign in the box that an item begins with; empty where it begins with none.

    The box ends past its mark and one bracket. A mark is one character, or two where the second only asks for colour.
    A link (`[a](b)`), a link's definition (`[a]: b`) and a footnote are no boxes.
    """
    start = block.text_start
    if block.kind != ITEM or block.text_end - start < 3:
        return ""
    if text[start] != "[":
        return ""
    if text[start + 2] != "]":
        return text[start + 1 : start + 3] if text.startswith(f"{_EMOJI_STYLE}]", start + 2) else ""
    if text[start + 1] == _NO_MARK or text[start + 3 : start + 4] in {"(", "[", ":"}:
        return ""
    return text[start + 1]


@cache
def _wide() -> re.Pattern[str]:
    return re.compile(r"\[(?: {1,2}([xX]) {0,2}|([xX]) {1,2}| {2,3})\]")
