"""All that cites a record, in documents and in code, under its new number."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from specward.adr.catalogue.catalogue import catalogue_of, paths_of
from specward.adr.citations.context import Context
from specward.adr.citations.places import Places
from specward.adr.citations.scan import Citation, grammar_of
from specward.adr.edit.editing import Edit
from specward.adr.numbers.namesake import has_namesake, is_former
from specward.adr.numbers.rewriting import Rewriting
from specward.adr.pins.adopted import FILE as LOCK
from specward.artifacts.adr import read_adr
from specward.artifacts.kind import Kind
from specward.markdown.document import UTF8, Document
from specward.sources.searched import lines_with
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from specward.adr.catalogue.entry import Entry
    from specward.adr.citations.pattern import Mention
    from specward.project import Project


_SHARED = "another record bears the number too"
_SAMPLE = "the file looks like a sample, data or other people's"
_SHOWN = "it is shown, in code or as an example"
_LOST = "there is no such file"
_FORMER = "it is said to be a former number"
_NAMESAKE = "a heading of the document gives this number to something else"


class Left(NamedTuple):
    """A citation that may mean the record and is left as it is."""

    path: str
    line: int
    text: str
    """As written; empty where the file itself is the reason."""
    reason: str


class Cited(NamedTuple):
    """Files with the record under its new number."""

    texts: dict[str, tuple[str, str]]
    """What each file that changes held and will hold, by path."""
    lines: dict[str, list[int]]
    """The lines that change in each."""
    left: list[Left]
    unread: tuple[str, ...]
    """What could not be searched, in words."""


def cited_anew(
    project: Project, entry: Entry, number: int, path: str, own: Mapping[str, Collection[str]] | None = None
) -> Cited:
    """Every file that cites a record, with its new number and the new name of its file.

    Args:
        project: the project as it is.
        entry: the record.
        number: its new number.
        path: its new path.
        own: the lines, by path, that came with the record: in these a number that another record bears too means this
            one. In all others it stays, and is told.
    """
    rewriting = Rewriting(entry, number, path, catalogue_of(project), grammar_of(project))
    wanted: defaultdict[str, list[int]] = defaultdict(list)
    searched = lines_with(project.source, rewriting.pattern)
    for line in searched.lines:
        wanted[line.path].append(line.number)
    for other in catalogue_of(project).entries:
        if any(entry.path in tie.paths for tie in other.ties):
            wanted[other.path] += []
    work = _Work(project, entry, rewriting, own or {})
    for file in sorted(wanted):
        if file.rpartition("/")[2] != LOCK:  # its lines go with their pins
            work.file(file, wanted[file])
    return Cited(work.texts, work.lines, work.left, searched.unread)


class _Work:
    def __init__(
        self, project: Project, entry: Entry, rewriting: Rewriting, own: Mapping[str, Collection[str]]
    ) -> None:
        self._project = project
        self._entry = entry
        self._rewriting = rewriting
        self._own = own
        self._grammar = grammar_of(project)
        self._namesakes: set[str] = set()
        bearers = catalogue_of(project).by_number.get(entry.number, []) if entry.number is not None else []
        self._bearers = {bearer.path for bearer in bearers}
        self._places = Places(project)
        self.texts: dict[str, tuple[str, str]] = {}
        self.lines: dict[str, list[int]] = {}
        self.left: list[Left] = []

    def file(self, path: str, numbers: list[int]) -> None:
        """Rewrite one file."""
        try:
            data = self._project.source.read(path) or b""
        except UnreadableFile as error:
            self.left.append(Left(path, numbers[0] if numbers else 1, "", error.reason))
            return
        document = Document.from_bytes(path, data)
        edits = list(self._edits(document, data, numbers))
        edits += [edit for edit in self._linked(document) if not _overlaps(edit, edits)]
        if edits and document.encoding != UTF8:
            self.left.append(Left(path, document.line(edits[0].start), "", "it is not UTF-8"))
            return
        if edits:
            text = document.text
            for edit in sorted(edits, reverse=True):
                text = text[: edit.start] + edit.words + text[edit.end :]
            self.texts[path] = document.text, text
            self.lines[path] = sorted({document.text.count("\n", 0, edit.start) + 1 for edit in edits})

    def _edits(self, document: Document, data: bytes, numbers: list[int]) -> Iterator[Edit]:
        """The edits of the lines with these numbers, of a prompt record those of its keys alone."""
        path, context = document.path, Context(document.path, data)
        last = self._last_line(document)
        lines = document.text.split("\n")
        if has_namesake((lines[number - 1] for number in numbers if number <= len(lines)), self._entry, self._grammar):
            self._namesakes.add(path)
        offset = counted = 0
        for number in numbers:
            if number > min(last, len(lines)):
                break
            offset += sum(len(line) + 1 for line in lines[counted : number - 1])
            counted = number - 1
            line = lines[number - 1].removesuffix("\r")
            is_ours = partial(self._is_ours, context, number, line)
            rewritten = self._rewriting.of(line, path, is_ours, bare=self._is_spoken(path))
            for mention in rewritten.lost:
                if self._is_spoken(path) and context.is_made(Citation(path, number, mention, line)):
                    self.left.append(Left(path, number, mention.target, _LOST))
            edits = rewritten.edits + [edit for edit in rewritten.doubtful if self._is_own(path, number, line, edit)]
            for edit in edits:
                yield Edit(offset + edit.start, offset + edit.end, edit.words)

    def _is_ours(self, context: Context, number: int, line: str, mention: Mention) -> bool:
        """Whether a name is meant for a decision of this project."""
        path = context.document.path
        citation = Citation(path, number, mention, line)
        if path in self._bearers:
            return path == self._entry.path
        if mention.number != self._entry.number or context.is_of_other(citation):
            return False
        reason = _SAMPLE if not self._places.at(path).speaks else "" if context.is_made(citation) else _SHOWN
        if path in self._namesakes:
            reason = _NAMESAKE
        elif is_former(line[: mention.start]):
            reason = _FORMER
        if reason:
            self.left.append(Left(path, number, mention.text, reason))
        return not reason

    def _is_spoken(self, path: str) -> bool:
        """Whether whatever a file says is said of this project: no sample, no test, no data."""
        place = self._places.at(path)
        return place.speaks and not place.in_comments

    def _is_own(self, path: str, number: int, line: str, edit: Edit) -> bool:
        """Whether a number that another record bears too stands in a line that came with the record."""
        if path == self._entry.path or line in self._own.get(path, ()):
            return True
        self.left.append(Left(path, number, line[edit.start : edit.end], _SHARED))
        return False

    def _last_line(self, document: Document) -> float:
        """The last line that may change: of a prompt record, which says what was, the last of its keys."""
        if self._project.kinds.get(document.path) is not Kind.PHR:
            return float("inf")
        return document.line(document.front_matter.content_end) if document.front_matter else 0

    def _linked(self, document: Document) -> Iterator[Edit]:
        """The edits of what another record says of this one in a form that counts there alone: `Supersedes: 7`."""
        if self._project.kinds.get(document.path) is not Kind.ADR:
            return
        for link in read_adr(document).links:
            meant = paths_of(self._project).meant_by(link, document.path)
            written = document.text[link.start : link.end]
            edit = Edit(link.start, link.end, self._rewriting.named(written))
            if self._entry.path not in meant or edit.words == written or document.path == self._entry.path:
                continue
            line = document.line(link.start)
            if len(meant) == 1 or document.line_text(line) in self._own.get(document.path, ()):
                yield edit
            elif "ADR" not in written.upper():  # else it is told already
                self.left.append(Left(document.path, line, written, _SHARED))


def _overlaps(edit: Edit, others: list[Edit]) -> bool:
    return any(edit.start < other.end and other.start < edit.end for other in others)
