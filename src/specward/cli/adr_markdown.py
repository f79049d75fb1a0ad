"""A record's Markdown on a terminal: rendered by Rich, and nothing in it but text.

Tags are left out, links are written out and no escape sequence of the document gets through, not even one that a
character reference spells. The colours read on dark and on light: see `output.adr.palette`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from rich.color import ColorSystem
from rich.console import Console
from rich.markdown import CodeBlock, Markdown
from rich.padding import Padding
from rich.text import Text
from rich.theme import Theme

from specward.output.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import ConsoleOptions, RenderResult
    from rich.segment import Segment

_GREY = "color(243)"
_CODE = "color(30)"
_STYLES = {
    **dict.fromkeys(("markdown.h1", "markdown.h2"), "bold underline"),
    **dict.fromkeys(("markdown.h3", "markdown.h4", "markdown.h5", "markdown.h6"), "bold"),
    **dict.fromkeys(("markdown.code", "markdown.code_block"), _CODE),
    **dict.fromkeys(("markdown.item.bullet", "markdown.item.number", "markdown.hr", "markdown.block_quote"), _GREY),
    "markdown.link": "underline",
    "markdown.link_url": _GREY,
    "markdown.table.header": "bold",
    "markdown.table.border": _GREY,
}
_NARROWEST = 20
_DEPTH = 4


class _Code(CodeBlock):
    """A code block in one colour: the colours of a theme are for one background."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        del console, options
        yield Padding(Text(str(self.text).rstrip(), style=_CODE), (0, 0, 0, _DEPTH))


class _Page(Markdown):
    elements = {**Markdown.elements, "fence": _Code, "code_block": _Code}  # noqa: RUF012 -- as Rich declares it


def rendered(markdown: str, width: int, *, colour: bool) -> Iterator[str]:
    """The lines of a Markdown text on a terminal.

    Args:
        markdown: the text.
        width: cells of a line.
        colour: whether to use terminal colours.
    """
    console = Console(width=max(width, _NARROWEST), theme=Theme(_STYLES), markup=False, emoji=False, highlight=False)
    # What cannot be seen is replaced before the lines are broken, for it would have no width.
    document = _Page("\n".join(printable(line.expandtabs(_DEPTH)) for line in markdown.splitlines()), hyperlinks=False)
    document.parsed = list(_cleaned(document.parsed))
    for line in console.render_lines(document, pad=False):
        yield _shown(line, colour=colour)


def _shown(line: Sequence[Segment], *, colour: bool) -> str:
    """A line as a terminal shows it; what character references have put into it is replaced as well."""
    pieces = [(printable(segment.text), segment.style) for segment in line if not segment.control]
    while pieces and not pieces[-1][0].strip():
        pieces.pop()
    if pieces:
        pieces[-1] = pieces[-1][0].rstrip(), pieces[-1][1]
    if not colour:
        return "".join(text for text, _ in pieces)
    return "".join(style.render(text, color_system=ColorSystem.EIGHT_BIT) if style else text for text, style in pieces)


def _cleaned(tokens: Sequence[Any]) -> Iterator[Any]:
    """The tokens of a text without HTML: comments and tags go, a block of HTML is shown as code."""
    for token in tokens:
        if token.type == "html_block":
            token.content = _comment().sub("", token.content).strip()
            token.type = "code_block"
            if not token.content:
                continue
        if token.children:
            token.children = list(_inline(token.children))
        yield token


def _inline(children: Sequence[Any]) -> Iterator[Any]:
    inside = False
    for place, token in enumerate(children):
        if token.type == "html_inline":
            if not _break().fullmatch(token.content):
                continue
            token.type = "hardbreak"
        if token.type == "image":
            token.type, token.tag, token.children = "text", "", None
            token.content = f"[image] {token.content} ({token.attrs.get('src', '')})"
        if token.type == "link_open" and _is_plain(str(token.attrs.get("href", "")), children[place + 1].content):
            inside = True
        elif token.type == "link_close" and inside:
            inside = False
        else:
            yield token


def _is_plain(address: str, label: str) -> bool:
    """Whether a link is shown by its label alone: the label is the address, or that is a place in the same text."""
    return address.startswith("#") or label == address.removeprefix("mailto:")


@cache
def _comment() -> re.Pattern[str]:
    return re.compile(r"<!--.*?-->", re.DOTALL)


@cache
def _break() -> re.Pattern[str]:
    return re.compile(r"<br\s*/?>", re.IGNORECASE)
