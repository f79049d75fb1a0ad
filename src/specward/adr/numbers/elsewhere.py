"""Numbers that another line of work has given to another decision: the merge would be clean, and leave two of them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.adr import read_adr
from specward.artifacts.adr_identity import AdrIdentity, folder_of
from specward.artifacts.kind import Kind
from specward.git.elsewhere import GitElsewhere
from specward.git.range import is_shallow
from specward.lazy import lazy
from specward.markdown.document import Document
from specward.remembered import remembered
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from specward.artifacts.kind import Layout
    from specward.git.elsewhere import Elsewhere, Line
    from specward.project import Project


class Collision(NamedTuple):
    """A number that two decisions bear, one here and one elsewhere."""

    number: int
    path: str
    """The record here."""
    other_path: str
    """The record there, which is not here."""
    ref: str
    """Where that is: `feature/login`, `origin/main`, `the work tree ../side`."""
    other_title: str
    """Without its number; empty where the record there has none."""


def collisions(root: str, project: Project) -> list[Collision]:
    """The collisions of a project's decisions, as `colliding` finds them in the repository around it.

    Args:
        root: the project's root.
        project: any state of it; other lines are held against HEAD.

    Raises:
        UndeterminedError: git refuses.
    """
    if project.elsewhere:  # the rules have asked already, or will
        return [collision for found in collisions_of(project).values() for collision in found]
    return colliding(project, GitElsewhere(root))


@remembered
def collisions_of(project: Project) -> dict[str, list[Collision]]:
    """The collisions of each record, by its path, by what the project was opened with; none where with nothing."""
    found: defaultdict[str, list[Collision]] = defaultdict(list)
    for collision in colliding(project, project.elsewhere) if project.elsewhere else []:
        found[collision.path].append(collision)
    return dict(found)


def colliding(project: Project, elsewhere: Elsewhere) -> list[Collision]:
    """The records whose number another record bears on another line of work, by path.

    Both must have come after the two lines parted. A record that only has another name or another number there is the
    same one, and so is one that says the same. A record that is published on a main line has come first: the other
    one will have to move, and it is told there.

    Raises:
        UndeterminedError: git refuses.
    """
    ours = _Records(project.of_kind(Kind.ADR))
    found: dict[tuple[str, str], Collision] = {}
    for line, rivals in _rivals(ours, project, elsewhere):
        pairs = [pair for pair in rivals if pair not in found]
        shared = elsewhere.shared(line, ours.folders) if pairs else None
        for path, other in pairs if shared is not None else []:
            if _came_later(path, other, ours.paths & line.paths, shared or frozenset()):
                collision = _collision(project, elsewhere, line, path, other)
                if collision:
                    found[path, other] = collision
    return [found[pair] for pair in sorted(found)]


def untold(root: str, project: Project, paths: Collection[str]) -> list[str]:
    """The other lines that bear the number of some records too, where a shallow clone hides which of both came later.

    Args:
        root: the project's root, in a repository.
        project: any state of it.
        paths: of the records.

    Raises:
        UndeterminedError: git refuses.
    """
    if not is_shallow(root):
        return []
    ours, elsewhere = _Records(project.of_kind(Kind.ADR)), GitElsewhere(root)
    return [
        line.name
        for line, pairs in _rivals(ours, project, elsewhere)
        if any(path in paths for path, _ in pairs) and elsewhere.shared(line, ours.folders) is None
    ]


class _Records:
    """The records of one line of work."""

    def __init__(self, paths: Iterable[str]) -> None:
        self.paths = frozenset(paths)

    @lazy
    def numbered(self) -> dict[tuple[str, int], list[str]]:
        """The records by folder and number."""
        found: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        for path in sorted(self.paths):
            number = AdrIdentity.parse(path).number
            if number is not None:
                found[folder_of(path), number].append(path)
        return dict(found)

    @lazy
    def folders(self) -> list[str]:
        """The folders in which records are numbered."""
        return sorted({folder for folder, _ in self.numbered})

    @lazy
    def slugs(self) -> set[tuple[str, str]]:
        """What the records are called besides their numbers, each with its folder."""
        return {_slug(path) for path in self.paths}


def _slug(path: str) -> tuple[str, str]:
    return folder_of(path), AdrIdentity.parse(path).slug.lower()


def _rivals(ours: _Records, project: Project, elsewhere: Elsewhere) -> Iterator[tuple[Line, list[tuple[str, str]]]]:
    """The pairs of records with each other line of work, but for those of ours that are published already."""
    published: frozenset[str] | None = None
    for line in elsewhere.lines(ours.folders) if ours.folders else []:
        pairs = list(_pairs(ours, _Records(line.paths), project.layout))
        if pairs and published is None:
            published = elsewhere.published(ours.folders)
        yield line, [pair for pair in pairs if pair[0] not in (published or ())]


def _pairs(ours: _Records, theirs: _Records, layout: Layout) -> Iterator[tuple[str, str]]:
    """A record here that is not there, with one there that is not here and has its number and another name."""
    for other in sorted(theirs.paths - ours.paths):
        number = AdrIdentity.parse(other).number
        if number is None or layout.kind_of(other) is not Kind.ADR or _is_called_so(other, ours):
            continue
        for path in ours.numbered.get((folder_of(other), number), []):
            if path not in theirs.paths and not _is_called_so(path, theirs):
                yield path, other


def _is_called_so(path: str, others: _Records) -> bool:
    """Whether one of some other records has a record's name, be it under another number."""
    slug = _slug(path)
    return bool(slug[1]) and slug in others.slugs


def _came_later(path: str, other: str, both: frozenset[str], shared: frozenset[str]) -> bool:
    """Whether two records are new since their lines parted, and no other name of one that was there before.

    Args:
        path: the record here.
        other: the record there.
        both: what stands on both lines.
        shared: what stood where they parted.
    """
    if path in shared or other in shared:
        return False
    number, folder = AdrIdentity.parse(path).number, folder_of(path)
    former = (one for one in shared if folder_of(one) == folder and AdrIdentity.parse(one).number == number)
    return all(one in both for one in former)


def _collision(project: Project, elsewhere: Elsewhere, line: Line, path: str, other: str) -> Collision | None:
    """The collision of two records; None where both say the same."""
    there = elsewhere.read(line, other) or b""
    try:
        here = project.source.read(path)
    except UnreadableFile:
        here = None
    title = read_adr(Document.from_bytes(other, there)).title
    if there and here and (here == there or read_adr(Document.from_bytes(path, here)).title == title != ""):
        return None
    return Collision(AdrIdentity.parse(path).number or 0, path, other, line.name, title)
