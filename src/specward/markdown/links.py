"""The inline links of a document, and the places in other documents that they lead to.

What stands in code, in comments and in front matter is no link. Links by reference (`[words][name]`) are not read.
"""

from __future__ import annotations

import posixpath
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.finding import Span
from specward.markdown import inline
from specward.markdown.scan import CODE, FENCE, HTML
from specward.remembered import remembered

if TYPE_CHECKING:
    from specward.markdown.document import Document

_NOT_SEARCHED = frozenset({CODE, FENCE, HTML})


class Link(NamedTuple):
    """One link: `[words](target "title")`."""

    words: str
    target: str
    """As written, without its title: `../adr/0007-x.md#decision`."""
    span: Span
    """Of the whole link."""
    words_span: Span
    target_span: Span

    @property
    def is_foreign(self) -> bool:
        """Whether it leads out of the project: a web address, a path of a web site."""
        return self.target.startswith(("/", "mailto:")) or _scheme().match(self.target) is not None

    @property
    def anchor(self) -> str:
        """The place in the document that is meant, percent signs resolved; empty where the whole of it is."""
        return _unquoted(self.target.partition("#")[2])

    def path(self, document: str) -> str:
        """The path that it leads to from the document at a path; empty where it leads out or stays in that document."""
        plain = _unquoted(self.target.partition("#")[0].partition("?")[0])
        if not plain or self.is_foreign:
            return ""
        return posixpath.normpath(posixpath.join(posixpath.dirname(document), plain))


@remembered
def links_in(document: Document) -> list[Link]:
    """Every inline link of a document, in source order; images are none."""
    text = document.text
    if "](" not in text:
        return []
    found: list[Link] = []
    for block in document.blocks:
        if block.kind not in _NOT_SEARCHED and text.find("](", block.start, block.end) >= 0:
            shown = inline.visible(text, block.start, block.end)
            found += [_link(text, block.start, match) for match in _inline().finditer(shown)]
    return found


def _link(text: str, offset: int, match: re.Match[str]) -> Link:
    span, words, target = (Span(offset + match.start(part), offset + match.end(part)) for part in (0, 1, 2))
    return Link(text[words.start : words.end], match[2], span, words, target)


def _unquoted(target: str) -> str:
    if "%" not in target:
        return target
    from urllib.parse import unquote

    return unquote(target)


@cache
def _inline() -> re.Pattern[str]:
    words = r"(?<!!)\[([^\[\]]{1,300})\]"
    title = r"""(?:[ \t]{1,8}["'(][^"\r\n]{0,200}["')])?"""
    return re.compile(
        rf"{words}\([ \t]{{0,8}}<?([^()<>\s]{{1,500}}(?:\([^()<>\s]{{0,100}}\)[^()<>\s]{{0,200}})?)>?{title}\)"
    )


@cache
def _scheme() -> re.Pattern[str]:
    return re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}:")
