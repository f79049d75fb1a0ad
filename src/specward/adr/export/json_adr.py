"""Decisions in JSON-ADR 1.0.0, and what has no place in it.

Source of the format: `schema/json-adr/v1.json` of joshrotenberg/adrs. A record without a number from 1, a title, a
status or a calendar date has no place in it; nothing is made up to give it one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from specward import __version__
from specward.artifacts.adr_metadata import STATUS_NAMES
from specward.artifacts.adr_roles import CONFIRMATION, CONSEQUENCES, CONTEXT, DECISION, DRIVERS, OPTIONS
from specward.artifacts.written_date import days_of
from specward.markdown.scan import ITEM

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from specward.adr.catalogue.catalogue import Catalogue
    from specward.adr.catalogue.entry import Entry, Tie
    from specward.artifacts.adr import Adr
    from specward.markdown.document import Section

VERSION = "1.0.0"
_TEXTS = {"context": CONTEXT, "decision": DECISION, "confirmation": CONFIRMATION}
_TOLD = (*_TEXTS.values(), CONSEQUENCES, DRIVERS, OPTIONS)


class Omission(NamedTuple):
    """A record, or a part of one, that the format cannot hold."""

    path: str
    reason: str


def exported(
    records: Iterable[tuple[Entry, Adr]], catalogue: Catalogue, folder: str
) -> tuple[dict[str, Any], list[Omission]]:
    """All decisions as one object, and what had to be left out.

    Args:
        records: the decisions with their records.
        catalogue: all decisions, among which links are followed.
        folder: where they are kept.
    """
    decisions: list[dict[str, Any]] = []
    omitted: list[Omission] = []
    for entry, adr in records:
        reason = _unfit(entry)
        if reason:
            omitted.append(Omission(entry.path, reason))
            continue
        links, lost = _links(entry, catalogue)
        omitted += lost
        decisions.append({key: value for key, value in _decision(entry, adr, links).items() if value})
    whole = {
        "version": VERSION,
        "tool": {"name": "specward", "version": __version__},
        "repository": {"adr_directory": folder},
        "adrs": decisions,
    }
    return whole, omitted


def _unfit(entry: Entry) -> str:
    """Why a record has no place in the format; empty where it has."""
    if entry.number is None:
        return "it has no number"
    if entry.number < 1:
        return "its number is 0"
    if not entry.title:
        return "it has no title"
    if not entry.status_text:
        return "it has no status"
    return "" if day_of(entry.date) else "it has no calendar date"


def day_of(date: str) -> str:
    """The one day that a date as written means, `2026-01-02`; empty where it means none or may mean several."""
    days = days_of(date)
    return days.first if days and days.first == days.last else ""


def _decision(entry: Entry, adr: Adr, links: list[dict[str, Any]]) -> dict[str, Any]:
    people = adr.people
    return {
        "number": entry.number,
        "title": entry.title,
        "status": entry.status.value if entry.status and entry.status.value != "unknown" else entry.status_text,
        "date": day_of(entry.date),
        "deciders": list(people.deciders),
        "consulted": list(people.consulted),
        "informed": list(people.informed),
        "tags": list(entry.tags),
        **{name: _text(adr, adr.roles.get(role, ())) or _field(adr, role) for name, role in _TEXTS.items()},
        "decision_drivers": _items(adr, adr.roles.get(DRIVERS, ())),
        "considered_options": [
            _filled({"name": option.name, "pros": list(option.pros), "cons": list(option.cons)})
            for option in adr.options
            if option.name
        ],
        "consequences": _consequences(adr),
        "links": links,
        "custom_sections": _others(adr),
        "path": entry.path,
    }


def _consequences(adr: Adr) -> dict[str, list[str]] | list[str]:
    """Good and bad apart where the record keeps them apart; else its words as one item."""
    found = adr.consequences
    apart = _filled({"positive": list(found.positive), "negative": list(found.negative)})
    if apart:
        return apart
    text = _text(adr, adr.roles.get(CONSEQUENCES, ()))
    return [text] if text else []


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}


def _text(adr: Adr, sections: Sequence[Section]) -> str:
    texts = (adr.document.text[section.start : section.end].strip() for section in sections)
    return "\n\n".join(text for text in texts if text)


def _field(adr: Adr, role: str) -> str:
    """What a field of the head says in place of a section: `- **Context:** …` of SpecKit Plus."""
    field = adr.metadatum(role)
    return " ".join(field.value.split()) if field else ""


def _items(adr: Adr, sections: Sequence[Section]) -> list[str]:
    return [adr.document.words(block).strip() for section in sections for block in adr.document.within(section, ITEM)]


def _others(adr: Adr) -> dict[str, str]:
    """The sections of the second level that the format has no name for."""
    told = {section.start for role in _TOLD for section in adr.roles.get(role, ())}
    others = (one for one in adr.document.sections if one.level == 2 and one.start not in told)
    sections = [one for one in others if one.title not in STATUS_NAMES]
    return _filled({adr.document.words(one.heading).strip(): _text(adr, [one]) for one in sections})


def _links(entry: Entry, catalogue: Catalogue) -> tuple[list[dict[str, Any]], list[Omission]]:
    found, lost = [], []
    for tie in entry.ties:
        number = _number(tie, catalogue)
        if number:
            description = {"description": "in part"} if tie.partly else {}
            found.append({"type": tie.kind.replace(" ", "-"), "target": number, **description})
        else:
            lost.append(Omission(entry.path, f"{tie.kind} {tie.target}: the target has no number"))
    return found, lost


def _number(tie: Tie, catalogue: Catalogue) -> int | None:
    entry = catalogue.at.get(tie.paths[0]) if len(tie.paths) == 1 else None
    return entry.number if entry else None
