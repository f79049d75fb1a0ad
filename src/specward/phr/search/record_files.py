"""The files of a work tree that may be prompt records by their names, told by git while nobody waits for it.

It asks git for less than `WorkTreeSource.paths` does: whether a file is still there shows when it is read.
"""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING

from specward.git.process import GitMissing, start
from specward.sources.worktree import WorkTreeSource

if TYPE_CHECKING:
    from specward.git.process import Child

ENDINGS = (".prompt.md", ".phr.md")
"""What the name of a record ends in."""
_PATHSPECS = [f"*{ending}" for ending in ENDINGS]
_WATCHED = "H "
"""How `git ls-files -v` marks a file of which git tells when it has changed: not told otherwise, not in conflict."""


class RecordFiles:
    """The files of one work tree; what git ignores is left out. Git is set to work at once.

    Args:
        root: the project's root.
    """

    def __init__(self, root: str) -> None:
        self._root = root
        try:
            self._untracked = self._ask("ls-files", "-z", "-o", "--exclude-standard")
            self._changed = self._ask("diff-files", "-z", "--name-only", "--relative")
        except GitMissing:
            self.differing = None

    def _ask(self, *arguments: str) -> Child:
        return start([*arguments, "--", *_PATHSPECS], self._root)

    @cached_property
    def differing(self) -> list[str] | None:
        """What is not as in the index: untracked, changed, deleted, in conflict. None where git does not tell."""
        untracked, changed = _paths(self._untracked), _paths(self._changed)
        return None if untracked is None or changed is None else list(dict.fromkeys(untracked + changed))

    @cached_property
    def _tracked(self) -> list[str]:
        """Each tracked file after its mark."""
        listed = None if self.differing is None else _paths(self._ask("ls-files", "-z", "-v"))
        return list(dict.fromkeys(listed or ()))

    @cached_property
    def paths(self) -> list[str]:
        """Every file that may be a record.

        Raises:
            UndeterminedError: git refuses to list the files, or a folder cannot be listed.
        """
        found = dict.fromkeys([*(entry[len(_WATCHED) :] for entry in self._tracked), *(self.differing or ())])
        # Without an answer the source tells why there is none, or finds the files itself.
        return list(found) or [path for path in WorkTreeSource(self._root).paths() if path.endswith(ENDINGS)]

    @cached_property
    def as_in_index(self) -> set[str]:
        """The files that are as in the index, where git will tell of every one that no longer is; else none."""
        differing = set(self.differing or ())
        others = [entry for entry in self._tracked if entry[len(_WATCHED) :] not in differing]
        if not all(entry.startswith(_WATCHED) for entry in others):
            return set()
        return {entry[len(_WATCHED) :] for entry in others}


def _paths(child: Child) -> list[str] | None:
    """The paths that a git command lists; None where it fails."""
    result = child.result()
    return None if result.status else os.fsdecode(result.out).split("\0")[:-1]
