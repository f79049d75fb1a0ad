"""What other branches and linked work trees hold: what a merge would bring, told from a few folders.

Nothing is asked before the first question. Where there is no repository, no commit or no git, there is nothing
elsewhere.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple, Protocol

from specward import noted
from specward.errors import UndeterminedError
from specward.git.folders import folder_trees, names_in
from specward.git.objects import Blobs
from specward.git.place import find_place
from specward.git.process import GitMissing, run
from specward.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from specward.git.place import GitPlace

_BRANCHES = "refs/heads/"
_REMOTES = "refs/remotes/"
_MAIN_NAMES = frozenset({"main", "master", "trunk"})
# `%(HEAD)` marks the branch that is checked out, `%(symref)` what `origin/HEAD` stands for.
_REFS = ["for-each-ref", "--format=%(HEAD)%(objectname) %(refname) %(symref)", _BRANCHES, _REMOTES]


class Line(NamedTuple):
    """Another line of work."""

    name: str
    """As people call it: `feature/login`, `origin/main`, `the work tree ../side`."""
    commit: str
    """Where it stands."""
    paths: frozenset[str]
    """What it holds directly in the folders that were asked about, relative to the project's root."""
    root: str = ""
    """The project's root in a linked work tree; empty for a branch."""


class Elsewhere(Protocol):
    """What is known of other lines of work."""

    def lines(self, folders: Sequence[str]) -> list[Line]:
        """Every other line whose folders differ from those of HEAD, main lines first, branches before remote ones."""
        ...

    def shared(self, line: Line, folders: Sequence[str]) -> frozenset[str] | None:
        """What the folders held where a line and HEAD parted; None where they have nothing in common."""
        ...

    def published(self, folders: Sequence[str]) -> frozenset[str]:
        """What the folders hold on the main line of a remote."""
        ...

    def read(self, line: Line, path: str) -> bytes | None:
        """The bytes of a file there; None where there is none."""
        ...


class _Ref(NamedTuple):
    name: str
    commit: str
    is_remote: bool
    is_main: bool

    @property
    def rank(self) -> tuple[bool, bool]:
        """What a path is told of first: the main line, and a branch before the copy that a remote has of it."""
        return not self.is_main, self.is_remote


class GitElsewhere:
    """The other lines of a repository, as seen from the work tree that a project lies in.

    Args:
        root: the project's root.
    """

    def __init__(self, root: str) -> None:
        self._root = root
        self._objects = Blobs(root)
        self._trees: dict[str, list[str]] = {}

    def lines(self, folders: Sequence[str]) -> list[Line]:
        """See `Elsewhere`; work trees come last.

        Raises:
            UndeterminedError: git refuses.
        """
        place = find_place(self._root)
        try:
            refs = self._refs if place else []
            if place is None or not (refs or len(place.worktrees()) > 1):
                return []
            found = self._holding(["HEAD", *(ref.commit for ref in refs)], folders)
        except GitMissing:
            return []
        here = found.get("HEAD", {})
        differing = [ref for ref in refs if ref.commit in found and found[ref.commit] != here]
        self._read(tree for ref in differing for tree in found[ref.commit].values())
        known: dict[tuple[tuple[str, str], ...], frozenset[str]] = {}
        lines = []
        for ref in differing:
            held = tuple(found[ref.commit].items())
            if held not in known:
                known[held] = self._paths(found[ref.commit])
            lines.append(Line(ref.name, ref.commit, known[held]))
        return lines + _work_trees(place, self._root, refs, folders)

    def shared(self, line: Line, folders: Sequence[str]) -> frozenset[str] | None:
        """See `Elsewhere`.

        Raises:
            UndeterminedError: git refuses.
        """
        parted = run(["merge-base", "HEAD", line.commit], self._root)
        if parted.status:  # no commit in common, a shallow clone, or no commit yet
            return None
        return self._held_at([parted.out.decode().strip()], folders)

    def held(self, revision: str, folders: Sequence[str]) -> frozenset[str]:
        """What the folders hold at a revision.

        Raises:
            UndeterminedError: git refuses.
        """
        return self._held_at([revision], folders)

    def published(self, folders: Sequence[str]) -> frozenset[str]:
        """See `Elsewhere`.

        Raises:
            UndeterminedError: git refuses.
        """
        if find_place(self._root) is None:
            return frozenset()
        try:
            return self._held_at([ref.commit for ref in self._refs if ref.is_remote and ref.is_main], folders)
        except GitMissing:
            return frozenset()

    def main_line(self) -> str:
        """The main line beside the branch that is checked out, a remote's first; empty where there is none.

        Raises:
            UndeterminedError: git refuses.
        """
        if find_place(self._root) is None:
            return ""
        try:
            mains = [ref for ref in self._refs if ref.is_main]
        except GitMissing:
            return ""
        return next((ref.name for ref in sorted(mains, key=lambda ref: not ref.is_remote)), "")

    def read(self, line: Line, path: str) -> bytes | None:
        """See `Elsewhere`."""
        if line.root:
            return _content(os.path.join(line.root, path))
        return self._objects.read(f"{line.commit}:{self._whole(path)}")

    def _whole(self, path: str) -> str:
        """A path below the top of the work tree."""
        place = find_place(self._root)
        return f"{place.folder_of(self._root) if place else ''}/{path}".strip("/")

    @lazy
    def _refs(self) -> list[_Ref]:
        """Every branch but the one that is checked out, in the order of `_Ref.rank`."""
        answer = run(_REFS, self._root)
        if answer.status:
            raise UndeterminedError(f"git for-each-ref: {answer.complaint}", where=self._root)
        return sorted(_refs(os.fsdecode(answer.out)), key=lambda ref: ref.rank)

    def _holding(self, commits: Iterable[str], folders: Sequence[str]) -> dict[str, dict[str, str]]:
        """The trees of the folders at each commit that has any, by commit and folder."""
        whole = {self._whole(folder): folder for folder in folders}
        found: dict[str, dict[str, str]] = {}
        for (commit, folder), tree in folder_trees(self._root, dict.fromkeys(commits), list(whole)).items():
            found.setdefault(commit, {})[whole[folder]] = tree
        return found

    def _held_at(self, commits: Iterable[str], folders: Sequence[str]) -> frozenset[str]:
        """What the folders hold at any of the commits."""
        found = self._holding(commits, folders)
        self._read(tree for held in found.values() for tree in held.values())
        return frozenset(path for held in found.values() for path in self._paths(held))

    def _read(self, trees: Iterable[str]) -> None:
        self._trees.update(names_in(self._objects, {tree for tree in trees if tree not in self._trees}))

    def _paths(self, held: dict[str, str]) -> frozenset[str]:
        """What folders hold, whose trees have been read."""
        return frozenset(_joined(folder, name) for folder, tree in held.items() for name in self._trees[tree])


def _refs(answer: str) -> list[_Ref]:
    """Read the lines that `_REFS` asks for."""
    lines = [(line[:1], *line[1:].split(" ", 2)) for line in answer.splitlines()]
    mains = {symbolic for _, _, _, symbolic in lines if symbolic}
    refs = []
    for mark, commit, name, symbolic in lines:
        if mark == "*" or symbolic:
            continue
        is_remote = name.startswith(_REMOTES)
        short = name.removeprefix(_REMOTES if is_remote else _BRANCHES)
        plain = short.partition("/")[2] if is_remote else short
        refs.append(_Ref(short, commit, is_remote, plain in _MAIN_NAMES or name in mains))
    return refs


def _work_trees(place: GitPlace, root: str, refs: Sequence[_Ref], folders: Sequence[str]) -> list[Line]:
    """What lies in the other work trees, committed there or not."""
    above, lines = place.folder_of(root), []
    for top in place.worktrees():
        other = find_place(top) if top != place.top else None
        if other is None:
            continue
        noted.unsure("another work tree")
        branch = other.branch()
        commit = next((ref.commit for ref in refs if ref.name == branch and not ref.is_remote), "") or other.commit()
        there = os.path.join(top, above)
        paths = {_joined(folder, name) for folder in folders for name in _names(os.path.join(there, folder))}
        if commit and paths:
            lines.append(Line(f"the work tree {os.path.relpath(top, root)}", commit, frozenset(paths), there))
    return lines


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _content(path: str) -> bytes | None:
    if not os.path.isfile(path):
        return None
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return None


def _joined(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name
