"""Which links still rest on what a person has seen: the graph held against the locks. Nothing is written here.

A link is in doubt (suspect) when what its parent says has changed since its review; what rests on the child in turn is
not.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from specward.lazy import lazy
from specward.remembered import remembered, remembered_each
from specward.trace.build import graph_of
from specward.trace.fingerprints import Fingerprints
from specward.trace.lock import APPROVED, CorruptLock, Entry, Lock, read_lock
from specward.trace.node import LinkKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from specward.project import Project
    from specward.trace.lock import Identity
    from specward.trace.node import Link, Node


class State(StrEnum):
    """What became of a link since it was reviewed."""

    REVIEWED = "reviewed"
    SUSPECT = "suspect"
    """Its parent says something else now."""
    MOVED = "moved"
    """The scenario that it names by position stands in another place, its text as it was."""
    UNREVIEWED = "unreviewed"


class LinkState(NamedTuple):
    """One link and what became of it."""

    link: Link
    state: State
    entry: Entry | None
    """What the lock remembers of it."""
    moved_to: str = ""
    """Where a parent that is named by position stands now: its key."""


class Reviews:
    """The links of a project beside what its locks remember. Use `reviews_of`, which keeps it."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self.graph = graph_of(project)
        self.fingerprints = Fingerprints(project, self.graph)

    @remembered_each
    def lock(self, folder: str) -> Lock | CorruptLock | None:
        """The lock of a feature, read once.

        Raises:
            UnreadableFile: it is there and cannot be read.
        """
        return read_lock(self._project, folder)

    def states(self, folder: str) -> list[LinkState]:
        """Every link that the lock of a feature is to remember; a corrupt lock remembers none."""
        lock = self.lock(folder)
        home = self.graph.folders[folder]
        if not isinstance(lock, Lock):
            return [LinkState(link, State.UNREVIEWED, None) for link in self._by_home.get(home, ())]
        told = _Remembered(lock)
        return [self._state(link, home, told) for link in self._by_home.get(home, ())]

    def changed(self, folder: str) -> Iterator[Node]:
        """The items of a feature that were approved and are not what they were, or rest on other parents."""
        lock = self.lock(folder)
        if not isinstance(lock, Lock):
            return
        home = self.graph.folders[folder]
        for entry in lock.entries.values():
            node = self.graph.nodes.get(f"{home}/{entry.item}") if entry.kind == APPROVED else None
            if node and not self.fingerprints.says_with_parents(node.key, entry.of_item):
                yield node

    def identity(self, link: Link, home: str) -> Identity:
        """A link as the lock of the feature `home` names it."""
        spelled = self.fingerprints.spelled
        return spelled(link.child, home), link.kind.value, spelled(link.parent, home)

    def _state(self, link: Link, home: str, told: _Remembered) -> LinkState:
        says = self.fingerprints.says
        identity = self.identity(link, home)
        entry = told.lock.entries.get(identity)
        if not self.graph.nodes[link.child].stable and not (entry and says(link.child, entry.of_item)):
            moved = told.by_content(identity, self.fingerprints.every(link.child))
            if moved and says(link.parent, moved.of_parent):
                return LinkState(link, State.MOVED, moved)
            # The line of this place is that of a scenario which stands elsewhere now, or still is about this one.
            entry = moved or (None if entry and entry.of_item in self._scenarios(home) else entry)
        if entry is None:
            return LinkState(link, State.UNREVIEWED, None)
        if says(link.parent, entry.of_parent):
            return LinkState(link, State.REVIEWED, entry)
        parent = self.graph.nodes[link.parent]
        moved_to = "" if parent.stable else self._scenarios(parent.feature).get(entry.of_parent, "")
        return LinkState(link, State.MOVED if moved_to else State.SUSPECT, entry, moved_to)

    @remembered_each
    def _scenarios(self, feature: str) -> dict[str, str]:
        return self.fingerprints.scenarios_by_position(feature)

    @lazy
    def _by_home(self) -> dict[str, list[Link]]:
        """The links by the feature whose lock remembers them: the child's, or of a test the parent's."""
        found: dict[str, list[Link]] = {}
        nodes = self.graph.nodes
        for link in self.graph.links:
            child, parent = nodes.get(link.child), nodes.get(link.parent)
            home = child and parent and (child.feature or parent.feature)
            if home and link.kind is not LinkKind.SUPERSEDES:
                found.setdefault(home, []).append(link)
        return found


class _Remembered:
    """A lock, and its lines by what they say of the child."""

    def __init__(self, lock: Lock) -> None:
        self.lock = lock

    def by_content(self, identity: Identity, fingerprints: Collection[str]) -> Entry | None:
        """The line about a link of this kind to this parent whose child said what the fingerprints are made of."""
        return next((entry for one in fingerprints if (entry := self._by_content.get((*identity[1:], one)))), None)

    @lazy
    def _by_content(self) -> dict[tuple[str, str, str], Entry]:
        return {(entry.kind, entry.parent, entry.of_item): entry for entry in self.lock.links}


@remembered
def reviews_of(project: Project) -> Reviews:
    """The reviews of a project, read once and kept as long as the project is.

    Raises:
        UnreadableFile: a document is there and cannot be read.
    """
    return Reviews(project)


def suspects(project: Project) -> frozenset[tuple[str, str]]:
    """Child and parent of every link that is in doubt. Features without a lock, or with a corrupt one, have none.

    Raises:
        UnreadableFile: a document or a lock is there and cannot be read.
    """
    if not project.kept:
        return frozenset()
    reviews = reviews_of(project)
    return frozenset(
        (found.link.child, found.link.parent)
        for folder in reviews.graph.folders
        if isinstance(reviews.lock(folder), Lock)
        for found in reviews.states(folder)
        if found.state is State.SUSPECT
    )
