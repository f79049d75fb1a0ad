"""All that names features that move: paths, ids, headings and keys are rewritten, doubtful ones are told.

A feature's whole name means it alone, so that it is rewritten wherever it is a path to it or stands by itself. The bare
number may mean another feature that bears it too; in the feature's own folder it means the feature. Prose that speaks
of `feature 006` is only told.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from specward.adr.numbers.citing import Left
from specward.artifacts.kind import Kind
from specward.artifacts.moved_paths import edits_of_moves
from specward.evidence.comment_marks import is_comment
from specward.features import POINTER, FeatureName
from specward.finding import Edit, Span
from specward.markdown.document import UTF8, Document
from specward.renumber.feature_lines import (
    ITEM,
    NAME,
    OWN,
    PATTERN,
    Word,
    coarse,
    is_branch_field,
    own_numbers,
    past_keys,
    words,
)
from specward.renumber.mentions import ADDRESS, ALONE, BRANCH, LEADS, LONGEST_LINE, Mention, leads
from specward.renumber.whereabouts import Line, Whereabouts
from specward.signoff.record import FILE as SIGNOFFS
from specward.signoff.record import signed_lines
from specward.sources.scope import KEPT
from specward.sources.searched import lines_with
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.project import Project
    from specward.renumber.features import FeatureMove
    from specward.renumber.ground import Ground

_SHARED = "another feature has the number too"
_NAMESAKE = "another feature has the name too"
_SAMPLE = "the file looks like a sample, data or other people's"
_TEST = "words of a test, which may be a sample"
_SIGNED = "it is signed as it stands"
_PAST = "a prompt record says what was"
_GLOB = "a pattern that the number meets"
_PROSE = "words that speak of the number"
_REASONS = {BRANCH: "the name of a git branch, which stays", ADDRESS: "an address, which may be that of a branch"}


class Owned(NamedTuple):
    """An edit, and the feature that it is for."""

    folder: str
    edit: Edit


class Named(NamedTuple):
    """What names the features, with their new names."""

    edits: list[Owned]
    left: list[Left]
    unread: tuple[str, ...]


def named_anew(project: Project, moves: Sequence[FeatureMove], ground: Ground) -> Named:
    """Every place that names the features that move.

    Args:
        project: the project as it is.
        moves: the features.
        ground: what git knows of lines that came with a feature.

    Raises:
        UndeterminedError: the files cannot be listed, or git refuses.
    """
    if not moves:
        return Named([], [], ())
    work = _Work(project, moves, ground)
    searched = lines_with(project.source, coarse(work.by_name, work.by_number))
    wanted = searched.numbers
    for path in project.paths:
        if work.where.home(path):
            wanted[path] |= set()
    pointer = work.pointer()
    if pointer:  # git is told to ignore it
        wanted[POINTER] = pointer
    for path in sorted(wanted):
        work.file(path, wanted[path])
    return Named(work.edits, work.left, searched.unread)


class _Work:
    def __init__(self, project: Project, moves: Sequence[FeatureMove], ground: Ground) -> None:
        self._project = project
        self.where = Whereabouts(project, moves, ground)
        self.by_name: defaultdict[str, list[FeatureMove]] = defaultdict(list)
        self.by_number: defaultdict[int, list[FeatureMove]] = defaultdict(list)
        for move in moves:
            self.by_name[move.name].append(move)
            self.by_number[FeatureName.parse(move.name).number or 0].append(move)
        names = [folder.rpartition("/")[2] for folder in project.feature_paths]
        self._alone = {name: names.count(name) == 1 for name in self.by_name}
        numbers = [FeatureName.parse(name).number for name in names]
        self._shared = {number: numbers.count(number) > 1 for number in self.by_number}
        self._moves = {rename.path: rename.to for move in moves for rename in move.renames}
        self.edits: list[Owned] = []
        self.left: list[Left] = []

    def pointer(self) -> set[int]:
        """The lines of the pointer to the current feature that name one of the features."""
        try:
            data = self._project.source.read(POINTER) or b""
        except UnreadableFile:
            return set()
        lines = data.decode(UTF8, "replace").split("\n")
        return {number for number, line in enumerate(lines, 1) if any(name in line for name in self.by_name)}

    def file(self, path: str, numbers: set[int]) -> None:
        """Rewrite one file; `numbers` are the lines that may name a feature."""
        document = self._document(path, numbers)
        if document is None:
            return
        home = self.where.home(path)
        kind = self._project.kinds.get(path)
        if kind is Kind.PHR:
            numbers = {number for number in numbers if not is_branch_field(document.line_text(number))}
        linked = edits_of_moves(self._project.source, self._moves, [path]) if numbers else []
        other = kind in {Kind.PHR, Kind.ADR}
        own = own_numbers(document, home.name, other=other) if home and path.endswith(".md") else {}
        last = past_keys(document) if kind is Kind.PHR else float("inf")
        signed = signed_lines(document) if path.endswith(f"/{SIGNOFFS}") else frozenset[int]()
        by_line: defaultdict[int, list[Edit]] = defaultdict(list)
        for edit in linked:
            by_line[document.line(edit.span.start)].append(edit)
        offset, past = 0, 0
        for number, text in enumerate(document.text.split("\n"), 1):
            if number in numbers and number > last:
                past = past or number
            elif number in signed and number in numbers:
                self.left.append(Left(path, number, text.strip(), _SIGNED))
            elif number in numbers or number in own:
                line = Line(path, number, text.removesuffix("\r"), offset, home)
                self._line(line, by_line[number], own)
            offset += len(text) + 1
        if past:
            self.left.append(Left(path, past, "", _PAST))

    def _document(self, path: str, numbers: set[int]) -> Document | None:
        """A file as text; None where it cannot be edited, which is told where lines of it are wanted."""
        first = min(numbers, default=1)
        try:
            data = self._project.source.read(path) or b""
        except UnreadableFile as error:
            self.left.append(Left(path, first, "", error.reason))
            return None
        document = Document.from_bytes(path, data)
        if document.encoding == UTF8:
            return document
        self.left += [Left(path, first, "", "it is not UTF-8")] if numbers else []
        return None

    def _line(self, line: Line, linked: list[Edit], own: dict[int, tuple[int, int]]) -> None:
        if len(line.text) > LONGEST_LINE:
            self.left.append(Left(line.path, line.number, "", "a line too long to be looked through"))
            return
        taken = [(edit.span.start - line.offset, edit.span.end - line.offset) for edit in linked]
        for edit, (start, end) in zip(linked, taken, strict=True):
            names = [name for name in self.by_name if name in line.text[start:end]]
            owner = self.by_name[names[0]][0].folder if names else line.home.folder if line.home else ""
            self.edits.append(Owned(owner, edit))
        for word in words(line.text, self.by_name, self.by_number, own.get(line.number)):
            if any(start < word.end and word.start < end for start, end in taken):
                continue
            taken.append((word.start, word.end))
            if word.kind == NAME and word.mention:
                self._name(line, word, word.mention)
            elif word.kind == OWN and line.home:
                self._edit(line, word, line.home, line.home.new_name.partition("-")[0])
            else:
                self._number(line, word)

    def _name(self, line: Line, word: Word, mention: Mention) -> None:
        """A whole name."""
        moves = self.by_name[mention.name]
        alone = self._alone[mention.name]
        ways = {
            move: {leads(mention, line.text, line.path, rename.path, alone=alone) for rename in move.renames}
            for move in moves
        }
        here = [move for move, found in ways.items() if LEADS in found]
        lone = [move for move, found in ways.items() if ALONE in found]
        home = line.home if line.home in moves else None
        field = home is not None and word.is_branch_field
        if not here and not field and not lone:
            reason = next((_REASONS[way] for found in ways.values() for way in found if way in _REASONS), "")
            if reason:
                self._leave(line, word, reason)
            return
        if not here and not alone and home is None:
            self._leave(line, word, _NAMESAKE)
            return
        move = here[0] if here else home or moves[0]
        self._settle(line, word, move, move.new_name)

    def _number(self, line: Line, word: Word) -> None:
        """An item behind a number, prose, or a pattern."""
        moves = self.by_number[word.number]
        home = line.home if line.home in moves else None
        if not self.where.speaks(line.path) or (home is None and self.where.is_keepers(line.path, word.number)):
            return
        if word.kind != ITEM:
            self._leave(line, word, _GLOB if word.kind == PATTERN else _PROSE)
        elif home:
            self._settle(line, word, home, _digits(home, line.text[word.start : word.end]))
        elif not self._shared[word.number]:
            self._settle(line, word, moves[0], _digits(moves[0], line.text[word.start : word.end]))
        else:
            own = [move for move in moves if self.where.came_with(move, line)]
            if len(own) == 1:
                self._settle(line, word, own[0], _digits(own[0], line.text[word.start : word.end]))
            else:
                self._leave(line, word, _SHARED)

    def _settle(self, line: Line, word: Word, move: FeatureMove, anew: str) -> None:
        """Rewrite a word that means a feature, unless the file may not speak of this project.

        Args:
            line: where it stands.
            word: the word.
            move: the feature.
            anew: the new word.
        """
        if line.home is not None or line.path.startswith(".specify/") or line.path.endswith(KEPT):
            self._edit(line, word, move, anew)
        elif not self.where.speaks(line.path):
            self._leave(line, word, _SAMPLE)
        elif self.where.is_test(line.path) and not (is_comment(line.text) or self.where.is_mark(line, word)):
            self._leave(line, word, _TEST)
        else:
            self._edit(line, word, move, anew)

    def _edit(self, line: Line, word: Word, move: FeatureMove, anew: str) -> None:
        span = Span(line.offset + word.start, line.offset + word.end)
        self.edits.append(Owned(move.folder, Edit(line.path, span, anew)))

    def _leave(self, line: Line, word: Word, reason: str) -> None:
        self.left.append(Left(line.path, line.number, line.text[word.start : word.end], reason))


def _digits(move: FeatureMove, written: str) -> str:
    """The new number, as wide as the old one is written."""
    return f"{int(move.new_name.partition('-')[0]):0{len(written)}d}"
