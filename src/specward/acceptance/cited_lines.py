"""Whether the lines of code that documents cite are there."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from specward.acceptance.code_references import code_references
from specward.acceptance.named_files import Tree
from specward.artifacts.kind import base_of
from specward.lazy import lazy
from specward.remembered import remembered, remembered_each
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from specward.acceptance.code_references import CodeReference
    from specward.markdown.document import Document
    from specward.project import Project


class Cited(NamedTuple):
    """A reference, and how many lines the file has that it names."""

    reference: CodeReference
    lines: int
    """Of the longest file that may be meant; -1 where there is none."""

    @property
    def resolves(self) -> bool:
        """Whether the line is there."""
        return self.lines >= self.reference.line


def cited_lines(project: Project, document: Document) -> list[Cited]:
    """Every reference of a document to a line of a file, held against the project's files, in source order."""
    found = list(code_references(document))
    if not found:
        return []
    lines = _lines(project)
    return [Cited(reference, lines.of(reference.path, document.path)) for reference in found]


class _Lines:
    """How many lines the files have that documents name; each is read once."""

    def __init__(self, project: Project) -> None:
        self._project = project

    @lazy
    def _tree(self) -> Tree:
        return Tree(self._project.source.files())

    def of(self, written: str, document: str) -> int:
        """The lines of the longest file that a path in a document may mean; -1 where there is none."""
        beside = f"{document.rpartition('/')[0]}/{written}"
        found = self._tree.find(beside) or self._tree.find(f"{base_of(document)}/{written}") or self._tree.find(written)
        return max(map(self._count, found), default=-1)

    @remembered_each
    def _count(self, path: str) -> int:
        try:
            data = self._project.source.read(path) or b""
        except UnreadableFile:
            return sys.maxsize  # it is there; what nobody can read is not held against the document
        return data.count(b"\n") + (not data.endswith(b"\n"))


@remembered
def _lines(project: Project) -> _Lines:
    return _Lines(project)
