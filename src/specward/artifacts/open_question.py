"""Open questions: the `[NEEDS CLARIFICATION: …]` markers that stand for a question and do not merely mention one."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from specward.finding import Span
from specward.markdown import inline
from specward.markdown.scan import CODE, FENCE, HTML, ITEM

if TYPE_CHECKING:
    from specward.markdown.document import Document
    from specward.markdown.scan import Block

MARKER = "[NEEDS CLARIFICATION"
_ADVICE = "[NEEDS CLARIFICATION: specific question]"


def find(document: Document) -> list[Span]:
    """Each open question in order; what stands in code, comments and check boxes or is struck out is none."""
    text = document.text
    if MARKER not in text:
        return []
    found: list[Span] = []
    blocks = document.blocks
    read_up_to = -1
    for match in _marker().finditer(text, document.body_start):
        index = bisect_right(blocks, match.start(), key=_start) - 1
        if index <= read_up_to or index < 0:
            continue
        read_up_to = index
        found.extend(_in_block(text, blocks[index]))
    return found


def _in_block(text: str, block: Block) -> list[Span]:
    if block.kind in {FENCE, CODE, HTML} or (
        block.kind == ITEM
        and text.startswith("[", block.text_start)
        and text[block.text_start + 2 : block.text_start + 3] == "]"
    ):
        return []
    visible = inline.visible(text, block.start, block.end)
    found: list[Span] = []
    strikes = counted = 0
    for match in _marker().finditer(visible):
        strikes += visible.count("~~", counted, match.start())
        counted = match.start()
        if strikes % 2 == 0 and not _mention(visible, match):
            found.append(Span(block.start + match.start(), block.start + match.end()))
    return found


def _mention(visible: str, match: re.Match[str]) -> bool:
    """Whether a marker asks nothing.

    It is the old template's advice on using it, or it has no question and is only spoken of: `no [NEEDS
    CLARIFICATION] markers remain`.
    """
    if not match["bare"]:
        return match[0] == _ADVICE
    return _spoken_of().match(visible, match.end()) is not None


def _start(block: Block) -> int:
    return block.start


@cache
def _marker() -> re.Pattern[str]:
    return re.compile(r"\[NEEDS CLARIFICATION(?:(?P<bare>\])|\b[^\]\r\n]*\]?)")


@cache
def _spoken_of() -> re.Pattern[str]:
    words = "markers?|tags?|items?|placeholders?|issues?|entries|questions?|remain|left"
    return re.compile(rf"[\"'”’*_]*[ \t]+(?:{words})\b", re.IGNORECASE)
