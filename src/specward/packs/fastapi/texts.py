"""Files as bytes and as text, for whoever passes over what cannot be read: that is reported where it is checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.evidence.code import Code, Unparsable, decode_python
from specward.remembered import remembered, remembered_each
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from specward.project import Project
    from specward.sources.source import Source


def bytes_at(source: Source, path: str) -> bytes | None:
    """What a file holds; None where there is none, or it cannot be read."""
    try:
        return source.read(path)
    except UnreadableFile:
        return None


def text_at(source: Source, path: str, longest: int) -> str:
    """The text of a file of any kind, cut after so many bytes; empty where there is none, or it cannot be read."""
    return (bytes_at(source, path) or b"")[:longest].decode("utf-8", "replace")


@remembered
def texts_of(project: Project) -> Texts:
    """The Python files of a project."""
    return Texts(project.source)


class Texts:
    """Python files by their paths, each read once however many places are told of it.

    Args:
        source: where they are read from.
    """

    def __init__(self, source: Source) -> None:
        self._source = source

    @remembered_each
    def at(self, path: str) -> Code | None:
        """The text at a path; None where there is none, or it cannot be read."""
        try:
            data = self._source.read(path)
            return None if data is None else Code(path, decode_python(data))
        except (UnreadableFile, Unparsable):
            return None
