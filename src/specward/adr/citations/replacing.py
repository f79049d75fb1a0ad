"""A citation put right: the decision that holds now in place of a dead one, in the form in which it was cited."""

from __future__ import annotations

import posixpath
import re
from functools import cache
from typing import TYPE_CHECKING

from specward.finding import Edit, Position, Span
from specward.markdown.document import UTF8

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specward.adr.catalogue.entry import Entry
    from specward.adr.citations.scan import Citation
    from specward.markdown.document import Document


def edits_to(successor: Entry, old: Entry, citations: Iterable[Citation], document: Document) -> tuple[Edit, ...]:
    """The edits that make some citations of one file name another decision; none where one cannot be put so.

    Args:
        successor: the decision to name.
        old: the one that they name.
        citations: the citations.
        document: the file.
    """
    if document.encoding != UTF8:  # such a file is never rewritten
        return ()
    edits = []
    for citation in citations:
        words = _renamed(citation, successor, old)
        if not words:
            return ()
        start = document.offset(Position(citation.line, citation.mention.start + 1))
        span = Span(start, start + len(citation.mention.text))
        if document.slice(span) != citation.mention.text:
            return ()
        edits.append(Edit(citation.path, span, words))
    return tuple(edits)


def _renamed(citation: Citation, successor: Entry, old: Entry) -> str:
    """A citation's words with the successor in place of the old decision; empty where that cannot be said."""
    mention = citation.mention
    if not mention.target:
        return _name(mention.text, successor)
    if "://" in mention.target:
        return ""
    target = _target(mention.target, citation.path, successor, old)
    if mention.text == mention.target:
        return target
    label, bracket, rest = mention.text.rpartition("](")
    return f"{_label(label, successor, old)}{bracket}{rest.replace(mention.target, target)}"


def _name(name: str, successor: Entry) -> str:
    """`ADR-0009` for `ADR-0007`, `ADR 12` for `ADR 7`: letters, gap and width stay, the clause goes."""
    if successor.number is None:
        return ""
    number = str(successor.number)
    return _plain_name().sub(lambda match: match[1] + number.zfill(len(match[2])), name)


def _label(label: str, successor: Entry, old: Entry) -> str:
    """The words of a link: number and title of the successor where they were those of the old decision."""

    def renumbered(match: re.Match[str]) -> str:
        if successor.number is None or int(match[2]) != old.number:
            return match[0]
        return match[1] + str(successor.number).zfill(len(match[2]))

    found = _numbered().sub(renumbered, label)
    if old.title and successor.title:
        found = found.replace(old.title, successor.title)
    old_name, new_name = (entry.path.rpartition("/")[2] for entry in (old, successor))
    return found.replace(old_name, new_name)


def _target(target: str, citing: str, successor: Entry, old: Entry) -> str:
    """The path that leads to the successor, from where the old one leads to the old decision; without an anchor."""
    plain = target.partition("#")[0]
    name = old.path.rpartition("/")[2]
    if successor.folder == old.folder and plain.endswith(name):
        return plain[: -len(name)] + successor.path.rpartition("/")[2]
    if posixpath.normpath(plain) == old.path:
        return successor.path
    return posixpath.relpath(successor.path, posixpath.dirname(citing) or ".")


@cache
def _plain_name() -> re.Pattern[str]:
    """A name's letters, its number, and the clause that may follow."""
    return re.compile(r"([^\d]{1,8})(\d{1,6}).*", re.ASCII)


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(r"(\[|ADR[-_ ]?#?)(\d{1,6})(?![\w])", re.ASCII | re.IGNORECASE)
