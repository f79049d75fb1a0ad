"""All decisions of a project: found by what people call them, followed from one to what took its place."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from specward.adr.catalogue.entry import Entry, entry_of
from specward.artifacts.adr import read_adr
from specward.artifacts.adr_links import INVERSE, SUPERSEDED_BY
from specward.artifacts.adr_paths import AdrPaths
from specward.artifacts.kind import Kind
from specward.errors import UsageError
from specward.remembered import remembered
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.artifacts.adr import Adr
    from specward.project import Project

_LATEST = 5
_INVERSE = {**INVERSE, **{other: kind for kind, other in INVERSE.items()}}


class Unread(NamedTuple):
    """A record that is there and cannot be read."""

    path: str
    reason: str


class Catalogue:
    """The decisions of one state of a project.

    Args:
        entries: every decision, by path.
        unread: the records that could not be read.
        home: the folder in which new records are kept; a number that several folders use means the one there.
    """

    def __init__(self, entries: Sequence[Entry], unread: Sequence[Unread] = (), home: str = "") -> None:
        self.entries = list(entries)
        self.unread = list(unread)
        self._home = home

    @cached_property
    def at(self) -> dict[str, Entry]:
        """Every decision by its path."""
        return {entry.path: entry for entry in self.entries}

    @cached_property
    def by_number(self) -> dict[int, list[Entry]]:
        """The decisions that bear each number, by path."""
        found: defaultdict[int, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            if entry.number is not None:
                found[entry.number].append(entry)
        return dict(found)

    def find(self, reference: str) -> Entry:
        """The decision that a reference means.

        Args:
            reference: a number in any width, `ADR-0007`, a path, a file name or its stem, or a piece of one title or
                of one file name; the first of these that fits anything counts.

        Raises:
            UsageError: it means none, or more than one.
        """
        from specward.adr.catalogue.lookup import meant_by

        found = meant_by(reference, self)
        near = [entry for entry in found if entry.folder == self._home]
        found = near or found
        if len(found) == 1:
            return found[0]
        if found:
            listed = ", ".join(entry.path for entry in found)
            raise UsageError(f"{reference} names {len(found)} decisions: {listed}", help="give the path of one")
        latest = ", ".join(entry.path.rpartition("/")[2] for entry in self.entries[-_LATEST:])
        raise UsageError(f"there is no decision {reference}", help=f"the latest are {latest}" if latest else "")

    @cached_property
    def _related(self) -> dict[tuple[str, str], list[str]]:
        """For each record and kind the records that it is so related to, whichever of the two says it."""
        found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for entry in self.entries:
            for tie in entry.ties:
                if len(tie.paths) != 1 or tie.partly or tie.paths[0] == entry.path:
                    continue
                _add(found[entry.path, tie.kind], tie.paths[0])
                if tie.kind in _INVERSE:
                    _add(found[tie.paths[0], _INVERSE[tie.kind]], entry.path)
        return dict(found)

    def related(self, entry: Entry, kind: str) -> list[Entry]:
        """The decisions that one is related to in a way, such as `superseded by`, whichever of the two says it.

        Relations in part, to a shared number and to itself are left out.
        """
        paths = self._related.get((entry.path, kind), [])
        return [self.at[path] for path in paths if path in self.at]

    def successors(self, entry: Entry) -> list[Entry]:
        """The decisions that hold in place of one: the ends of its supersessions; none where nothing superseded it.

        A ring of supersessions has no end, and so gives none.
        """
        ends: dict[str, Entry] = {}
        seen = {entry.path}
        ahead = list(self.related(entry, SUPERSEDED_BY))
        while ahead:
            following = ahead.pop(0)
            if following.path in seen:
                continue
            seen.add(following.path)
            further = self.related(following, SUPERSEDED_BY)
            if not further:
                ends[following.path] = following
            ahead += further
        return list(ends.values())


@remembered
def catalogue_of(project: Project) -> Catalogue:
    """The decisions of a project, read once and kept as long as the project is."""
    paths = paths_of(project)
    entries, unread = [], []
    for path in project.of_kind(Kind.ADR):
        try:
            document = project.document(path)
        except UnreadableFile as error:
            unread.append(Unread(path, error.reason))
            continue
        if document:
            entries.append(entry_of(read_adr(document), paths))
    return Catalogue(entries, unread, project.config.adr_folder)


def find_record(project: Project, reference: str) -> Adr:
    """The record that a reference means, read anew; see `Catalogue.find`.

    Raises:
        UsageError: it means none, or more than one.
        UnreadableFile: it cannot be read.
    """
    path = catalogue_of(project).find(reference).path
    document = project.document(path)
    if document is None:  # deleted since the catalogue was read
        raise UsageError(f"there is no decision {reference}", where=path)
    return read_adr(document)


@remembered
def paths_of(project: Project) -> AdrPaths:
    """The paths of a project's decisions, by what references call them."""
    return AdrPaths(project.of_kind(Kind.ADR))


def _add(paths: list[str], path: str) -> None:
    if path not in paths:
        paths.append(path)
