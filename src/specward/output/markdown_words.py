"""Words from documents inside of Markdown: nothing in them makes a link, a tag, a mention or another cell."""

from __future__ import annotations

from specward.output.text import printable

_SPECIAL = frozenset("\\`*_{}[]<>()#+!|~&@")


def plain(text: str) -> str:
    """Words as words, on one line."""
    line = " ".join(printable(text).split())
    return "".join(f"&#{ord(sign)};" if sign in _SPECIAL else sign for sign in line)


def code(text: str) -> str:
    """A code span that also holds inside a table, where a bar would end the cell and a backtick the span."""
    return f"<code>{plain(text)}</code>"
