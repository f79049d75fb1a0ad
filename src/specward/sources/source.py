"""The seam: the only way in which the engine sees a project."""

from __future__ import annotations

from typing import Protocol


class UnreadableFile(Exception):
    """A path exists in the source but its bytes cannot be had (permission, directory, broken object)."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class Source(Protocol):
    """A project's files in one state. Paths are relative to the project's root, with forward slashes.

    The documents of a project that is nested in this one are none of this one's; they are files of it.
    """

    label: str
    """What state this is, for messages: `work tree`, `index`, `revision v1.2`, `memory`."""

    def paths(self) -> list[str]:
        """Every document (see `scope.is_document`), sorted; ignored files left out."""
        ...

    def files(self) -> list[str]:
        """Every regular file, code too, sorted; ignored files left out. Listed when first asked for."""
        ...

    def read(self, path: str) -> bytes | None:
        """The bytes at `path`; None where there is no such file.

        Raises:
            UnreadableFile: it is there and cannot be read, is no regular file, or lies outside the root.
        """
        ...

    def exists(self, path: str) -> bool:
        """Whether any file or folder (not only a document) stands at `path`."""
        ...
