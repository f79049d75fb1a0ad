"""What the index and a revision have in common: files that git stores under the id of their content."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.git.objects import Blobs
from specward.git.repository import REGULAR_MODES, SUBMODULE, SYMBOLIC_LINK
from specward.sources.scope import is_document, nested_in, own
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterable

UNMERGED = "unmerged"
"""Stands in the place of a mode where the index holds a conflict."""
_LFS_POINTER = b"version https://git-lfs.github.com/spec/"
_REFUSALS = {
    SYMBOLIC_LINK: "it is a symbolic link, which is not followed",
    SUBMODULE: "it is a submodule",
    UNMERGED: "it has merge conflicts; resolve them and `git add` it",
}


class Entry(NamedTuple):
    """What git stores at a path."""

    mode: str
    blob: str


class StoredSource:
    """Files by the ids of their blobs. A subclass says which, by `_list_documents` and `_list_all`.

    Args:
        root: the project's root, at or below the root of a repository.
        label: what state this is.
        blobs: what reads the repository's objects, where somebody has one running.
    """

    def __init__(self, root: str, label: str, blobs: Blobs | None = None) -> None:
        self.label = label
        self._root = self.root = root
        self._blobs = blobs or Blobs(root)
        self._documents: dict[str, Entry] | None = None
        self._all: dict[str, Entry] | None = None
        self._folders: set[str] = set()
        self._ready: dict[str, bytes] = {}

    def _list_documents(self) -> dict[str, Entry]:
        raise NotImplementedError

    def _list_all(self) -> dict[str, Entry]:
        raise NotImplementedError

    def documents(self) -> dict[str, Entry]:
        """Every document's entry by path: what `paths` lists, and links, submodules and conflicts among them."""
        if self._documents is None:
            self._documents = self._list_documents()
        return self._documents

    def _everything(self) -> dict[str, Entry]:
        if self._all is None:
            self._all = self._list_all()
            for path in self._all:
                folder = path.rpartition("/")[0]
                while folder and folder not in self._folders:
                    self._folders.add(folder)
                    folder = folder.rpartition("/")[0]
        return self._all

    def paths(self) -> list[str]:
        """Every document, sorted: regular files, and those in conflict, which cannot be read."""
        listed = self.documents().items()
        return own(path for path, entry in listed if entry.mode in REGULAR_MODES or entry.mode == UNMERGED)

    @property
    def nested(self) -> list[str]:
        """The folders of the projects that lie in this one; each ends in `/`; sorted."""
        return nested_in(self.documents())

    def files(self) -> list[str]:
        """Every regular file, sorted."""
        return sorted(path for path, entry in self._everything().items() if entry.mode in REGULAR_MODES)

    def read(self, path: str) -> bytes | None:
        """The bytes at `path` as stored, before any conversion of line endings; or None.

        Raises:
            UnreadableFile: a conflict, a symbolic link, a submodule or an LFS pointer is there, or the object is
                missing.
        """
        entry = self._entry(path)
        if entry is None:
            if self._is_folder(path.rstrip("/")):
                raise UnreadableFile(path, "it is a folder")
            return None
        if entry.mode in _REFUSALS:
            raise UnreadableFile(path, _REFUSALS[entry.mode])
        data = self._ready.pop(path, None)
        if data is None:
            data = self._blobs.read(entry.blob)
        if data is None:
            raise UnreadableFile(path, f"its object {entry.blob} is missing from the repository; run `git fsck`")
        if data.startswith(_LFS_POINTER):
            raise UnreadableFile(path, "it is kept in Git LFS, so its text is not in the repository")
        return data

    def _is_folder(self, path: str) -> bool:
        return path in self._folders

    def blob(self, path: str) -> str:
        """The id of the regular file at `path`, which stands for its bytes; empty where there is none."""
        entry = self._entry(path)
        return entry.blob if entry and entry.mode in REGULAR_MODES else ""

    def _entry(self, path: str) -> Entry | None:
        return (self.documents() if is_document(path) else self._everything()).get(path)

    def prepare(self, paths: Iterable[str]) -> None:
        """Have some documents at hand before each is read: one question for all costs a tenth of one for each."""
        entries = ((path, self.documents().get(path)) for path in paths)
        found = [(path, entry.blob) for path, entry in entries if entry and entry.mode in REGULAR_MODES]
        contents = self._blobs.read_many(blob for _, blob in found)
        pairs = zip((path for path, _ in found), contents, strict=True)
        self._ready.update((path, data) for path, data in pairs if data is not None)

    def exists(self, path: str) -> bool:
        """Whether a file, link or submodule, or a folder that holds one, stands at `path`."""
        path = path.rstrip("/")
        if path in self.documents():
            return True
        return path in self._everything() or path in self._folders

    def close(self) -> None:
        """End the child process that reads blobs."""
        self._blobs.close()
