"""When paths came to the checked-out line, and what came with them: so that of two claims the older one stands."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from specward.errors import UsageError
from specward.git.brought import added_lines, ages, came_with, has_commit, parent_of
from specward.git.elsewhere import GitElsewhere, Line
from specward.git.place import find_place
from specward.git.range import merge_base

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Arrivals:
    """What git tells of where paths came from.

    Args:
        root: the project's root.
        onto: the branch or commit that was there first; empty for the main line beside the one that is checked out.

    Raises:
        UsageError: git does not know `onto`, or it has nothing in common with what is checked out.
        UndeterminedError: the clone is too shallow to tell, or git is missing or refuses.
    """

    def __init__(self, root: str, onto: str = "") -> None:
        if onto:
            merge_base(root, onto)  # refuses what git does not know
        self._root = root
        self._onto = onto
        self.elsewhere = GitElsewhere(root)
        self._lines: dict[str, Mapping[str, set[str]]] = {}

    @cached_property
    def kept(self) -> str:
        """The line of work that was there first; empty where there is none beside the one that is checked out."""
        return self._onto or self.elsewhere.main_line()

    @cached_property
    def is_known(self) -> bool:
        """Whether there is a repository that can be asked."""
        return find_place(self._root) is not None

    def has(self, path: str) -> bool:
        """Whether the line that was there first has a file."""
        return self.read(path) is not None

    def read(self, path: str) -> bytes | None:
        """What a file holds on the line that was there first; None where there is none."""
        return self.elsewhere.read(Line(self.kept, self.kept, frozenset()), path) if self.kept else None

    def held(self, folders: Sequence[str]) -> frozenset[str]:
        """What the folders hold on the line that was there first."""
        return self.elsewhere.held(self.kept, folders) if self.kept else frozenset()

    def parted(self, folders: Sequence[str]) -> frozenset[str] | None:
        """What the folders held where the two lines parted; None where they have no commit in common that is known."""
        return self.elsewhere.shared(Line(self.kept, self.kept, frozenset()), folders) if self.kept else None

    def ages(self, paths: Sequence[str]) -> dict[str, int]:
        """How old each path is, as numbers to compare; see `brought.ages`."""
        return ages(self._root, paths) if self.is_known else dict.fromkeys(paths, -1)

    def own_lines(self, path: str, others: Sequence[str]) -> Mapping[str, set[str]]:
        """The lines that came with a file, by path: those of its branch, of the merge that brought it, or its commit.

        Those of its branch are its own only where the others came by another.
        """
        if not self.is_known:
            return {}
        if self.kept and not self.has(path) and all(map(self.has, others)):
            with suppress(UsageError):  # no commit in common: then the file's own commit tells
                return self._since(merge_base(self._root, self.kept))
        commit = came_with(self._root, path)
        if not commit:
            return self._since("HEAD") if has_commit(self._root) else {}
        before = parent_of(self._root, commit)
        return added_lines(self._root, before, commit) if before else {}

    def added(self) -> Mapping[str, set[str]]:
        """The lines that were added since the checked-out line left the one that was there first, by path."""
        if not self.kept:
            return {}
        try:
            return self._since(merge_base(self._root, self.kept))
        except UsageError:  # no commit in common
            return {}

    def _since(self, commit: str) -> Mapping[str, set[str]]:
        if commit not in self._lines:
            self._lines[commit] = added_lines(self._root, commit)
        return self._lines[commit]
