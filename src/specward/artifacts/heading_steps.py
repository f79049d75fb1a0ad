"""Tasks told by headings: `### Task 1.1: Text`, with check boxes below as its steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts import check_box
from specward.markdown.scan import HEADING, ITEM

if TYPE_CHECKING:
    from collections.abc import Container

    from specward.markdown.document import Document
    from specward.markdown.scan import Block


def steps_by_heading(document: Document, headings: Container[int]) -> dict[int, list[Block]]:
    """The items with a check box below each heading, by the heading's offset; headings without any are left out.

    Args:
        document: the task list.
        headings: the offsets of the headings that may be tasks; a box belongs to the nearest of them above it whose
            section has not ended.
    """
    found: dict[int, list[Block]] = {}
    current: Block | None = None
    for block in document.blocks:
        if block.kind == HEADING:
            if block.start in headings:
                current = block
            elif current and block.depth <= current.depth:
                current = None
        elif current and block.kind == ITEM and check_box.mark(document.text, block):
            found.setdefault(current.start, []).append(block)
    return found
