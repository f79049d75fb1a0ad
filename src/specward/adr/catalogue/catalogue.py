"""All decisions of a project: found by what people call them, followed from one to what took its place."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from specward.adr.catalogue.entry import Entry, sketch_of
from specward.adr.catalogue.others import identified_paths, is_decision, other_paths
from specward.artifacts.adr_links import CONVERSE, SUPERSEDED_BY
from specward.artifacts.adr_paths import AdrPaths
from specward.artifacts.kind import Kind
from specward.errors import UsageError
from specward.lazy import lazy
from specward.remembered import remembered
from specward.sources.source import UnreadableFile
from specward.sources.stored import StoredSource

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from specward.adr.catalogue.entry import Sketch
    from specward.artifacts.adr import Adr
    from specward.artifacts.adr_links import AdrLink
    from specward.project import Project

_LATEST = 5


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
        skipped: the files that stand beside the decisions and are none, by path.
    """

    def __init__(
        self, entries: Sequence[Entry], unread: Sequence[Unread] = (), home: str = "", skipped: Sequence[str] = ()
    ) -> None:
        self.entries = list(entries)
        self.unread = list(unread)
        self.skipped = list(skipped)
        self._home = home

    @lazy
    def at(self) -> dict[str, Entry]:
        """Every decision by its path."""
        return {entry.path: entry for entry in self.entries}

    @lazy
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
        raise UsageError(f"there is no decision {reference}", help=self._latest())

    def _latest(self) -> str:
        """What to say to somebody who looks for a decision that is not there."""
        if not self.entries:
            return "" if self.unread else '`spec new adr "Title"` writes the first'
        latest = sorted(self.entries, key=lambda entry: (-1 if entry.number is None else entry.number, entry.path))
        return f"the latest are {', '.join(entry.path.rpartition('/')[2] for entry in latest[-_LATEST:])}"

    @lazy
    def _related(self) -> dict[tuple[str, str], list[str]]:
        """For each record and kind the records that it is so related to, whichever of the two says it."""
        found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for entry in self.entries:
            for tie in entry.ties:
                if len(tie.paths) != 1 or tie.partly or tie.paths[0] == entry.path:
                    continue
                _add(found[entry.path, tie.kind], tie.paths[0])
                if tie.kind in CONVERSE:
                    _add(found[tie.paths[0], CONVERSE[tie.kind]], entry.path)
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
    if isinstance(project.source, StoredSource):
        from specward.adr.catalogue.cache import stored

        return stored(project.source, project)
    return collected(project, partial(sketch_at, project))


def collected(project: Project, sketch: Callable[[str], Sketch | None]) -> Catalogue:
    """The decisions of a project.

    Args:
        project: the project.
        sketch: the record at a path; None where it is gone meanwhile. It may raise `UnreadableFile`.
    """
    paths = paths_of(project)
    entries, unread, skipped = [], [], []
    for path in sorted([*project.of_kind(Kind.ADR), *other_paths(project)]):
        try:
            found = sketch(path)
        except UnreadableFile as error:
            unread.append(Unread(path, error.reason))
            continue
        if found:
            entries.append(found.among(paths))
        elif path not in project.kinds:
            skipped.append(path)
    return Catalogue(entries, unread, project.config.adr_folder, skipped)


def sketch_at(project: Project, path: str) -> Sketch | None:
    """The record at a path, read anew; None where there is none, or a file that is none.

    Raises:
        UnreadableFile: it cannot be read.
    """
    found = record_at(project, path)
    if found is None or (path not in project.kinds and not is_decision(found)):
        return None
    return sketch_of(found)


def record_at(project: Project, path: str) -> Adr | None:
    """The record at a path, read anew; None where there is none.

    Raises:
        UnreadableFile: it cannot be read.
    """
    from specward.artifacts.adr import read_adr
    from specward.artifacts.adr_markup import in_markdown

    document = project.document(path)
    return read_adr(in_markdown(document)) if document else None


def other_meant(link: AdrLink, path: str, project: Project) -> Entry | None:
    """The one other record that a link of the record at `path` means; None where it means none, several, or itself."""
    found = paths_of(project).meant_by(link, path)
    return catalogue_of(project).at.get(found[0]) if len(found) == 1 and found[0] != path else None


@remembered
def paths_of(project: Project) -> AdrPaths:
    """The paths of a project's decisions, by what references call them."""
    return AdrPaths(project.of_kind(Kind.ADR), partial(identified_paths, project))


def _add(paths: list[str], path: str) -> None:
    if path not in paths:
        paths.append(path)
