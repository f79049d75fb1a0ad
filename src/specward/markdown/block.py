"""What the block scanner finds: one flat kind of value for every block."""

from __future__ import annotations

from typing import NamedTuple

HEADING = "heading"
ITEM = "item"
PARAGRAPH = "paragraph"
FENCE = "fence"
CODE = "code"
HTML = "html"
QUOTE = "quote"
TABLE = "table"
RULE = "rule"


class Block(NamedTuple):
    """One block. Offsets count characters of the document's text and slice it back exactly."""

    kind: str
    start: int
    """Of its first character: the marker of a heading, item or fence; never the indent before it."""
    end: int
    """Past its last character, blanks and line ending excluded. An item ends with its own first paragraph:
    what is nested in it is a block of its own."""
    text_start: int
    """Of its content: the heading's words, the item's words after marker and blanks, the code of a fence
    (from the start of its first line, indent included). The whole block where no mark sets it apart.
    An item that begins with another block (a fence, a heading) has no words: an empty span after its marker."""
    text_end: int
    line: int
    """The line of `start`, counted from 1."""
    depth: int = 0
    """Heading: its level, 1 to 6. Anything else: in how many list items it is nested."""
    info: str = ""
    """Item: its marker (`-`, `*`, `+`, `3.`, `3)`). Fence: its info string. Heading: `#` or, setext, `=` or `-`."""
    closed: bool = True
    """Fence or HTML block with an end mark (a comment, say): whether that mark was found."""
