"""The least that an accepted feature shows, whatever its criteria are, measured where a machine can measure it.

Five questions are asked of every feature: can a test decide its criteria, are error paths told, are constraints told,
does the change stay with what the tasks name, do references to code lead somewhere. What a project asks besides
(`acceptance.checks`) a person must confirm.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from specward.acceptance.code_references import code_references
from specward.acceptance.measure import Answer, Measure, Verdict, counted
from specward.acceptance.named_files import Declared, Tree
from specward.acceptance.stated import constraints, criteria, error_paths
from specward.artifacts.kind import base_of
from specward.lazy import lazy
from specward.remembered import remembered_each
from specward.sources.source import UnreadableFile
from specward.words import listed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from specward.markdown.document import Document, Place
    from specward.project import Feature, Project

__all__ = ["Measure", "Verdict", "minimum"]

_SHOWN = 5


def minimum(project: Project, feature: Feature, changed: Collection[str] | None = None) -> list[Measure]:
    """The minimum acceptance criteria of a feature, each with its measured answer.

    Args:
        project: the project.
        feature: the feature.
        changed: every path that the change brings which is examined, relative to the project's root; None where none
            is. Where one change brings several features, leave out what the tasks of the others name (`Declared`).

    Raises:
        UnreadableFile: a document of the feature cannot be read.
    """
    return [
        Measure("MIN-1", "A test can decide the acceptance criteria of every story", *criteria(feature.spec)),
        Measure("MIN-2", "The specification says what happens when something goes wrong", *error_paths(feature.spec)),
        Measure("MIN-3", "The specification states its constraints", *constraints(feature.spec)),
        Measure("MIN-4", "Nothing is changed that no task names", *_change(project, feature, changed)),
        Measure("MIN-5", "Every reference to a line of code leads to one", *_references(project, feature)),
        *(
            Measure(f"CHECK-{number}", text, Verdict.PERSON, "a person must confirm it")
            for number, text in enumerate(project.config.acceptance_checks, 1)
        ),
    ]


def _change(project: Project, feature: Feature, changed: Collection[str] | None) -> Answer:
    """Whether every changed file is one that the tasks name."""
    if changed is None:
        return Answer(Verdict.UNKNOWN, "no change is examined")
    tasks = feature.tasks
    declared = Declared(tasks) if tasks else None
    if not tasks or not declared:
        return Answer(Verdict.UNKNOWN, "no task names a file")
    judged = sorted(path for path in changed if not _is_record(project, path))
    outside = [path for path in judged if not declared.covers(path)]
    if outside:
        detail = f"named by no task: {listed(outside, _SHOWN)} ({len(outside)} of {len(judged)})"
        return Answer(Verdict.UNMET, detail, tasks.document.place(0, 0).location())
    if not judged:
        return Answer(Verdict.UNNEEDED, "no file is changed")
    return Answer(Verdict.MET, counted(len(judged), "changed file"))


def _is_record(project: Project, path: str) -> bool:
    """Whether a file is one of the records that any change may touch: of features, of history, settings."""
    layout = project.layout
    if path.startswith((".specify/", f"{layout.history}/")):
        return True
    return layout.kind_of(path) is not None or layout.feature_folder(path) is not None


def _references(project: Project, feature: Feature) -> Answer:
    """Whether each reference to a line, in any document of the feature's folder, leads to a line that is there."""
    lines = _Lines(project)
    broken: list[tuple[str, Place]] = []
    count = 0
    for document in _documents(project, feature):
        for reference in code_references(document):
            count += 1
            if lines.of(reference.path, document.path) < reference.line:
                place = document.place(reference.start, reference.end)
                broken.append((document.text[reference.start : reference.end], place))
    if broken:
        detail = f"not there: {listed([text for text, _ in broken], _SHOWN)} ({len(broken)} of {count})"
        return Answer(Verdict.UNMET, detail, broken[0][1].location())
    if not count:
        return Answer(Verdict.UNNEEDED, "no line of code is cited")
    return Answer(Verdict.MET, counted(count, "reference"))


def _documents(project: Project, feature: Feature) -> Iterator[Document]:
    for path in project.source.paths():
        if path.startswith(f"{feature.folder}/") and path.endswith(".md"):
            document = project.document(path)
            if document:
                yield document


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
