"""The one prompt record that somebody means."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from specward.artifacts.kind import Kind
from specward.artifacts.phr import read_record
from specward.errors import UndeterminedError, UsageError
from specward.markdown.document import Document
from specward.phr.policy import Candidate, resolve
from specward.phr.search.record_files import RecordFiles
from specward.sources.source import UnreadableFile
from specward.sources.worktree import WorkTreeSource
from specward.words import listed

if TYPE_CHECKING:
    from specward.artifacts.kind import Layout
    from specward.artifacts.phr import Record

_SHORTEST_PREFIX = 8
_UID_LENGTH = 26
_SHOWN = 5


def find_record(root: str, layout: Layout, reference: str) -> Record:
    """The record that a reference means.

    Args:
        root: the project's root.
        layout: where the configuration says that documents are kept.
        reference: a path relative to the root, a uid or its first eight characters or more, `001-login/0003`, or a
            number that only one record bears.

    Raises:
        UsageError: it means none, or more than one.
        UndeterminedError: the record cannot be read.
    """
    shelf = _Shelf(root, layout)
    found = [candidate.path for candidate in resolve(reference, shelf, None)] or shelf.with_prefix(reference)
    if not found:
        raise UsageError(f"there is no prompt record {reference}", help="`spec phr list` shows what there is")
    if len(found) > 1:
        words = f"{reference} may mean {len(found)} records: {listed(sorted(found), _SHOWN)}"
        raise UsageError(words, help=f"name one by its path: {min(found)}")
    return read_record(shelf.document(found[0]))


class _Shelf:
    """The records of a work tree; see `policy.Records`."""

    def __init__(self, root: str, layout: Layout) -> None:
        self._layout = layout
        self._files = RecordFiles(root)
        self._source = WorkTreeSource(root)

    @cached_property
    def _paths(self) -> list[str]:
        return sorted(path for path in self._files.paths if self._layout.kind_of(path) is Kind.PHR)

    def paths(self) -> list[str]:
        """Every record, sorted, and those that git still tracks and that are deleted."""
        return self._paths

    def read(self, path: str) -> Candidate | None:
        """The record at a path of `paths`, for its path alone; None where it is deleted."""
        return Candidate(path) if self._source.exists(path) else None

    def with_uid(self, uid: str) -> Candidate | None:
        """The record with a unique id, or None; where several have it, `with_prefix` finds them all."""
        found = self.with_prefix(uid)
        return Candidate(found[0]) if len(found) == 1 else None

    def with_prefix(self, prefix: str) -> list[str]:
        """The records whose unique id begins with this."""
        wanted = prefix.upper()
        if not (_SHORTEST_PREFIX <= len(wanted) <= _UID_LENGTH and wanted.isascii() and wanted.isalnum()):
            return []
        either = wanted.encode(), wanted.lower().encode()
        found = []
        for path in self._paths:
            data = self._content(path)
            if any(spelling in data for spelling in either):
                uid = read_record(Document.from_bytes(path, data)).uid
                if uid and uid.value.upper().startswith(wanted):
                    found.append(path)
        return found

    def features(self) -> list[str]:
        """None: no reference is taken for one of a change's feature."""
        return []

    def _content(self, path: str) -> bytes:
        try:
            return self._source.read(path) or b""
        except UnreadableFile:
            return b""

    def document(self, path: str) -> Document:
        """The document at a path.

        Raises:
            UndeterminedError: it cannot be read.
        """
        try:
            data = self._source.read(path)
        except UnreadableFile as error:
            raise UndeterminedError(f"it cannot be read: {error.reason}", where=path) from None
        if data is None:
            raise UsageError("this file does not exist", where=path)
        return Document.from_bytes(path, data)
