"""The project as it is staged: what the next commit will hold."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from specward.errors import UsageError
from specward.git.process import start
from specward.git.repository import refusal
from specward.sources.scope import PATHSPECS, is_document
from specward.sources.stored import UNMERGED, Entry, StoredSource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.git.objects import Blobs
    from specward.git.process import Child

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
        pathspecs: which documents are listed.
        blobs: what reads the repository's objects, where somebody has one running.
    """

    grepped = ("--cached",)
    """How `git grep` is told to look through this state; see `sources.searched`."""
    is_whole = True
    """Whether it lists every document there is; see `hooks.neighbourhood`."""

    def __init__(self, root: str, pathspecs: Sequence[str] = PATHSPECS, blobs: Blobs | None = None) -> None:
        super().__init__(root, "index", blobs)
        self._pathspecs = pathspecs
        self._listing: Child | None = None

    def begin(self) -> None:
        """Let git begin to list the documents; whoever asks for them first waits for the rest."""
        self._listing = _start_listing(self._pathspecs, self._root)

    def _list_documents(self) -> dict[str, Entry]:
        listing, self._listing = self._listing or _start_listing(self._pathspecs, self._root), None
        listed = self._listed(listing, self._pathspecs)
        return {path: entry for path, entry in listed.items() if is_document(path)}

    def _list_all(self) -> dict[str, Entry]:
        return self._listed(_start_listing([], self._root), [])

    def _listed(self, listing: Child, pathspecs: Sequence[str]) -> dict[str, Entry]:
        entries = _entries(os.fsdecode(_answer(listing, self._root)))
        if any(entry.blob in _EMPTY_BLOBS for entry in entries.values()):
            for path in self._announced(pathspecs):
                if path in entries and entries[path].blob in _EMPTY_BLOBS:
                    del entries[path]
        return entries

    def _announced(self, pathspecs: Sequence[str]) -> list[str]:
        """The intent-to-add entries: git says `added` between index and work tree of them, and of no staged file."""
        options = ["--raw", "-z", "--no-renames", "--no-abbrev", "--relative", "--diff-filter=A", "--name-only"]
        answer = _answer(start(["diff-files", *options, "--", *pathspecs], self._root), self._root)
        return os.fsdecode(answer).split("\0")


def _start_listing(pathspecs: Sequence[str], root: str) -> Child:
    return start(["ls-files", "-s", "-z", "--", *pathspecs], root)


def _answer(child: Child, root: str) -> bytes:
    """What a git that was started in `root` says."""
    result = child.result()
    if result.status == 0:
        return result.out
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
