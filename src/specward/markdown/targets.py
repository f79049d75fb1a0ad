"""Whatever a document leads to: the targets of its links, images and reference definitions."""

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
    from collections.abc import Iterator

    from specward.markdown.document import Document

_NOT_SEARCHED = frozenset({CODE, FENCE, HTML})


class Target(NamedTuple):
    """One target as written, without a title: `../adr/0007-x.md#decision`."""

    text: str
    span: Span

    @property
    def is_address(self) -> bool:
        """Whether it names its scheme or host, and so something that is no file beside the document."""
        return self.text.startswith(("//", "\\")) or _scheme().match(self.text) is not None

    @property
    def anchor(self) -> str:
        """What stands behind the number sign, percent signs resolved."""
        return unquoted(self.text.partition("#")[2])

    @property
    def way(self) -> str:
        """The path as written, percent signs resolved, without anchor and query; empty where there is none."""
        return unquoted(self.text.partition("#")[0].partition("?")[0])

    def path(self, document: str) -> str:
        """The path that it leads to from the document at a path; empty for an address, and for a mere anchor.

        A leading slash is the project's root, as on GitHub. What leads out of the project begins with `..`.
        """
        way = self.way
        if not way or self.is_address:
            return ""
        if way.startswith("/"):
            return posixpath.normpath(way.lstrip("/") or ".")
        return posixpath.normpath(posixpath.join(posixpath.dirname(document), way))


@remembered
def targets_in(document: Document) -> list[Target]:
    """Every target of a document, in source order; what code and comments hold is none."""
    text = document.text
    if "](" not in text and "]:" not in text:
        return []
    found: list[Target] = []
    for block in document.blocks:
        if block.kind not in _NOT_SEARCHED and text.find("]", block.start, block.end) >= 0:
            shown = inline.visible(text, block.start, block.end)
            found += _targets(text, block.start, shown)
    return found


def _targets(text: str, offset: int, shown: str) -> Iterator[Target]:
    for match in _pattern().finditer(shown):
        group = match.lastgroup or "inline"
        span = Span(offset + match.start(group), offset + match.end(group))
        yield Target(text[span.start : span.end], span)


def unquoted(target: str) -> str:
    """A target with its percent signs resolved."""
    if "%" not in target:
        return target
    from urllib.parse import unquote

    return unquote(target)


@cache
def _pattern() -> re.Pattern[str]:
    title = r"""(?:[ \t]{1,8}["'(][^"\r\n]{0,200}["')])?"""
    bare = r"[^()<>\s]{1,500}(?:\([^()<>\s]{0,100}\)[^()<>\s]{0,200})?"
    inline_ = rf"\]\([ \t]{{0,8}}(?:<(?P<angled>[^<>\r\n]{{1,500}})>|(?P<inline>{bare})){title}[ \t]{{0,8}}\)"
    reference = r"(?:^|(?<=\n))[ ]{0,3}\[(?!\^)[^\[\]\r\n]{1,200}\]:[ \t]{1,8}<?(?P<reference>[^\s<>]{1,500})>?"
    return re.compile(f"{inline_}|{reference}")


@cache
def _scheme() -> re.Pattern[str]:
    return re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}:")
