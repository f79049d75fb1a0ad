"""The files of the project that a decision names: in its text, and in the fields that say what it applies to."""

from __future__ import annotations

import posixpath
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.markdown.scan import CODE, FENCE, HTML

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.adr import Adr

AFFECTS = frozenset({"affects", "affected files", "affected", "applies_to", "applies-to", "applies to"})
"""The fields that name paths and globs that a decision is about."""
_NOT_SEARCHED = frozenset({CODE, FENCE, HTML})


class NamedPath(NamedTuple):
    """A path in a record's text, as code or as the target of a link."""

    path: str
    """From the project's root, as it may be meant: what is written counts from there, or from the record."""
    beside: str
    """The same, counted from the record."""
    start: int
    end: int


def named_paths(adr: Adr) -> Iterator[NamedPath]:
    """The paths in a record's text, in source order; what stands in its code blocks and comments does not count."""
    from specward.markdown.links import links_in

    text, folder = adr.document.text, posixpath.dirname(adr.document.path)
    links = links_in(adr.document)
    in_words = [link.words_span for link in links]
    for link in links:
        if not link.is_foreign and link.path(adr.document.path):
            yield _named(link.path(adr.document.path), "", *link.target_span)
    for block in adr.document.blocks:
        if block.kind in _NOT_SEARCHED:
            continue
        for match in _code().finditer(text, block.start, block.end):
            # Of a link the target decides, whatever its words say.
            if not any(span.start <= match.start() < span.end for span in in_words):
                yield _named(match["path"], folder, *match.span("path"))


def affected(adr: Adr) -> list[str]:
    """The paths and globs that a record's fields say it is about, as written, each once."""
    values = (metadatum.value for metadatum in adr.metadata if metadatum.name in AFFECTS)
    items = (item.strip(" \t\r`\"'") for value in values for item in _separator().split(value.strip("[]")))
    return list(dict.fromkeys(item.removeprefix("./") for item in items if _pathlike().fullmatch(item)))


def _named(written: str, folder: str, start: int, end: int) -> NamedPath:
    beside = posixpath.normpath(posixpath.join(folder, written))
    return NamedPath(posixpath.normpath(written), beside, start, end)


@cache
def _code() -> re.Pattern[str]:
    """A path with a folder in backquotes, with the line that may follow it."""
    part = r"[\w.@+()\[\]-]{1,100}"
    return re.compile(rf"`(?P<path>(?:{part}/){{1,15}}{part}/?)(?:(?::|#L)\d{{1,7}}(?:[-–]L?\d{{1,7}})?)?`")


@cache
def _separator() -> re.Pattern[str]:
    """What parts the items of a list, of YAML or in words."""
    return re.compile(r"[,;]|(?:^|[\r\n])[ \t]*-[ \t]|[\r\n]")


@cache
def _pathlike() -> re.Pattern[str]:
    return re.compile(r"[\w.@+*?-]{1,100}(?:/[\w.@+*?-]{0,100}){0,15}")
