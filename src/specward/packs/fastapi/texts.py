"""The texts of Python files, each read once however many places are told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.evidence.code import Code, Unparsable, decode_python
from specward.remembered import remembered, remembered_each
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from specward.project import Project
    from specward.sources.source import Source


@remembered
def texts_of(project: Project) -> Texts:
    """The texts of a project's files."""
    return Texts(project.source)


class Texts:
    """Files by their paths.

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
