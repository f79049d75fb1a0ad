"""What a feed says of decisions: the newest first, each with the beginning of what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.adr.export.json_adr import day_of
from specward.artifacts.adr_roles import CONTEXT, DECISION
from specward.markdown.scan import ITEM, PARAGRAPH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specward.adr.catalogue.entry import Entry
    from specward.artifacts.adr import Adr

_LONGEST = 500
"""Characters of a summary."""


class Item(NamedTuple):
    """One decision."""

    entry: Entry
    day: str
    """The day of the decision, `2026-01-02`; empty where no day is known."""
    summary: str
    """Markdown on one line; empty where the record decides nothing in words."""


def items_of(records: Iterable[tuple[Entry, Adr]]) -> list[Item]:
    """The decisions as a feed tells them; those without a day come last."""
    items = [Item(entry, day_of(entry.date), _summary(adr)) for entry, adr in records]
    return sorted(items, key=lambda item: (item.day, item.entry.number or 0, item.entry.path), reverse=True)


def _summary(adr: Adr) -> str:
    """The first paragraph or item of the decision, else of the context."""
    for role in (DECISION, CONTEXT):
        for section in adr.roles.get(role, ()):
            for block in adr.document.within(section):
                if block.kind in {PARAGRAPH, ITEM}:
                    words = " ".join(adr.document.words(block).split())
                    return words if len(words) <= _LONGEST else words[:_LONGEST].rstrip() + "…"
    return ""
