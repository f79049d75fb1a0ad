"""Where the edits of fixes lie, as other programs count it: lines and columns, in characters and in bytes.

An edit says offsets in a document's text. That text is read again here, and only for the forms of a report that show
edits: making findings stays cheap, and an output needs no document.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from specward.markdown.document import UTF8
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from specward.finding import Edit, Fix, Position
    from specward.markdown.document import Document

_KEPT = 8
"""Documents held at a time: the findings of a report stand together by path."""


class PlacedEdit(NamedTuple):
    """An edit whose place is known."""

    path: str
    start: Position
    end: Position
    """Exclusive."""
    text: str
    """What is written, line endings as in the document."""


class FixPlaces:
    """The places of fixes in the documents of the state that was checked."""

    def __init__(self, document: Callable[[str], Document | None]) -> None:
        self._document = lru_cache(maxsize=_KEPT)(document)

    def edits(self, fix: Fix) -> list[PlacedEdit] | None:
        """The edits of a fix, by path and place; None where it cannot be made, since a document is gone or other."""
        placed = []
        for edit in sorted(fix.edits):
            document = self._editable(edit.path)
            if document is None or not 0 <= edit.span.start <= edit.span.end <= len(document.text):
                return None
            placed.append(_placed(document, [edit]))
        return placed

    def one_edit(self, fix: Fix) -> PlacedEdit | None:
        """A fix of one document as one edit, from its first to its last place; None where it is not that."""
        paths = {edit.path for edit in fix.edits}
        if len(paths) != 1 or fix.renames or self.edits(fix) is None:
            return None
        document = self._editable(paths.pop())
        return _placed(document, fix.edits) if document else None

    def byte_column(self, path: str, position: Position) -> int | None:
        """The column of a position of a document, in bytes of UTF-8; None where there is no such document."""
        document = self._editable(path)
        if document is None:
            return None
        return len(document.line_text(position.line)[: position.column - 1].encode()) + 1

    def _editable(self, path: str) -> Document | None:
        try:
            document = self._document(path)
        except UnreadableFile:
            return None
        return document if document and document.encoding == UTF8 else None


def _placed(document: Document, edits: Sequence[Edit]) -> PlacedEdit:
    """Edits of a document as one."""
    from specward.check.editing import edited

    start = min(edit.span.start for edit in edits)
    end = max(edit.span.end for edit in edits)
    after = edited(document.text, edits)
    text = after[start : len(after) - (len(document.text) - end)]
    return PlacedEdit(document.path, document.position(start), document.position(end), text)


def _no_document(path: str) -> None:
    del path


NOWHERE = FixPlaces(_no_document)
"""Where no document is at hand: no fix has a place."""
