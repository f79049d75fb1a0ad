"""Links between records: in adr-tools' layout where a record has it, in its own notation where it has another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.adr.edit.editing import replacement
from specward.adr.edit.reference import Target, address
from specward.adr.tools.folder import title_of, visible
from specward.adr.tools.nygard import SUPERSEDED_BY, SUPERSEDES, StatusLink, is_laid_out_so, with_link, with_successor
from specward.artifacts import adr_links
from specward.errors import UsageError

if TYPE_CHECKING:
    from specward.adr.tools.folder import Folder
    from specward.artifacts.adr import Adr
    from specward.changes import Change

_KINDS = {SUPERSEDES.lower(): adr_links.SUPERSEDES, SUPERSEDED_BY.lower(): adr_links.SUPERSEDED_BY}
"""What other notations call the kinds that adr-tools misspells."""
_BREAKING = frozenset("[]\\<`")
_LONGEST_LABEL = 200


def linked(adr: Adr, kind: str, other: Adr) -> Adr:
    """A record that says of another what it is to it: `Amends [3. T](0003-t.md)`; as it was where it says so already.

    Raises:
        UsageError: it is not UTF-8, or has no place where that could stand.
    """
    if is_laid_out_so(adr):
        return with_link(adr, _status_link(adr, kind, other))
    from specward.adr.edit import links

    return links.with_link(adr, _KINDS.get(kind.lower(), kind.lower()), Target.of(other))


def superseded(adr: Adr, successor: Adr, *, date: str) -> Adr:
    """A record that says what superseded it, and no longer that it is accepted or proposed.

    Args:
        adr: the record.
        successor: what superseded it.
        date: the day, for a record that keeps a dated history.

    Raises:
        UsageError: it is not UTF-8, or its status cannot be changed by itself.
    """
    if is_laid_out_so(adr):
        return with_successor(adr, _status_link(adr, SUPERSEDED_BY, successor))
    from specward.adr.edit import status

    return status.superseded(adr, Target.of(successor), today=date)


def link(folder: Folder, source: str, kind: str, target: str, reverse: str) -> list[Change]:
    """The changes that relate two records, in both of them; none where both say so already.

    Args:
        folder: the records.
        source: the record that is to the other what `kind` says; see `Folder.record`.
        kind: `Amends`.
        target: the other.
        reverse: what the other is to the first: `Amended by`.

    Raises:
        UsageError: a reference means no record or several, or both mean one; a record cannot be edited.
    """
    first, second = folder.record(source), folder.record(target)
    if first.document.path == second.document.path:
        raise UsageError("a record is not linked with itself", where=first.document.path)
    edited = [(first, linked(first, one_line(kind), second)), (second, linked(second, one_line(reverse), first))]
    return [replacement(before, after) for before, after in edited if after is not before]


def one_line(kind: str) -> str:
    """What a link says, on one line.

    Raises:
        UsageError: it says nothing.
    """
    words = " ".join(kind.split())
    if not words:
        raise UsageError("a link says what one record is to the other", help='adr link 12 Amends 10 "Amended by"')
    return words


def _status_link(adr: Adr, kind: str, other: Adr) -> StatusLink:
    """A link to a record, labelled with its title; with its name where the title would not be read back as a label."""
    title = visible(title_of(other.document))
    fits = title and len(title) <= _LONGEST_LABEL and _BREAKING.isdisjoint(title)
    return StatusLink(kind, title if fits else other.name, address(other.document.path, adr.document.path))
