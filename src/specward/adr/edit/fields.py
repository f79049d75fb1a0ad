"""Fields of a decision record, such as its date and its deciders, in the record's own notation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from specward.adr.edit.editing import Edit, differs, refusal, require_utf8, respanned
from specward.adr.edit.head import in_cell, is_marked, model_of, new_field, new_paragraph
from specward.adr.edit.wording import as_scalar
from specward.artifacts.adr_metadata import DATE_NAMES, FRONT_MATTER, LINE, SECTION, STATUS_NAMES, TABLE_CELL
from specward.artifacts.adr_people import CONSULTED_NAMES, DECIDER_NAMES, INFORMED_NAMES, TAG_NAMES
from specward.artifacts.adr_roles import MADR4, NYGARD
from specward.markdown.front_matter import set_value

if TYPE_CHECKING:
    from specward.artifacts.adr import Adr

DATE = "date"
DECIDERS = "deciders"
_NAMES: dict[str, tuple[str, ...]] = {
    DATE: tuple(sorted(DATE_NAMES)),
    DECIDERS: DECIDER_NAMES,
    "consulted": CONSULTED_NAMES,
    "informed": INFORMED_NAMES,
    "tags": TAG_NAMES,
}
"""What else a field may be called."""


def with_field(adr: Adr, name: str, value: str) -> Adr:
    """The record with a field that says this: the one that is there changed, or a new one.

    Args:
        adr: the record.
        name: `date`, `deciders`, `tags` or any other, lower case; whatever the record calls it.
        value: the value, on one line; a list in front matter stays one, of what commas part.

    Raises:
        UsageError: it is not UTF-8, or the value would be read as something else.
    """
    require_utf8(adr.document)
    names = _NAMES.get(name, (name,))
    edit = _changed(adr, name, names, value) or _added(adr, name, value)
    if adr.document.text[edit.start : edit.end] == edit.words:
        return adr
    edited = respanned(adr, [edit])
    found = edited.metadatum(*names)
    told = " ".join(found.value.split()) if found else edited.date.raw if name == DATE and edited.date else ""
    parts = {part.strip() for part in value.split(",")}
    fields = {"date"} if name == DATE else set()
    if not all(part in told for part in parts) or differs(adr, edited, names=set(names), fields=fields):
        raise refusal(adr, f"{name} `{value}`", f"`{name.capitalize()}: {value}`")
    return edited


def with_title_number(adr: Adr, number: int) -> Adr:
    """The record with another number in its title, as wide as the one there; as it was where the title has none.

    Raises:
        UsageError: it is not UTF-8, or the title would read as another.
    """
    span = adr.title_span
    if span is None or adr.title_number is None:
        return adr
    require_utf8(adr.document)
    found = re.compile(r"\d{1,6}", re.ASCII).search(adr.document.text, span.start, span.end)
    if found is None or int(found[0]) == number:
        return adr
    digits = found[0]
    width = len(digits) if digits.startswith("0") or adr.document.text[found.start() - 1] in "-_" else 0
    edited = respanned(adr, [Edit(found.start(), found.end(), f"{number:0{width}d}")])
    if edited.title != adr.title or edited.title_number != number:
        raise refusal(adr, f"the number {number}", f"{number} before the title")
    return edited


def _changed(adr: Adr, name: str, names: tuple[str, ...], value: str) -> Edit | None:
    """The edit of the field that is there; None where there is none."""
    text, present = adr.document.text, adr.metadatum(*names)
    if present is None:
        date = adr.date if name == DATE else None
        return _leading(date.raw, date.start, value) if date and date.notation == SECTION else None
    if present.notation != FRONT_MATTER:
        if name == DATE and present.value:
            return _leading(present.value, present.start, value)
        if present.notation == TABLE_CELL:
            return in_cell(text, present, value)
        gap = "" if text[present.start - 1] in " \t" else " "
        return Edit(present.start, present.end, gap + value)
    return _in_front_matter(adr, present.name, value)


def _in_front_matter(adr: Adr, name: str, value: str) -> Edit | None:
    """The edit of a key: in the quotes of the value before, and a list where that was one."""
    text, front_matter = adr.document.text, adr.document.front_matter
    if front_matter is None:
        return None
    key, node = next((key, node) for key, node in front_matter.entries.items() if key.lower() == name)
    former = text[node.start : node.end]
    if node.items or former == "[]":
        return _edit(set_value(text, front_matter, key, [part.strip() for part in value.split(",")]))
    return Edit(node.start, node.end, as_scalar(value, former) if former else f" {as_scalar(value, '')}")


def _leading(raw: str, start: int, value: str) -> Edit:
    """The edit that replaces a date and leaves the remark behind it."""
    found = re.compile(r"\d[\d/-]{5,9}", re.ASCII).search(raw)
    return Edit(start + found.start(), start + found.end(), value) if found else Edit(start, start + len(raw), value)


def _added(adr: Adr, name: str, value: str) -> Edit:
    """The edit that adds a field where the record's format has it."""
    front_matter, model = adr.document.front_matter, model_of(adr)
    status = adr.metadatum(*STATUS_NAMES)
    in_keys = status is not None and status.notation == FRONT_MATTER
    if front_matter is not None and (in_keys or model is None) and adr.format != NYGARD:
        key = "decision-makers" if name == DECIDERS and adr.format == MADR4 else name
        return _edit(set_value(adr.document.text, front_matter, key, value))
    label = name[:1].upper() + name[1:]
    lines = sum(each.notation == LINE for each in adr.metadata)
    added = new_field(adr, label, value) if model is not None and (lines > 1 or is_marked(adr, model)) else None
    return added or new_paragraph(adr, f"{label}: {value}")


def _edit(edit: tuple[tuple[int, int], str]) -> Edit:
    (start, end), words = edit
    return Edit(start, end, words)
