"""A project that lives in a dictionary: for tests, for editors and for examples in rule manuals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.sources.scope import is_document, own

if TYPE_CHECKING:
    from collections.abc import Mapping


class MemorySource:
    """A source over `path -> text or bytes`."""

    label = "memory"

    def __init__(self, files: Mapping[str, str | bytes]) -> None:
        self._files = {
            path: content.encode("utf-8") if isinstance(content, str) else content for path, content in files.items()
        }

    def paths(self) -> list[str]:
        """Every path that holds a document, sorted."""
        return own(filter(is_document, self._files))

    def files(self) -> list[str]:
        """Every path, sorted."""
        return sorted(self._files)

    def read(self, path: str) -> bytes | None:
        """The bytes at `path`, or None."""
        return self._files.get(path)

    def exists(self, path: str) -> bool:
        """Whether a file, or a folder that holds one, stands at `path`."""
        folder = path.rstrip("/") + "/"
        return path in self._files or any(other.startswith(folder) for other in self._files)
