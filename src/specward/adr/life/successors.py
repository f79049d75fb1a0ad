"""The records that a record says superseded it, and what of that a new status keeps."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.adr.catalogue.catalogue import paths_of
from specward.adr.edit.links import said, with_link, without_link
from specward.artifacts.adr_links import SUPERSEDED_BY, SUPERSEDES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.adr.life.edits import Edits
    from specward.artifacts.adr import Adr
    from specward.artifacts.adr_links import AdrLink


def named_successors(edits: Edits, adr: Adr) -> Iterator[tuple[AdrLink, Adr]]:
    """The records that a record says superseded it."""
    for link in adr.links:
        paths = paths_of(edits.project).meant_by(link, adr.document.path) if link.kind == SUPERSEDED_BY else []
        if len(paths) == 1:
            yield link, edits.at(paths[0])


def with_links_in_part(edits: Edits, adr: Adr, edited: Adr) -> Adr:
    """The record with the supersessions in part that its former status named: they remain true."""
    for link, other in named_successors(edits, adr):
        target = edits.target(other)
        if link.partly and not said(edited, SUPERSEDED_BY, target):
            edited = with_link(edited, SUPERSEDED_BY, target, partly=True, part=part_of(adr, link))
    return edited


def part_of(adr: Adr, link: AdrLink) -> str:
    """The part that a link is about, as it stands in parentheses behind it: `(§4)`; empty where none does."""
    match = _part().match(adr.document.text, link.end)
    return match[1] if match else ""


def let_go(edits: Edits, adr: Adr, edited: Adr) -> None:
    """Take the supersession out of the records that the former status named, where the new one does not."""
    for link, other in named_successors(edits, adr):
        if not link.partly and not said(edited, SUPERSEDED_BY, edits.target(other)):
            edits.put(without_link(other, SUPERSEDES, edits.target(edited)))


@cache
def _part() -> re.Pattern[str]:
    return re.compile(r"[ \t]*\(([^()\[\]\r\n]{1,80})\)")
