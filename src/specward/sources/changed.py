"""A state of a project as it will be after some changes that are not made yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.sources.scope import is_document

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specward.sources.source import Source


class ChangedSource:
    """A source with other texts at some paths.

    Args:
        source: the state before.
        texts: what stands at each path that changes; None where nothing does any more.
    """

    def __init__(self, source: Source, texts: Mapping[str, str | None]) -> None:
        self.label = f"{source.label}, changed"
        self._source = source
        self._texts = texts

    def paths(self) -> list[str]:
        """Every document, sorted."""
        return sorted(filter(is_document, self._among(self._source.paths())))

    def files(self) -> list[str]:
        """Every regular file, sorted."""
        return sorted(self._among(self._source.files()))

    def _among(self, paths: list[str]) -> set[str]:
        """Some paths with those that come, without those that go."""
        return {path for path in (*paths, *self._texts) if self._texts.get(path, "") is not None}

    def read(self, path: str) -> bytes | None:
        """The bytes at `path`; see `Source`."""
        if path not in self._texts:
            return self._source.read(path)
        text = self._texts[path]
        return None if text is None else text.encode()

    def exists(self, path: str) -> bool:
        """Whether anything stands at `path`; a folder that is emptied still does."""
        return self._texts[path] is not None if path in self._texts else self._source.exists(path)
