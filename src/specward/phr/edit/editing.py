"""The sections of a prompt record, edited in place: what is not named stays as it is, byte for byte.

Whatever form the record has is kept: bullets with or without signs, parts that are headings of their own, line endings.
After each edit the record is read again; where anything but what was to change reads differently, nothing is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.phr import read_record
from specward.artifacts.phr_text import as_section
from specward.changes import Replace
from specward.errors import UsageError
from specward.markdown.document import UTF8, Document
from specward.phr.edit.outcome import LABELS, SIGNS, heading_of, outcome_of, parts_of
from specward.scaffold.record import NOTHING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specward.artifacts.phr import Record
    from specward.phr.edit.outcome import Part

_HEADINGS = {"response": "Response snapshot", "outcome": "Outcome"}
_SECTIONS = ("prompt", "response", "outcome", "evaluation")
_DEPTH = 2


def edit_outcome(record: Record, parts: Mapping[str, str], response: str = "") -> Replace:
    """The record with other words in its outcome, its response, or both.

    Args:
        record: the record.
        parts: the words of each part that changes, by `outcome.LABELS`.
        response: what came of the prompt; empty to leave that as it is.

    Raises:
        UsageError: it is not UTF-8, or the words would be taken for another part of the record.
    """
    require_utf8(record.document)
    edited = record
    for name, words in parts.items():
        edited = _with_part(edited, name, _unix(words.strip()))
    if response.strip():
        edited = _with_section(edited, "response", as_section(response))
    return Replace(record.document.path, edited.document.text, record.document.text)


def replace_outcome(record: Record, section: str) -> Replace:
    """The record with this Markdown as its outcome; see `edit_outcome`."""
    require_utf8(record.document)
    edited = _with_section(record, "outcome", section.strip())
    return Replace(record.document.path, edited.document.text, record.document.text)


def outcome_section(record: Record) -> str:
    """The record's outcome as Markdown; the template's where it has none."""
    return section_of(record, "outcome") or _template()


def section_of(record: Record, name: str) -> str:
    """The text of a section, with line feeds; empty where the record has none."""
    span = getattr(record, name)
    return _unix(record.document.slice(span)) if span else ""


def require_utf8(document: Document) -> None:
    """Refuse a document that cannot be rewritten without changing bytes that nobody named.

    Raises:
        UsageError: it is not UTF-8.
    """
    if document.encoding != UTF8:
        raise UsageError("this record is not UTF-8, so it is not edited", where=document.path, help="save it as UTF-8")


def _with_part(record: Record, name: str, words: str) -> Record:
    """The record with one part of its outcome changed, or added."""
    parts = {part.name: part for part in parts_of(record)}
    part = parts.get(name)
    bullet = f"- {SIGNS[name]} {LABELS[name]}: {_indented(words)}"
    if part:
        edited = _respan(record, part.label_end, part.value_end, _after_label(record, part, words))
    elif not record.outcome or not section_of(record, "outcome"):
        edited = _put(record, "outcome", _template(**{name: _indented(words)}))
    else:
        before = [other for other in list(LABELS)[: list(LABELS).index(name)] if other in parts]
        at = parts[before[-1]].value_end if before else record.outcome.end
        edited = _inserted(record, at, bullet, close=bool(before) and parts[before[-1]].is_bullet)
    said = outcome_of(edited)
    _require_same(record, edited, "prompt", "response", "evaluation")
    if said.pop(name, "") != words or any(
        said.get(other) != old for other, old in outcome_of(record).items() if other != name
    ):
        raise _taken_for_more(record)
    return edited


def _after_label(record: Record, part: Part, words: str) -> str:
    """The words of a part as they follow its label; those of a bullet begin on its line."""
    gap = record.document.text[part.label_end : part.value_start]
    if part.is_bullet:
        return (" " if "\n" in gap else gap or " ") + _indented(words)
    return (gap or "\n\n") + words


def _with_section(record: Record, name: str, words: str) -> Record:
    """The record with a section's text replaced, or with a new section."""
    edited = _put(record, name, words)
    _require_same(record, edited, *(other for other in _SECTIONS if other != name))
    if section_of(edited, name) != _unix(words):
        raise _taken_for_more(record)
    return edited


def _put(record: Record, name: str, words: str) -> Record:
    span = getattr(record, name)
    if span and span.start < span.end:
        return _respan(record, span.start, span.end, words)
    if span:
        return _inserted(record, span.start, words)
    depth, at = _where_missing(record, _SECTIONS.index(name))
    return _inserted(record, at, f"{'#' * depth} {_HEADINGS[name]}\n\n{words}")


def _where_missing(record: Record, rank: int) -> tuple[int, int]:
    """The depth of the headings of a record, and where a section that it lacks belongs."""
    text = record.document.text
    spans = [getattr(record, name) for name in _SECTIONS]
    headings = [heading_of(text, span) if span else -1 for span in spans]
    known = [at for at, span in zip(headings, spans, strict=True) if span and at < span.start]
    depth = len(text[known[-1] :]) - len(text[known[-1] :].lstrip("#")) if known else _DEPTH
    before = [span for span in spans[:rank] if span]
    after = [at for at in headings[rank + 1 :] if at >= 0]
    at = before[-1].end if before else after[0] if after else len(text.rstrip())
    return depth, at


def _inserted(record: Record, at: int, block: str, *, close: bool = False) -> Record:
    """The record with a block at a place, with blank lines around it, or right below what stands before it."""
    text = record.document.text
    before, after = _unix(text[:at]), _unix(text[at:])
    gap = 1 if close else 2
    lead = "\n" * max(0, gap - (len(before) - len(before.rstrip("\n")))) if before.strip() else ""
    tail = "" if not after or after.startswith("\n") else "\n\n"
    return _respan(record, at, at, lead + block + tail)


def _respan(record: Record, start: int, end: int, words: str) -> Record:
    """The record with other words at a span, read again. Line breaks become those of the file."""
    text = record.document.text
    ending = "\r\n" if "\r\n" in text else "\n"
    written = _unix(words).replace("\n", ending)
    return read_record(Document(record.document.path, text[:start] + written + text[end:]))


def _require_same(record: Record, edited: Record, *names: str) -> None:
    same = all(section_of(record, name) == section_of(edited, name) for name in names)
    if not same or record.prompt_text != edited.prompt_text:
        raise _taken_for_more(record)


def _taken_for_more(record: Record) -> UsageError:
    return UsageError(
        "these words would be taken for another part of the record",
        where=record.document.path,
        help="leave out headings and bullets such as `## Outcome` or `- Impact:`",
    )


def _template(**parts: str) -> str:
    """An outcome in the template's form, with a remark for what is not given."""
    return "\n".join(f"- {SIGNS[name]} {label}: {parts.get(name, NOTHING)}" for name, label in LABELS.items())


def _indented(words: str) -> str:
    """Words as part of a bullet."""
    return words.replace("\n", "\n  ").replace("\n  \n", "\n\n")


def _unix(words: str) -> str:
    return words.replace("\r\n", "\n")
