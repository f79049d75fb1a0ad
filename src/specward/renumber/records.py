"""Prompt records under other numbers: their names, the ids in their keys, and the paths that lead to them."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.adr.citations.places import Places
from specward.adr.numbers.citing import Left
from specward.artifacts.kind import Kind
from specward.artifacts.moved_paths import edits_of_moves
from specward.artifacts.phr import read_record
from specward.artifacts.phr_filing import record_number
from specward.artifacts.phr_name import RecordName
from specward.errors import UsageError
from specward.finding import Edit, Rename, Span
from specward.markdown.document import UTF8, Document
from specward.renumber.apart import Named, claimed_there
from specward.renumber.feature_lines import past_keys
from specward.renumber.mentions import ALONE, LEADS, LONGEST_LINE, leads, mentions
from specward.renumber.precedence import Claim, moving
from specward.renumber.values import RECORD, Renumbered, Step, applied
from specward.sources.searched import lines_with, pattern_of
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specward.project import Project
    from specward.renumber.ground import Ground


class RecordMove(NamedTuple):
    """A record and its new place."""

    path: str
    to: str
    number: int
    reason: str


def records_to_move(project: Project, ground: Ground) -> Iterator[tuple[str, str]]:
    """Each record whose number another record of its folder bears, with the reason why it is this one that moves."""
    bearers: defaultdict[tuple[str, str, int], list[str]] = defaultdict(list)
    paths = project.of_kind(Kind.PHR)
    for path in paths:
        name = RecordName.parse(path)
        if name.id:
            bearers[path.rpartition("/")[0], name.date, int(name.id)].append(path)
    told = set()
    for records in bearers.values():
        if len(records) > 1:
            claims = [Claim(path, path, _day(project, path)) for path in records]
            for claim, reason in moving(claims, ground, lambda claim: _links(project, claim.path)):
                told.add(claim.path)
                yield claim.path, reason
    for path, other in claimed_there(paths, ground, _named):
        if path not in told:
            yield path, f"{ground.kept} has {other}"


def moves_of(
    project: Project, ground: Ground, wanted: Sequence[tuple[str, str]], *, to: int | None = None
) -> tuple[list[RecordMove], list[Left]]:
    """Records under new numbers, and those that cannot be edited.

    Raises:
        UsageError: a record has no number, or another one has the number that is wanted.
    """
    taken: dict[str, set[int]] = {}
    moves: list[RecordMove] = []
    left: list[Left] = []
    for path, reason in wanted:
        folder, _, name = path.rpartition("/")
        parsed = RecordName.parse(path)
        if not parsed.id:
            raise UsageError("this record has no number", where=path, help="what a date identifies needs none")
        if _document(project, path) is None:
            left.append(Left(path, 1, "", "it is not UTF-8, so its id cannot be edited"))
            continue
        if folder not in taken:
            taken[folder] = ground.taken(folder, record_number)
        if to is not None and (to in taken[folder] or to == parsed.number):
            raise UsageError(
                f"the number {to} is taken in {folder}/", where=path, help="leave --to out to get a free one"
            )
        number = to if to is not None else max(taken[folder], default=0) + 1
        taken[folder].add(number)
        start = name.index(parsed.id, len(parsed.prefix) + len(parsed.date))
        new = f"{name[:start]}{number:0{len(parsed.id)}d}{name[start + len(parsed.id) :]}"
        moves.append(RecordMove(path, f"{folder}/{new}", number, reason))
    return moves, left


def renumbered_records(project: Project, moves: Sequence[RecordMove]) -> Step:
    """The records in their new places, and all that leads to them.

    Raises:
        UndeterminedError: the files cannot be listed, or git refuses.
    """
    if not moves:
        return Step()
    work = _Work(project, moves)
    pattern = "|".join(sorted({pattern_of(move.path.rpartition("/")[2]) for move in moves}))
    numbers = "|".join(sorted({str(RecordName.parse(move.path).number) for move in moves}))
    searched = lines_with(project.source, rf"{pattern}|PHR[- ]?0*({numbers})")
    wanted = searched.numbers
    for move in moves:
        wanted[move.path] |= set()
    for path in sorted(wanted):
        work.file(path, wanted[path])
    return Step(
        tuple(Renumbered(RECORD, move.path, move.to, move.reason) for move in moves),
        work.texts,
        tuple(Rename(move.path, move.to) for move in moves),
        tuple(work.left),
        searched.unread,
    )


class _Work:
    def __init__(self, project: Project, moves: Sequence[RecordMove]) -> None:
        self._project = project
        self._places = Places(project)
        self._moves = {move.path: move for move in moves}
        self._renames = {move.path: move.to for move in moves}
        self._by_name: defaultdict[str, list[RecordMove]] = defaultdict(list)
        for move in moves:
            self._by_name[move.path.rpartition("/")[2]].append(move)
        self._names = [path.rpartition("/")[2] for path in project.of_kind(Kind.PHR)]
        self._folders = {(move.path.rpartition("/")[0], RecordName.parse(move.path).number) for move in moves}
        self.texts: dict[str, tuple[str, str]] = {}
        self.left: list[Left] = []

    def file(self, path: str, numbers: set[int]) -> None:
        """Rewrite one file; `numbers` are the lines that may name a record."""
        document = _document(self._project, path)
        if document is None:
            self.left.append(Left(path, min(numbers, default=1), "", "it cannot be read as UTF-8"))
            return
        edits = edits_of_moves(self._project.source, self._renames, [path]) if numbers else []
        if path in self._moves:
            edits += _own_edits(document, self._moves[path])
        last = past_keys(document) if self._project.kinds.get(path) is Kind.PHR else float("inf")
        offset = 0
        for number, text in enumerate(document.text.split("\n"), 1):
            if number in numbers and len(text) <= LONGEST_LINE:
                self._line(path, number, text.removesuffix("\r"), offset, edits, past=number > last)
            offset += len(text) + 1
        if edits:
            self.texts[path] = document.text, applied(document.text, edits)

    def _line(  # noqa: PLR0913 -- a line and where it stands
        self, path: str, number: int, line: str, offset: int, edits: list[Edit], *, past: bool
    ) -> None:
        for mention in mentions(line, self._by_name):
            span = Span(offset + mention.start, offset + mention.end)
            if any(edit.span.start < span.end and span.start < edit.span.end for edit in edits):
                continue
            alone = self._names.count(mention.name) == 1
            for move in self._by_name[mention.name]:
                way = leads(mention, line, path, move.path, alone=alone)
                near = path.rpartition("/")[0] == move.path.rpartition("/")[0]
                if way != LEADS and not (way == ALONE and (alone or near)):
                    continue
                reason = "a prompt record says what was" if past else ""
                if not reason and not self._places.at(path).speaks and path not in self._project.paths:
                    reason = "the file looks like a sample, data or other people's"
                if reason:
                    self.left.append(Left(path, number, mention.name, reason))
                else:
                    edits.append(Edit(path, span, move.to.rpartition("/")[2]))
                break
        folder = path.rpartition("/")[0]
        for match in _called().finditer(line) if not past else ():
            if (folder, int(match[1])) in self._folders and path not in self._moves:
                self.left.append(Left(path, number, match[0], "another record has the number too"))


def _own_edits(document: Document, move: RecordMove) -> list[Edit]:
    """The edits of a record's own id: in its keys, and where its title begins with it."""
    record = read_record(document)
    former = RecordName.parse(move.path).number
    found = []
    spans = [Span(record.id.start, record.id.end)] if record.id else []
    title = next((heading for heading in document.headings if heading.depth == 1), None)
    if title:
        match = _called().search(document.text, title.start, title.end)
        spans += [Span(*match.span())] if match else []
    for span in spans:
        digits = _digits().search(document.text, span.start, span.end)
        if digits and int(digits[0]) == former:
            found.append(Edit(move.path, Span(*digits.span()), f"{move.number:0{len(digits[0])}d}"))
    return found


def _document(project: Project, path: str) -> Document | None:
    """A file as text; None where it cannot be read, or is not UTF-8."""
    try:
        document = project.document(path)
    except UnreadableFile:
        return None
    return document if document and document.encoding == UTF8 else None


def _day(project: Project, path: str) -> str:
    """When a record was written, as it says itself, its identity included, which sorts by time."""
    document = _document(project, path)
    record = read_record(document) if document else None
    day = record.date.value if record and record.date else ""
    return day if _iso().match(day) else ""


def _links(project: Project, path: str) -> int:
    name = pattern_of(path.rpartition("/")[2])
    return sum(line.path != path for line in lines_with(project.source, name).lines)


def _named(name: str) -> Named | None:
    parsed = RecordName.parse(name)
    if not name.endswith(".md") or not parsed.id:
        return None
    return Named((parsed.date, int(parsed.id)), f"{parsed.slug}.{parsed.stage}" if parsed.slug else "")


@cache
def _called() -> re.Pattern[str]:
    return re.compile(r"\bPHR[- ]?(\d{1,9})(?![\w-])", re.ASCII)


@cache
def _digits() -> re.Pattern[str]:
    return re.compile(r"\d{1,9}", re.ASCII)


@cache
def _iso() -> re.Pattern[str]:
    return re.compile(r"(?:19|20)\d\d-\d\d-\d\d", re.ASCII)
