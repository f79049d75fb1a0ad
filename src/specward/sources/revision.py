"""The project as it was in a commit."""

from __future__ import annotations

import os

from specward.errors import UndeterminedError, UsageError
from specward.git.process import run
from specward.git.repository import refusal
from specward.sources.scope import is_document
from specward.sources.stored import Entry, StoredSource


class RevisionSource(StoredSource):
    """The files of a revision below a folder.

    Args:
        root: the project's root, at or below the root of a repository.
        revision: whatever git resolves to a commit or tree: `v1.2`, `HEAD~3`, `main`, an id.

    Raises:
        UsageError: git knows no such revision, or no repository is there.
        UndeterminedError: git refuses.
    """

    def __init__(self, root: str, revision: str) -> None:
        super().__init__(root, f"revision {revision}")
        self._tree = _tree_of(root, revision)
        self.grepped = (self._tree,)
        """How `git grep` is told to look through this state; see `sources.searched`."""

    def _list_documents(self) -> dict[str, Entry]:
        return {path: entry for path, entry in self._everything().items() if is_document(path)}

    def _list_all(self) -> dict[str, Entry]:
        """Read `<mode> <type> <id> TAB <path> NUL` … (git-ls-tree(1)): below the root, and relative to it."""
        result = run(["ls-tree", "-r", "-z", self._tree], self._root)
        if result.status:
            raise UndeterminedError(f"git ls-tree: {result.complaint}", where=self._root)
        entries = {}
        for line in os.fsdecode(result.out).split("\0"):
            facts, tab, path = line.partition("\t")
            if tab:
                mode, _, blob = facts.split(" ")
                entries[path] = Entry(mode, blob)
        return entries


def _tree_of(root: str, revision: str) -> str:
    unknown = UsageError(f"git knows no revision {revision!r}", help="`git log --oneline --all` lists the commits")
    if not revision or revision.startswith("-") or "\0" in revision:
        raise unknown
    result = run(["rev-parse", "--verify", "--quiet", f"{revision}^{{tree}}"], root)
    if result.status == 0:
        return result.out.decode().strip()
    if "not a git repository" in result.err.decode("utf-8", "replace"):
        raise UsageError("there are no revisions here: this is no git repository", where=root)
    problem = refusal(result, root)
    raise problem if result.err and problem else unknown
