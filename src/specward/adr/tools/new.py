"""A new record, and the links that it is born with."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.adr.edit.editing import replacement
from specward.adr.tools.folder import number_taken
from specward.adr.tools.nygard import SUPERSEDES
from specward.adr.tools.relations import linked, one_line, superseded
from specward.adr.tools.template import filled
from specward.artifacts.adr import read_adr
from specward.changes import Create
from specward.errors import UsageError
from specward.ids import next_number, slug
from specward.markdown.document import Document
from specward.scaffold.title import clean_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.adr.tools.folder import Folder
    from specward.adr.tools.place import Place
    from specward.changes import Change

FIRST_TITLE = "Record architecture decisions"
_STATUS = "Accepted"
_LONGEST = 200
"""Bytes of a file's name, its ending left out: file systems take 255."""


class Link(NamedTuple):
    """A link that a new record is born with."""

    target: str
    """The other record, as people name it."""
    kind: str
    reverse: str

    @classmethod
    def parse(cls, words: str) -> Link:
        """The link in `TARGET:LINK:REVERSE-LINK`; further fields mean nothing.

        Raises:
            UsageError: one of the three is missing.
        """
        target, kind, reverse = [*words.split(":"), "", "", ""][:3]
        if not (target.strip() and kind.strip() and reverse.strip()):
            help_ = 'write TARGET:LINK:REVERSE-LINK, such as "5:Amends:Amended by"'
            raise UsageError(f"-l {words} is not a target, a link and a reverse link", help=help_)
        return cls(target, one_line(kind), one_line(reverse))


class NewRecord(NamedTuple):
    """A record to be written."""

    name: str
    """Of its file."""
    changes: list[Change]
    """The record first, then those that it is linked with."""


def next_in(place: Place) -> int:
    """The number after the highest that a record of the folder bears, on any branch; ask under the lock.

    Raises:
        UndeterminedError: the folder or the repository cannot be read.
    """
    return next_number(place.root, place.folder, number_taken)


def new_record(  # noqa: PLR0913 -- one argument for each fact of the new record
    folder: Folder,
    title: str,
    template: str,
    *,
    number: int,
    date: str,
    supersedes: Sequence[str] = (),
    links: Sequence[Link] = (),
) -> NewRecord:
    """An accepted record, and the records that it supersedes or is linked with, changed.

    Args:
        folder: the records there are.
        title: the decision in a few words.
        template: see `template.filled`.
        number: its number, not taken by any other.
        date: written as it is given.
        supersedes: the records that it supersedes; see `Folder.record`.
        links: what else it is to other records, and they to it.

    Raises:
        UsageError: the title is empty, a reference means no record or several, a record cannot be edited.
    """
    title = clean_title(title)
    name = file_name(number, title)
    values = {"NUMBER": str(number), "TITLE": title, "DATE": date, "STATUS": _STATUS}
    new = read_adr(Document(folder.place.path(name), filled(template, values)))
    former = {reference: folder.record(reference) for reference in [*supersedes, *(link.target for link in links)]}
    before = {adr.document.path: adr for adr in former.values()}
    now = dict(before)
    for reference in supersedes:
        path = former[reference].document.path
        now[path] = superseded(now[path], new, date=date)
        new = linked(new, SUPERSEDES, now[path])
    for link in links:
        path = former[link.target].document.path
        new = linked(new, link.kind, now[path])
        now[path] = linked(now[path], link.reverse, new)
    edited = [replacement(before[path], adr) for path, adr in now.items() if adr is not before[path]]
    return NewRecord(name, [Create(new.document.path, new.document.text), *edited])


def file_name(number: int, title: str) -> str:
    """The name of a record's file: `0007-use-h2.md`. Letters of any script stay; a title without any has a name too."""
    bare = f"{number:04d}"
    words = slug(f"{bare} {title}", _LONGEST)
    return f"{words}-{slug('')}.md" if words == bare else f"{words}.md"
