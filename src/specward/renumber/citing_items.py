"""Items under their new ids: what cites them in their feature, elsewhere behind its name, in marks and in its lock."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from specward.adr.citations.places import Places
from specward.adr.numbers.citing import Left
from specward.artifacts import references
from specward.artifacts.kind import Kind
from specward.features import candidates
from specward.finding import Edit, Position, Span
from specward.markdown.document import UTF8, Document
from specward.renumber.feature_lines import past_keys
from specward.renumber.items import citation, declared_in, kind_of, parts_of, span_of
from specward.renumber.values import Renumbered, Step, applied
from specward.signoff.record import FILE as SIGNOFFS
from specward.signoff.record import signed_lines
from specward.sources.scope import KEPT
from specward.sources.searched import lines_with
from specward.sources.source import UnreadableFile
from specward.trace.build import identities
from specward.trace.lock import RETIRED, Lock, parse, read_lock

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from specward.project import Project
    from specward.renumber.ground import Ground
    from specward.renumber.items import ItemMove

_SHARED = "another item of the document has the id too"
_RANGE = "it ends a range of ids"
_PAST = "a prompt record says what was"
_SIGNED = "it is signed as it stands"
_SEVERAL = "several features answer to this name"
_SAMPLE = "the file looks like a sample, data or other people's"


def renumbered_items(project: Project, ground: Ground, moves: Sequence[ItemMove]) -> Step:
    """The items under their new ids, and what cites them.

    Raises:
        UndeterminedError: the files cannot be listed, or git refuses.
    """
    work = _Work(project, ground)
    by_folder: defaultdict[str, list[ItemMove]] = defaultdict(list)
    for move in moves:
        by_folder[move.folder].append(move)
    for folder, found in by_folder.items():
        work.feature(folder, found)
    unread: tuple[str, ...] = ()
    if moves:
        unread = work.outside(moves)
        work.marks([move for move in moves if move.declared is None])
    texts = {path: (text, applied(text, work.edits[path])) for path, text in work.texts.items() if work.edits[path]}
    for folder, found in by_folder.items():
        texts |= _locks(project, folder, [move for move in found if move.declared is None], texts)
    done = [
        Renumbered(move.kind, f"{_name(folder)}/{move.id}", f"{_name(folder)}/{move.new}", move.reason)
        for folder, found in by_folder.items()
        for move in found
    ]
    return Step(tuple(done), texts, (), tuple(work.left), unread)


class _Work:
    def __init__(self, project: Project, ground: Ground) -> None:
        self._project = project
        self._ground = ground
        self._places = Places(project)
        self._spans: dict[tuple[str, str], dict[Span, str]] = {}
        self._new: dict[ItemMove, bool] = {}
        self.texts: dict[str, str] = {}
        self.edits: defaultdict[str, dict[Edit, None]] = defaultdict(dict)
        self.left: list[Left] = []

    def feature(self, folder: str, moves: Sequence[ItemMove]) -> None:
        """What cites the items in the feature's own documents."""
        by_key: defaultdict[str, list[ItemMove]] = defaultdict(list)
        for move in moves:
            by_key[references.key(move.id)].append(move)
        for path in self._project.paths:
            if not path.startswith(f"{folder}/") or not path.endswith(".md"):
                continue
            if self._project.kinds.get(path) is Kind.PHR:
                continue  # it says what was
            document = self._document(path)
            if document:
                self._own(document, by_key)

    def _own(self, document: Document, by_key: dict[str, list[ItemMove]]) -> None:
        declared = {move.declared: move for moves in by_key.values() for move in moves if move.path == document.path}
        for match in citation().finditer(document.text):
            moves = by_key.get(references.key(match[0]))
            if not moves or not _begins(document.text, match.start()):
                continue
            span = Span(*match.span())
            move = declared.get(span) or moves[0]
            line = document.line(span.start)
            if span in declared or move.declared is None:
                if move.declared is None and _ends_range(document.text, span):
                    self.left.append(Left(document.path, line, match[0], _RANGE))
                else:
                    self._edit(document, span, move)
            elif not self._is_declaration(document, span, moves):
                if len(moves) == 1 and self._came_with(document, line, move):
                    self._edit(document, span, move)
                else:
                    self.left.append(Left(document.path, line, match[0], _SHARED))

    def _is_declaration(self, document: Document, span: Span, moves: Sequence[ItemMove]) -> bool:
        """Whether it is the item that keeps the id which is declared at a span."""
        return document.path == moves[0].path and span in self._declared(moves[0])

    def _declared(self, move: ItemMove) -> dict[Span, str]:
        """Where the items of a feature are declared that are an item's kind, each with its id."""
        key = move.folder, move.kind
        if key not in self._spans:
            items = declared_in(self._project.feature(move.folder))
            self._spans[key] = {span_of(item): item.id for item in items if kind_of(item) == move.kind}
        return self._spans[key]

    def _came_with(self, document: Document, line: int, move: ItemMove) -> bool:
        """Whether a line came with an item, and the item that keeps its id did not."""
        if move not in self._new:
            self._new[move] = self._is_new(move)
        text = document.line_text(line).removesuffix("\r")
        return self._new[move] and text in self._ground.added().get(document.path, ())

    def _is_new(self, move: ItemMove) -> bool:
        """Whether the line of an item is new since the lines of work parted, and that of no other with its id is."""
        document = self._document(move.path)
        if document is None or move.declared is None:
            return False
        new = self._ground.added().get(move.path, ())
        spans = [span for span, identity in self._declared(move).items() if identity == move.id]
        lines = {span: document.line_text(document.line(span.start)).removesuffix("\r") for span in spans}
        return [span for span in spans if lines[span] in new] == [move.declared]

    def outside(self, moves: Sequence[ItemMove]) -> tuple[str, ...]:
        """What cites the items with their feature, wherever it stands; what could not be searched."""
        by_key: defaultdict[str, list[ItemMove]] = defaultdict(list)
        for move in moves:
            by_key[references.key(move.id)].append(move)
        letters = "|".join(
            sorted({f"{parts_of(move.id)[0].rstrip('-')}-?0*{int(parts_of(move.id)[1])}" for move in moves})
        )
        searched = lines_with(self._project.source, f"/({letters})")
        for path, numbers in searched.numbers.items():
            document = self._document(path)
            if document is None:
                continue
            last = past_keys(document) if self._project.kinds.get(path) is Kind.PHR else float("inf")
            signed = signed_lines(document) if path.endswith(f"/{SIGNOFFS}") else frozenset[int]()
            for number in sorted(numbers):
                fixed = _PAST if number > last else _SIGNED if number in signed else ""
                self._behind_names(document, number, by_key, fixed)
        return searched.unread

    def _behind_names(
        self, document: Document, number: int, by_key: Mapping[str, Sequence[ItemMove]], fixed: str
    ) -> None:
        """What cites the items with their feature in one line; `fixed` says why the line may not change, if so."""
        path, line = document.path, document.line_text(number)
        start = document.offset(Position(number, 1))
        for match in _qualified().finditer(line):
            found = candidates(match["feature"].rpartition("/")[2], self._project.feature_paths)
            named = [move for move in by_key.get(references.key(match["id"]), ()) if move.folder in found]
            if not named:
                continue
            move, reason = named[0], fixed
            if not reason and len(found) > 1:
                reason = _SEVERAL
            elif not reason and move.declared is not None:
                reason = "" if len(named) == 1 and self._came_with(document, number, move) else _SHARED
            if not reason and not path.endswith(KEPT) and not self._speaks(path):
                reason = _SAMPLE
            if reason:
                self.left.append(Left(path, number, match[0], reason))
            else:
                self._edit(document, Span(start + match.start("id"), start + match.end("id")), move)

    def marks(self, moves: Sequence[ItemMove]) -> None:
        """The marks of tests that name an item without its feature."""
        by_key = {references.key(move.id): move for move in moves}
        known = identities(self._project) if by_key else None
        for case in self._project.tests.cases if known else ():
            for mark in case.marks:
                move = by_key.get(references.key(mark.target))
                if "/" in mark.target or move is None or known is None:
                    continue
                meant = known.resolve(mark.target, known.home(mark.location.path))
                place, path = mark.location.start, mark.location.path
                if not meant.key:
                    self.left.append(Left(path, place.line, mark.target, "several features have this id"))
                elif meant.key.rpartition("/")[0] in {move.folder, _name(move.folder)}:
                    document = self._document(path)
                    at = document.text.find(mark.target, document.offset(place)) if document else -1
                    if document and at >= 0:
                        self._edit(document, Span(at, at + len(mark.target)), move)

    def _speaks(self, path: str) -> bool:
        return path.startswith(".specify/") or path in self._project.kinds or self._places.at(path).speaks

    def _document(self, path: str) -> Document | None:
        try:
            document = self._project.document(path)
        except UnreadableFile:
            return None
        if document is None or document.encoding != UTF8:
            return None
        self.texts[path] = document.text
        return document

    def _edit(self, document: Document, span: Span, move: ItemMove) -> None:
        edit = Edit(document.path, span, _written_like(document.text[span.start : span.end], move))
        self.edits[document.path][edit] = None


def _written_like(written: str, move: ItemMove) -> str:
    """The new id in the spelling of a citation: `FR4` for `FR3`, `FR-004` for `FR-003`."""
    stem, digits, _ = parts_of(written)
    new = parts_of(move.new)
    return f"{stem}{int(new[1]):0{len(digits)}d}{new[2]}"


def _locks(
    project: Project, folder: str, moves: Sequence[ItemMove], texts: dict[str, tuple[str, str]]
) -> dict[str, tuple[str, str]]:
    """The lock of the feature, where it names items that have their id alone."""
    lock = read_lock(project, folder) if moves else None
    if not isinstance(lock, Lock):
        return {}
    was, now = texts.get(lock.path, (lock.text, lock.text))
    rewritten = parse(lock.path, now)
    if not isinstance(rewritten, Lock):
        return {}
    ids = {references.key(move.id): move for move in moves}

    def anew(word: str) -> str:
        move = ids.get(references.key(word))
        return _written_like(word, move) if move else word

    entries = [entry._replace(item=anew(entry.item), parent=anew(entry.parent)) for entry in rewritten.entries.values()]
    kept = [old if old.kind == RETIRED else new for old, new in zip(rewritten.entries.values(), entries, strict=True)]
    text = rewritten._replace(entries={entry.identity: entry for entry in kept}).serialised()
    return {lock.path: (was, text.replace("\n", "\r\n") if "\r\n" in now else text)}


def _begins(text: str, start: int) -> bool:
    """Whether an id may begin at an offset: it is no part of a longer word, nor of a path."""
    before = text[start - 1 : start]
    return not (before.isalnum() or before in {"_", "-", ".", "/"})


def _ends_range(text: str, span: Span) -> bool:
    """Whether an id is the beginning or the end of a range: `FR-001 to FR-004`, `T001–T009`."""
    after, before = text[span.end : span.end + 12], text[max(0, span.start - 12) : span.start]
    return _range_after().match(after) is not None or _range_before().search(before) is not None


def _name(folder: str) -> str:
    return folder.rpartition("/")[2]


@lru_cache(maxsize=1)
def _qualified() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w./-])(?P<feature>(?:[\w.-]{1,150}/){0,4}[\w.-]{1,150})"
        rf"/(?P<id>{references.ID}|{references.TASK_ID})"
    )


@lru_cache(maxsize=1)
def _range_after() -> re.Pattern[str]:
    between = r"(?:[–—…→]|\.\.|-[ \t]|-(?=[A-Z0-9])|to\b|through\b)"
    return re.compile(rf"[*_`~\]]{{0,3}}[ \t]{{0,2}}{between}[ \t]{{0,2}}[*_`~\[]{{0,3}}[A-Z0-9]")


@lru_cache(maxsize=1)
def _range_before() -> re.Pattern[str]:
    return re.compile(r"[0-9][*_`~\]]{0,3}[ \t]{0,2}(?:[–—…→]|\.\.\.?|-|\bto|\bthrough)[ \t]{0,2}[*_`~\[]{0,3}$")
