"""Which decisions a reference may mean: by identity, never by a pattern that happens to match."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.artifacts.adr_identity import AdrIdentity

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.adr.catalogue.catalogue import Catalogue
    from specward.adr.catalogue.entry import Entry


def meant_by(reference: str, catalogue: Catalogue) -> list[Entry]:
    """The decisions that a reference means: by path, number, name, or a piece of the title, the first that fits.

    Args:
        reference: what somebody typed.
        catalogue: all decisions.
    """
    reference = reference.strip().removeprefix("./")
    if not reference:
        return []
    if reference in catalogue.at:
        return [catalogue.at[reference]]
    number = number_of(reference)
    if number is not None:
        return catalogue.by_number.get(number, [])
    folded = reference.casefold()
    ways: tuple[Callable[[Entry], bool], ...] = (
        lambda entry: entry.path.rpartition("/")[2].casefold() in {folded, f"{folded}.md"},
        lambda entry: AdrIdentity.parse(entry.path).text.casefold() == folded,
        lambda entry: folded in {AdrIdentity.parse(entry.path).slug.casefold(), entry.title.casefold()},
        lambda entry: folded in AdrIdentity.parse(entry.path).slug.casefold() or folded in entry.title.casefold(),
    )
    for way in ways:
        found = [entry for entry in catalogue.entries if way(entry)]
        if found:
            return found
    return []


def number_of(reference: str) -> int | None:
    """The number that a reference is, in any width: `7`, `0007`, `ADR-7`; None where it is something else."""
    match = _number().fullmatch(reference)
    return int(match[1]) if match else None


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"(?:M?ADR|AD|DEC)?[-_ ]?#?0*(\d{1,6})", re.ASCII | re.IGNORECASE)
