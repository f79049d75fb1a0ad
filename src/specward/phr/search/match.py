"""Words in a prompt record: whether it holds them, and the lines to show for it.

Case is folded as Unicode folds it, so `strasse` finds `Straße`. What is searched is the text as it stands in the file.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.phr_text import JSON_PROMPT
from specward.phr.search.query import OUTCOME, PROMPT, RESPONSE, TITLE, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.artifacts.phr import Record
    from specward.phr.search.query import Query

_MOST_EXCERPTS = 2
_BEFORE = 40
_AFTER = 120
"""Characters that an excerpt shows before the first word found, and from its beginning on."""
_LONGEST = 400
"""Characters of a title in which words are marked."""


class Excerpt(NamedTuple):
    """A piece of a record's text, on one line, that holds something that was looked for."""

    field: str
    line: int
    """Where it begins, counted from 1; 0 where the text is not written in the file as it reads."""
    text: str
    spans: tuple[tuple[int, int], ...]
    """Where in the text the words stand, in order and apart."""


class Hit(NamedTuple):
    """A record that was found."""

    row: Row
    title_spans: tuple[tuple[int, int], ...] = ()
    """Where in the title the words stand."""
    excerpts: tuple[Excerpt, ...] = ()


def match(record: Record, query: Query) -> Hit | None:
    """The record as a hit; None where it is not what was asked for."""
    if not query.facets.admits(record):
        return None
    if not query.words:
        return Hit(Row.of(record))
    words = [word.casefold() for word in query.words]
    texts = [_Text(field, *_words_of(record, field)) for field in query.fields]
    if not all(any(word in text.folded for text in texts) for word in words):
        return None
    row = Row.of(record)
    in_title = _spans(row.title[:_LONGEST], words) if TITLE in query.fields else ()
    return Hit(row, in_title, tuple(_excerpts(record, texts, words)))


class _Text:
    """What a record says in one field."""

    def __init__(self, field: str, text: str, start: int) -> None:
        self.field = field
        self.text = text
        self.start = start
        """Where in the document it stands; -1 where it stands there in another form."""
        self.folded = text.casefold()


def _words_of(record: Record, field: str) -> tuple[str, int]:
    """The text of a field and where it stands in the document."""
    text = record.document.text
    if field == TITLE:
        return (text[record.title.start : record.title.end], record.title.start) if record.title else ("", -1)
    span = {PROMPT: record.prompt, RESPONSE: record.response, OUTCOME: record.outcome}[field]
    if span:
        words = text[span.start : span.end]
        if field == PROMPT and JSON_PROMPT in words.partition("\n")[0]:
            return record.prompt_text, -1
        return words, span.start
    key = record.header.field({PROMPT: "prompt_text", RESPONSE: "response_text", OUTCOME: "outcome"}[field])
    return (text[key.start : key.end], key.start) if key else ("", -1)


def _excerpts(record: Record, texts: Sequence[_Text], words: Sequence[str]) -> list[Excerpt]:
    """The first place of each word outside of the title, two at the most, each with whatever else it shows."""
    found: list[Excerpt] = []
    shown: set[str] = set()
    for word in words:
        text = next((text for text in texts if text.field != TITLE and word in text.folded), None)
        if text is None or word in shown or len(found) == _MOST_EXCERPTS:
            continue
        excerpt = _excerpt(record, text, word, words)
        found.append(excerpt)
        shown.update(other for other in words if other in excerpt.text.casefold())
    return found


def _excerpt(record: Record, text: _Text, word: str, words: Sequence[str]) -> Excerpt:
    """The line where a word first stands, cut between words where it is long."""
    at = text.folded.index(word)
    first, past = _original(text.text, text.folded, at, at + len(word))
    line_start = text.text.rfind("\n", 0, first) + 1
    line_end = text.text.find("\n", past)
    line_end = len(text.text) if line_end < 0 else line_end
    start, end = max(line_start, first - _BEFORE), min(line_end, max(past, first + _AFTER))
    if start > line_start:
        start = text.text.find(" ", start, first) + 1 or start
    if end < line_end:
        end = max(text.text.rfind(" ", past, end), past) if " " in text.text[past:end] else end
    piece = text.text[start:end]
    line = record.document.position(text.start + start).line if text.start >= 0 else 0
    shown = f"{'…' if start > line_start else ''}{piece.strip()}{'…' if end < line_end else ''}"
    return Excerpt(text.field, line, shown, _spans(shown, words))


def _spans(text: str, words: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Where the words stand in a text; spans that touch are one."""
    folded = text.casefold()
    spans = []
    for word in words:
        at = folded.find(word) if word else -1
        while at >= 0:
            spans.append(_original(text, folded, at, at + len(word)))
            at = folded.find(word, at + len(word))
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _original(text: str, folded: str, start: int, end: int) -> tuple[int, int]:
    """A span of the folded text as a span of the text: folding makes one character of some into two or three."""
    if len(text) == len(folded):
        return start, end
    ends = list(accumulate(len(character.casefold()) for character in text))
    first = next(index for index, past in enumerate(ends) if past > start)
    last = next(index for index, past in enumerate(ends) if past >= end)
    return first, last + 1
