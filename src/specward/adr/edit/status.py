"""The status of a decision record, replaced where and as the record has it.

A record has one status afterwards: a second one in the same section goes, and one in another notation says the same.
Dated lines of a status section are a history, to which the new status is added.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.adr.edit.editing import Edit, differs, refusal, require_utf8, respanned
from specward.adr.edit.head import in_cell
from specward.adr.edit.new_status import new_status
from specward.adr.edit.reference import bare, link_to
from specward.adr.edit.status_section import in_section, section_edits
from specward.adr.edit.wording import ENGLISH, as_scalar, in_manner, translated
from specward.artifacts.adr_links import SUPERSEDED_BY, links_of
from specward.artifacts.adr_metadata import FRONT_MATTER, SECTION, STATUS_NAMES, TABLE_CELL, Metadatum
from specward.artifacts.adr_people import TAG_NAMES
from specward.artifacts.adr_status import StatusClass, classify
from specward.artifacts.adr_statuses import HEADING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from specward.adr.edit.reference import Target
    from specward.artifacts.adr import Adr
    from specward.artifacts.adr_status import Status

    Words = Callable[[str], str]
    """The words of a status in a notation; see `adr_metadata`."""

_PARTLY = "Partly superseded by"
_WHOLLY = "Superseded by"
_KEYS = ("superseded-by", "superseded_by", "superseded by")
"""The keys of front matter that name the successor beside the status, where a record has one."""


def with_status(adr: Adr, words: str, *, today: str = "") -> Adr:
    """The record with another status, in its own notation, letter case, emphasis and language.

    Args:
        adr: the record.
        words: `Accepted`, `Superseded by [ADR-0005](0005-t.md)`.
        today: the day, for a record that keeps a dated history.

    Raises:
        UsageError: it is not UTF-8, or the status cannot be written without changing what else the record says.
    """
    return _with(adr, lambda _: words, today)


def superseded(adr: Adr, target: Target, *, partly: bool = False, part: str = "", today: str = "") -> Adr:
    """The record with a status that names what took its place; as it is where it says so already.

    Front matter names a record of the same folder (`superseded by ADR-0005`), every other notation links to it. What
    is superseded in part by one record may be by another too.

    Args:
        adr: the record.
        target: what took its place.
        partly: whether only a part of it is superseded.
        part: which part, such as `§4`.
        today: the day, for a record that keeps a dated history.

    Raises:
        UsageError: see `with_status`.
    """
    from specward.adr.edit.links import said, with_link

    kind = StatusClass.PARTLY_SUPERSEDED if partly else StatusClass.SUPERSEDED
    if adr.status and adr.status.kind is kind and said(adr, SUPERSEDED_BY, target, partly=partly):
        return adr
    note = f" ({part})" if part else ""
    keyed = not partly and adr.document.front_matter is not None and adr.metadatum(*_KEYS) is not None

    def words(notation: str) -> str:
        plain = bare(target, adr)
        short = notation == FRONT_MATTER and plain == target.name
        if keyed and notation == FRONT_MATTER:
            return ENGLISH[StatusClass.SUPERSEDED]
        named = (plain if short else link_to(target, adr, cell=notation == TABLE_CELL)) + note
        if partly and adr.status and adr.status.kind is kind and adr.status.qualifier:
            return f"{adr.status.raw}, {named}"
        return f"{_PARTLY if partly else _WHOLLY} {named}"

    edited = _with(adr, words, today)
    if keyed:
        edited = with_link(edited, SUPERSEDED_BY, target)
    if not said(edited, SUPERSEDED_BY, target, partly=partly):
        raise refusal(adr, f"the status `{words(SECTION)}`", words(SECTION))
    return edited


def _with(adr: Adr, words: Words, today: str) -> Adr:
    require_utf8(adr.document)
    edits = [edit for edit in _edits(adr, words, today) if adr.document.text[edit.start : edit.end] != edit.words]
    if not edits:
        return adr
    edited = respanned(adr, edits)
    wanted, links = words(SECTION), _links(adr, words(SECTION)) | _links(adr, words(FRONT_MATTER))
    former = {(each.kind, each.partly, each.target) for each in adr.links if each.kind == SUPERSEDED_BY}
    names = {*STATUS_NAMES, *(TAG_NAMES if _tag_edits(adr, words) else ())}
    fields = {"status", *({"headings"} if _stands_in(adr, HEADING) else ())}
    lost = differs(adr, edited, fields=fields, names=names, links=former | links, headings={"status"})
    if edited.status is None or edited.status.kind is not classify(wanted)[0] or lost:
        raise refusal(adr, f"the status `{wanted}`", wanted)
    return edited


def _stands_in(adr: Adr, notation: str) -> list[Status]:
    return [status for status in adr.statuses if status.notation == notation]


def _links(adr: Adr, words: str) -> set[tuple[str, bool, str]]:
    """The links that a status holds."""
    found = links_of([Metadatum("status", words, 0, len(words), SECTION)], adr.document.path)
    return {(each.kind, each.partly, each.target) for each in found}


def _edits(adr: Adr, words: Words, today: str) -> Iterator[Edit]:
    """The edits of every place that tells the status; of the one where it is missing, where none does."""
    fields = [each for each in adr.metadata if each.name in STATUS_NAMES and each.notation != SECTION]
    telling = [each for each in fields if each is fields[0] or classify(each.value)[0] is not StatusClass.UNKNOWN]
    section, headings = in_section(adr), _stands_in(adr, HEADING)
    for field in telling:
        yield _field_edit(adr, field, words(field.notation))
    for status in headings:
        yield Edit(status.start, status.end, _worded(words(HEADING), status.raw))
    if section is not None:
        yield from section_edits(adr, section, words(SECTION), today)
    if not telling and not headings and section is None:
        yield new_status(adr, words)
    yield from _tag_edits(adr, words)


def _field_edit(adr: Adr, field: Metadatum, words: str) -> Edit:
    text = adr.document.text
    former = text[field.start : field.end]
    written = _worded(words, field.value)
    if field.notation == FRONT_MATTER:
        scalar = as_scalar(written if former else written[:1].lower() + written[1:], former)
        return Edit(field.start, field.end, scalar if former else f" {scalar}")
    if field.notation == TABLE_CELL:
        return in_cell(text, field, written)
    gap = "" if former or text[field.start - 1] in " \t" else " "
    return Edit(field.start, field.end, gap + written)


def _worded(words: str, former: str) -> str:
    return in_manner(translated(words, classify(former)[1]), former)


def _tag_edits(adr: Adr, words: Words) -> list[Edit]:
    """The edit of the one tag that repeats the status, as in `tags: [Accepted]`."""
    front_matter = adr.document.front_matter
    if front_matter is None or adr.status is None:
        return []
    node = next((node for name, node in front_matter.entries.items() if name.lower() in TAG_NAMES), None)
    repeating = [item for item in node.items if item.text.lower() == adr.status.word] if node else []
    kind = classify(words(SECTION))[0]
    if len(repeating) != 1 or kind not in ENGLISH:
        return []
    (item,) = repeating
    written = as_scalar(_worded(ENGLISH[kind], item.text), adr.document.text[item.start : item.end])
    return [Edit(item.start, item.end, written)]
