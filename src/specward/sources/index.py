"""The project as it is staged: what the next commit will hold."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from specward.errors import UsageError
from specward.git.process import start
from specward.git.repository import refusal
from specward.git.staging import start_index
from specward.lazy import lazy
from specward.sources.listing import Listing
from specward.sources.scope import PATHSPECS, is_document
from specward.sources.stored import StoredSource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.git.objects import Blobs
    from specward.git.process import Child
    from specward.sources.stored import Entry

_EMPTY_BLOBS = frozenset(
    {
        b"e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
        b"473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813",
    }
)
"""The id of the empty blob in SHA-1 and in SHA-256 repositories."""


class IndexSource(StoredSource):
    """The files of the git index below a folder.

    Which index that is, is git's business: inside a hook of `git commit -a` or `git commit PATH` the environment names
    another than `.git/index`. A file announced by `git add --intent-to-add` is not staged yet, and so is not there.

    Args:
        root: the project's root, at or below the root of a repository.
        blobs: what reads the repository's objects, where somebody has one running.
        begun: git, listing the documents, where somebody has let it begin.
    """

    grepped = ("--cached",)
    """How `git grep` is told to look through this state; see `sources.searched`."""

    def __init__(self, root: str, blobs: Blobs | None = None, begun: Child | None = None) -> None:
        super().__init__(root, "index", blobs)
        self._begun = begun

    @lazy
    def listing(self) -> Listing:
        """Every document, be it this project's or one's that is nested in it, as git lists them."""
        begun, self._begun = self._begun or start_index(self._root, PATHSPECS), None
        return self._listed(begun, PATHSPECS)

    @lazy
    def _whole_listing(self) -> Listing:
        return self._listed(start_index(self._root), [])

    def _list_documents(self) -> dict[str, Entry]:
        return {path: entry for path, entry in self.listing.entries().items() if is_document(path)}

    def _list_all(self) -> dict[str, Entry]:
        return self._whole_listing.entries()

    def _entry(self, path: str) -> Entry | None:
        return (self.listing if is_document(path) else self._whole_listing).entry(path)

    def _is_folder(self, path: str) -> bool:
        return (self.listing if is_document(path) else self._whole_listing).holds_below(path)

    def exists(self, path: str) -> bool:
        """Whether a file, link or submodule, or a folder that holds one, stands at `path`."""
        path = path.rstrip("/")
        if self.listing.entry(path) or self.listing.holds_below(path):
            return True
        return self._whole_listing.entry(path) is not None or self._whole_listing.holds_below(path)

    def _listed(self, begun: Child, pathspecs: Sequence[str]) -> Listing:
        found = Listing(_answer(begun, self._root))
        if any(blob in found for blob in _EMPTY_BLOBS):
            found = found.without(path for path in self._announced(pathspecs) if self._is_empty(found.entry(path)))
        return found

    @staticmethod
    def _is_empty(entry: Entry | None) -> bool:
        return entry is not None and entry.blob.encode() in _EMPTY_BLOBS

    def _announced(self, pathspecs: Sequence[str]) -> list[str]:
        """The intent-to-add entries: git says `added` between index and work tree of them, and of no staged file."""
        options = ["--raw", "-z", "--no-renames", "--no-abbrev", "--relative", "--diff-filter=A", "--name-only"]
        answer = _answer(start(["diff-files", *options, "--", *pathspecs], self._root), self._root)
        return os.fsdecode(answer).split("\0")


def _answer(child: Child, root: str) -> bytes:
    """What a git that was started in `root` says."""
    result = child.result()
    if result.status == 0:
        return result.out
    raise refusal(result, root) or UsageError(
        "nothing is staged here: this is no git repository", where=root, help="run `git init`, or check the work tree"
    )
