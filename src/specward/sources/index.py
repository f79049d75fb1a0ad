"""The project as it is staged: what the next commit will hold."""

from __future__ import annotations

import os

from specward.errors import UsageError
from specward.git.process import Result, run
from specward.git.repository import refusal
from specward.sources.scope import PATHSPECS, is_document
from specward.sources.stored import UNMERGED, Entry, StoredSource

_EMPTY_BLOBS = frozenset(
    {
        "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
        "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813",
    }
)
"""The id of the empty blob in SHA-1 and in SHA-256 repositories."""


class IndexSource(StoredSource):
    """The files of the git index below a folder.

    Which index that is, is git's business: inside a hook of `git commit -a` or `git commit PATH` the environment names
    another than `.git/index`. A file announced by `git add --intent-to-add` is not staged yet, and so is not there.

    Args:
        root: the project's root, at or below the root of a repository.
    """

    def __init__(self, root: str) -> None:
        super().__init__(root, "index")

    def _list_documents(self) -> dict[str, Entry]:
        listed = self._list(PATHSPECS)
        return {path: entry for path, entry in listed.items() if is_document(path)}

    def _list_all(self) -> dict[str, Entry]:
        return self._list([])

    def _list(self, pathspecs: list[str]) -> dict[str, Entry]:
        result = _ask(["ls-files", "-s", "-z", "--", *pathspecs], self._root)
        entries = _entries(os.fsdecode(result.out))
        if any(entry.blob in _EMPTY_BLOBS for entry in entries.values()):
            for path in self._announced(pathspecs):
                if path in entries and entries[path].blob in _EMPTY_BLOBS:
                    del entries[path]
        return entries

    def _announced(self, pathspecs: list[str]) -> list[str]:
        """The intent-to-add entries: git says `added` between index and work tree of them, and of no staged file."""
        options = ["--raw", "-z", "--no-renames", "--no-abbrev", "--relative", "--diff-filter=A", "--name-only"]
        result = _ask(["diff-files", *options, "--", *pathspecs], self._root)
        return os.fsdecode(result.out).split("\0")


def _ask(arguments: list[str], root: str) -> Result:
    result = run(arguments, root)
    if result.status == 0:
        return result
    raise refusal(result, root) or UsageError(
        "nothing is staged here: this is no git repository", where=root, help="run `git init`, or check the work tree"
    )


def _entries(listing: str) -> dict[str, Entry]:
    """Read `<mode> <id> <stage> TAB <path> NUL` … (git-ls-files(1)). Stages 1 to 3 of a path are a conflict."""
    entries = {}
    for line in listing.split("\0"):
        facts, tab, path = line.partition("\t")
        if tab:
            mode, blob, stage = facts.split(" ")
            entries[path] = Entry(mode, blob) if stage == "0" else Entry(UNMERGED, "")
    return entries
