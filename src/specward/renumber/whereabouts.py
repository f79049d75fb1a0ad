"""Where a line stands that may name a feature: whose file it is in, what kind of file that is, what it came with."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward import globs
from specward.adr.citations.places import Places
from specward.evidence.scan import scan
from specward.features import FeatureName
from specward.renumber.feature_lines import is_title_of_test
from specward.renumber.features import document_of
from specward.renumber.state import line_before

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.project import Project
    from specward.renumber.feature_lines import Word
    from specward.renumber.features import FeatureMove
    from specward.renumber.ground import Ground


class Line(NamedTuple):
    """A line that may name a feature."""

    path: str
    number: int
    text: str
    offset: int
    """Of its first character in the file."""
    home: FeatureMove | None
    """The feature that moves and whose file it is."""


class Whereabouts:
    """What is known of the files of a project whose features move.

    Args:
        project: the project as it is.
        moves: the features.
        ground: what git knows of lines that came with a feature.
    """

    def __init__(self, project: Project, moves: Sequence[FeatureMove], ground: Ground) -> None:
        self._project = project
        self._ground = ground
        self._places = Places(project)
        self._homes = {rename.path: move for move in moves for rename in move.renames}
        self._marks: dict[str, set[tuple[int, int]]] = {}

    def home(self, path: str) -> FeatureMove | None:
        """The feature in whose folder, or in the folder of whose records, a file lies."""
        while "/" in path:
            path = path.rpartition("/")[0]
            if path in self._homes:
                return self._homes[path]
        return None

    def speaks(self, path: str) -> bool:
        """Whether a file is about this project: no sample, no data, nobody else's."""
        return path.startswith(".specify/") or self.home(path) is not None or self._places.at(path).speaks

    def is_test(self, path: str) -> bool:
        """Whether a file holds code of tests."""
        if path.endswith(".md"):
            return False
        return any(globs.matches(glob, path) for glob in self._project.config.trace_tests)

    def is_mark(self, line: Line, word: Word) -> bool:
        """Whether a word stands in a mark that says what a test verifies, or in the brackets of a test's title."""
        if line.path not in self._marks:
            found = scan(self._project.source, self._project.config.trace_tests, [line.path])
            places = (mark.location.start for case in found.cases for mark in case.marks)
            self._marks[line.path] = {(place.line, place.column) for place in places}
        before = word.start + 1 - len(line.text[: word.start]) + len(line.text[: word.start].rstrip("\"'"))
        columns = {column for number, column in self._marks[line.path] if number == line.number}
        return bool(columns.intersection((word.start + 1, before, before + 1))) or is_title_of_test(line.text, word)

    def is_keepers(self, path: str, number: int) -> bool:
        """Whether a file lies in the folder of a feature that keeps the number, where the number means that one."""
        folder = self._project.layout.feature_folder(path) or ""
        return FeatureName.parse(folder.rpartition("/")[2]).number == number

    def came_with(self, move: FeatureMove, line: Line) -> bool:
        """Whether a line came with a feature, and not with another one of its number."""
        number = FeatureName.parse(move.name).number
        others = [
            document_of(self._project, folder)
            for folder in self._project.feature_paths
            if folder != move.folder and FeatureName.parse(folder.rpartition("/")[2]).number == number
        ]
        own = self._ground.own_lines(document_of(self._project, move.folder), others)
        return line_before(self._project, line.path, line.number, line.text) in own.get(line.path, ())
