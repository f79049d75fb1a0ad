"""The decisions that a plan or a research document states, in any of the forms that people and agents write.

Read: `**Decision**: …` with `**Rationale**:` and `**Alternatives considered**:`, as lines, items or headings of their
own; headings such as `### Decision 2: X over Y`; tables with a column for the choice; the items of a section such as
`Key Decisions and Rationale`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.adr.suggest.weighed import Origin, Passage, Weighed
from specward.markdown import table
from specward.markdown.scan import HEADING, ITEM, PARAGRAPH, QUOTE, TABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.markdown.document import Document
    from specward.markdown.scan import Block

_CHOSEN = "chosen"
_REASONS = "reasons"
_OTHERS = "others"
_TEXT = frozenset({PARAGRAPH, ITEM, QUOTE})
_MOST = 40
"""Passages of one decision that are kept."""
_LONGEST = 600
"""Characters of a passage that are kept."""


class _Entry:
    """A decision being read."""

    def __init__(self, subject: str, depth: int = 0) -> None:
        self.subject = subject
        self.depth = depth
        """Of the heading that is its subject: what stands deeper still belongs to it."""
        self.fields: dict[str, list[Passage]] = {_CHOSEN: [], _REASONS: [], _OTHERS: []}
        self.named = False
        """Whether what was chosen has so far only been said by the heading."""

    def add(self, field: str, passage: Passage) -> None:
        passages = self.fields[field]
        if passage.text and len(passages) < _MOST:
            passages.append(passage)

    def weighed(self) -> Weighed:
        chosen, reasons, others = (tuple(self.fields[field]) for field in (_CHOSEN, _REASONS, _OTHERS))
        return Weighed(Origin.PLAN, self.subject, chosen, reasons, others)


class _Label(NamedTuple):
    field: str
    """Empty where the label is none that is known."""
    rest: str


def stated(document: Document) -> list[Weighed]:
    """Every decision that a document states, in source order. Never raises."""
    reader = _Reader(document)
    for block in document.blocks:
        reader.take(block)
    return [entry.weighed() for entry in reader.entries if any(entry.fields.values())]


class _Reader:
    def __init__(self, document: Document) -> None:
        self._document = document
        self.entries: list[_Entry] = []
        self._entry: _Entry | None = None
        self._field = ""
        self._labelled_at = -1
        """How deep in lists the label of the field stands; -1 where a heading is the label."""
        self._heading_depth = 0
        """Of the heading that is the label of the field."""
        self._headings: list[tuple[int, str]] = []

    def take(self, block: Block) -> None:
        if block.kind == HEADING:
            self._take_heading(block)
        elif block.kind == TABLE:
            self.entries += _rows(self._document, block)
        elif block.kind in _TEXT:
            for line in _lines(self._document, block):
                self._take_line(block, line)

    def _take_heading(self, block: Block) -> None:
        words = _plain(self._document.words(block))
        label = _heading_label(words)
        if label is None and self._field == _OTHERS and self._labelled_at < 0 and block.depth > self._heading_depth:
            self._add(Passage(words, self._document.path, block.line))
            return
        while self._headings and self._headings[-1][0] >= block.depth:
            self._headings.pop()
        if label is None:
            self._headings.append((block.depth, words))
            self._field = ""
            if self._entry and block.depth <= self._entry.depth:
                self._entry = None
            return
        if label.field == _CHOSEN:
            if label.rest:
                self._headings.append((block.depth, label.rest))
            self._begin()
        self._enter(label.field, -1)
        self._heading_depth = block.depth
        self._add(Passage(label.rest, self._document.path, block.line))
        if self._entry:
            self._entry.named = label.field == _CHOSEN and bool(label.rest)

    def _take_line(self, block: Block, line: Passage) -> None:
        label = _line_label(line.text)
        if label and label.field:
            if label.field == _CHOSEN:
                self._choose()
            self._enter(label.field, block.depth)
            self._add(line._replace(text=_plain(label.rest)))
        elif label and self._field and self._ends_field(block):
            self._field = ""
        elif self._field:
            self._add(line._replace(text=_plain(line.text)))
        elif not self._entry and self._in_decisions and block.kind != QUOTE:
            self._take_prose(block, line)

    def _take_prose(self, block: Block, line: Passage) -> None:
        """A line of a section on decisions: each item or paragraph is a decision, and says so in sentences."""
        if block.depth == 0 and line.line == block.line:
            self.entries.append(_Entry(self._subject))
        if not self.entries or self.entries[-1].subject != self._subject:
            return
        entry = self.entries[-1]
        for clause in _clauses(_plain(line.text)):
            field = _OTHERS if _weighs().search(clause) else _REASONS if entry.fields[_CHOSEN] else _CHOSEN
            entry.add(field, line._replace(text=clause))

    def _choose(self) -> None:
        """Go on to a decision, which is the one of the heading where that has only named it."""
        if self._entry and self._entry.named:
            self._entry.fields[_CHOSEN].clear()
            self._entry.named = False
        elif self._entry is None or self._entry.fields[_CHOSEN]:
            self._begin()

    def _begin(self) -> None:
        self._entry = _Entry(self._subject, self._headings[-1][0] if self._headings else 0)
        self.entries.append(self._entry)

    def _enter(self, field: str, depth: int) -> None:
        if self._entry is None:
            self._begin()
        self._field, self._labelled_at = field, depth

    def _add(self, passage: Passage) -> None:
        if self._entry:
            self._entry.add(self._field, passage._replace(text=passage.text[:_LONGEST]))

    def _ends_field(self, block: Block) -> bool:
        """Whether a label that is not known ends the field: it stands beside the field's own label, not under it."""
        return block.kind != ITEM or block.depth <= self._labelled_at

    @property
    def _subject(self) -> str:
        return self._headings[-1][1] if self._headings else ""

    @property
    def _in_decisions(self) -> bool:
        return bool(self._headings) and _decisions().fullmatch(self._headings[-1][1].lower()) is not None


def _rows(document: Document, block: Block) -> list[_Entry]:
    """The decisions of a table with a column for what was chosen."""
    rows = [[_plain(document.slice(cell)) for cell in cells] for cells in table.rows(document.text, block)[:_MOST]]
    columns = _columns([words.lower() for words in rows[0]])
    if _CHOSEN not in columns:
        return []
    entries = []
    for number, cells in enumerate(rows[1:], start=block.line + 2):
        entry = _Entry(cells[0] if cells and not columns[0] else "")
        for field, words in zip(columns, cells, strict=False):
            if field:
                entry.add(field, Passage(words[:_LONGEST], document.path, number))
        entries.append(entry)
    return entries


def _lines(document: Document, block: Block) -> Iterator[Passage]:
    for number, line in enumerate(document.words(block).splitlines(), start=block.line):
        yield Passage(line.strip("> \t")[: 4 * _LONGEST], document.path, number)


def _clauses(text: str) -> list[str]:
    return [clause.strip() for clause in re.split(r";|\.\s", text) if clause.strip()]


def _plain(words: str) -> str:
    """Words without the marks of emphasis and code."""
    return words.replace("**", "").replace("__", "").replace("`", "").strip(" *\t")


def _line_label(line: str) -> _Label | None:
    """The label that a line begins with: a known one in any form, any other only in bold."""
    match = _label().match(line)
    if match is None:
        return None
    field = _field_of(match["label"])
    return _Label(field, line[match.end() :]) if field or match["bold"] else None


def _heading_label(words: str) -> _Label | None:
    match = _heading().match(words)
    field = _field_of(match["label"]) if match else ""
    return _Label(field, (match["rest"] or "").strip()) if match and field else None


def _field_of(label: str) -> str:
    match = _known().fullmatch(label.lower().strip())
    return (match.lastgroup or "") if match else ""


def _columns(heads: list[str]) -> list[str]:
    """What each column holds. `Decision` is what was chosen where no other column says so, else what it is about."""
    chosen = {"choice", "chosen", "selected", "selection", "technology"}
    if not chosen.intersection(heads):
        chosen.add("decision")
    return [_CHOSEN if head in chosen else _column(head) for head in heads]


def _column(head: str) -> str:
    for field, words in ((_OTHERS, ("alternativ", "option", "reject")), (_REASONS, ("rational", "reason", "why"))):
        if any(word in head for word in words):
            return field
    return ""


@cache
def _label() -> re.Pattern[str]:
    return re.compile(
        r"(?P<bold>\*{1,2}|__)?(?P<label>[A-Za-z][\w /&-]{1,40}?)(?: ?\([^()\n]{0,80}\))?[ \t]{0,2}"
        r"(?(bold)(?::(?:\*{1,2}|__)|(?:\*{1,2}|__)[ \t]{0,2}:)|:)[ \t]*"
    )


@cache
def _heading() -> re.Pattern[str]:
    """`Decision`, `Decision 2: X`, `D3 — Rationale`."""
    return re.compile(
        r"(?:[A-Z]{0,3}-?\d{1,4}(?:\.\d{1,3}){0,2}[ .:)—–-]{1,3})?(?P<label>[A-Za-z]+(?: [A-Za-z]+){0,2}?)"
        r"(?: #?\d{1,3})?(?:(?:\s*[:—–]\s*|\s+-\s+)(?P<rest>.*))?$"
    )


@cache
def _known() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<{_CHOSEN}>(?:final |architectural |technical )?decision|chosen(?: option| approach| solution)?|choice"
        r"|selected(?: option)?)"
        rf"|(?P<{_REASONS}>rationale|(?:related )?adrs?|reason(?:s|ing)?|why(?: chosen| this choice)?|justification)"
        rf"|(?P<{_OTHERS}>(?:key |rejected |considered |other )?(?:alternatives?|options?)"
        r"(?: (?:considered|rejected|evaluated|weighed))?(?: and (?:why )?rejected)?)"
    )


@cache
def _decisions() -> re.Pattern[str]:
    return re.compile(
        r"(?:[\d.]+ )?(?:key |architecture |architectural |technical |technology |design |stack |summary of ){0,3}"
        r"(?:decisions?|choices|selections?)(?: and rationale| & rationale| made| summary| log)?"
    )


@cache
def _weighs() -> re.Pattern[str]:
    return re.compile(r"\b(?:alternatives?|options?|considered|weighed|rejected|evaluated|compared)\b", re.IGNORECASE)
