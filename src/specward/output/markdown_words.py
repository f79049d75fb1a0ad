"""Words from documents inside of Markdown: nothing in them makes a link, a tag, a mention or another cell.

GitHub and GitLab look for mentions, references and addresses after entities are resolved, so that escaping is not
enough: a blank of no width parts what they would put together.
"""

from __future__ import annotations

import re
from functools import cache

from specward.output.terminal import printable

_SPECIAL = frozenset("\\`*_{}[]<>()#+!|~&@")
_PARTED = "&#8203;"


def plain(text: str) -> str:
    """Words as words, on one line."""
    return _escaped(_line(text))


def code(text: str) -> str:
    """A code span that also holds inside a table, where a bar would end the cell and a backtick the span."""
    return f"<code>{plain(text)}</code>"


def prose(text: str) -> str:
    """A message, in which names stand in backticks: those are code, all else is words."""
    pieces = (code(piece) if quoted else _escaped(piece) for piece, quoted in _pieces(text))
    return "".join(pieces)


def inert(text: str) -> str:
    """A message that may be read as Markdown or as it is: names in backticks stay, all else makes nothing."""
    pieces = (f"`{piece}`" if quoted else _parted(piece) for piece, quoted in _pieces(text) if piece)
    # Two backticks would open a span that only two close.
    return "".join(pieces).replace("``", "` `")


def _parted(text: str) -> str:
    words = _catching().sub(lambda found: f"{found[0]}\u200b", text.replace("\\", "\\\\"))
    return words.replace("<", "&lt;").replace("](", "] (").replace("]:", "] :")


def _line(text: str) -> str:
    return " ".join(printable(text).split())


def _escaped(line: str) -> str:
    parted = _catching().sub(lambda found: f"{found[0]}\0", line)
    return "".join(f"&#{ord(sign)};" if sign in _SPECIAL else _PARTED if sign == "\0" else sign for sign in parted)


def _pieces(text: str) -> list[tuple[str, bool]]:
    """The pieces of a message, and which of them stood in backticks; a backtick that nothing closes is an accent."""
    pieces = _line(text).split("`")
    if len(pieces) % 2 == 0:
        last = pieces.pop()
        pieces[-1] += f"'{last}"
    return [(piece, index % 2 == 1) for index, piece in enumerate(pieces)]


@cache
def _catching() -> re.Pattern[str]:
    """A sign that, with what follows, would make a mention, a reference or a link."""
    return re.compile(r"[@#!~%&$^](?=\w)|\[(?=\[)|:(?=//)|\bwww(?=\.)", re.IGNORECASE)
