"""What a shell offers where a decision is asked for."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from specward.errors import SpecError

if TYPE_CHECKING:
    from specward.adr.catalogue.entry import Entry


def decision_names(incomplete: str) -> list[tuple[str, str]]:
    """The decisions whose name or number begins so, each with its title; none where the project cannot be read."""
    from specward.adr.catalogue.cache import listed
    from specward.cli.place import Place
    from specward.output.terminal import printable

    with suppress(SpecError):
        place = Place()
        entries = listed(place.root, place.project).entries
        return [(name, printable(entry.title)) for entry in entries if (name := _name(entry, incomplete))]
    return []


def _name(entry: Entry, begun: str) -> str:
    """What a decision is called by somebody who has begun so; empty where it is not called so."""
    numbers = () if entry.number is None else (str(entry.number), f"{entry.number:04d}")
    return next((name for name in (entry.name, *numbers) if name.casefold().startswith(begun.casefold())), "")
