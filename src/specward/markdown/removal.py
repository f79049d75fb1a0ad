"""Comments taken out of a document, with the line that they alone stand on."""

from __future__ import annotations

from specward.finding import Span
from specward.markdown import inline
from specward.markdown.document import Document
from specward.markdown.scan import HTML, Block

_MOST = 50
_CHARACTERS = 2_000_000


def most_removals(text: str) -> int:
    """How many comments of a document are to be looked at: each takes as long as reading the whole of it."""
    return min(_MOST, _CHARACTERS // (len(text) + 1))


def comment_removal(document: Document, start: int, end: int) -> tuple[Span, bool]:
    """What to delete so that a comment is gone, and whether all else is read as before.

    Args:
        document: the document.
        start: where the comment begins.
        end: past its last character.

    Returns:
        The span: the comment with the blanks before it; its lines where nothing else stands on them, and one of two
        blank lines that would meet then. False where two blocks would become one, or the like.
    """
    text = document.text
    span = _span(text, start, end)
    after = Document(document.path, text[: span.start] + text[span.end :])
    same = [_said(document, block) for block in document.blocks if not _goes(block, start, end)]
    return span, same == [_said(after, block) for block in after.blocks]


def _span(text: str, start: int, end: int) -> Span:
    first = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    past = len(text) if line_end < 0 else line_end + 1
    before, behind = text[first:start], text[end:past]
    if before.strip() or behind.strip():
        return Span(start - (len(before) - len(before.rstrip(" \t"))), end) if before.strip() else Span(start, end)
    previous = text[text.rfind("\n", 0, max(0, first - 1)) + 1 : first]
    following_end = text.find("\n", past)
    following = text[past : following_end + 1] if following_end >= 0 else ""
    if following and not following.strip() and not previous.strip():
        past = following_end + 1
    return Span(first, past)


def _goes(block: Block, start: int, end: int) -> bool:
    """Whether a block is nothing but the comment."""
    return block.kind == HTML and start <= block.start and block.end <= end


def _said(document: Document, block: Block) -> tuple[str, int, str, str]:
    """What a block is and says, comments left out."""
    words = document.words(block)
    if block.kind != HTML:
        words = inline.visible(document.text, block.text_start, block.text_end) if "<!--" in words else words
    return block.kind, block.depth, block.info, " ".join(words.split())
