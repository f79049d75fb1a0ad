"""How a listing says what state a decision is in, and what took its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.output.terminal import cut

if TYPE_CHECKING:
    from specward.adr.catalogue.catalogue import Catalogue
    from specward.adr.catalogue.entry import Entry

NONE = "–"
_LONGEST = 18
"""Cells of what nobody knows: some such statuses are whole sentences."""
_SUPERSEDED_BY = "superseded by"


def status_of(entry: Entry) -> str:
    """The status as understood; one that is not as it is written, with a question mark; a dash where there is none."""
    if entry.status is None:
        return NONE
    if entry.standing == "unknown":
        return f"{cut(entry.status_text, _LONGEST)}?"
    return entry.status.value


def successor_of(entry: Entry, catalogue: Catalogue) -> str:
    """What holds in place of a decision: `ADR-0012`, `ADR-0012 in part`, `ADR-0099?` where that is not there.

    Empty for one that nothing took the place of.
    """
    found = [after.name for after in catalogue.successors(entry)]
    if not found:
        for tie in entry.ties:
            if tie.kind == _SUPERSEDED_BY and tie.partly and len(tie.paths) == 1 and tie.paths[0] in catalogue.at:
                found.append(f"{catalogue.at[tie.paths[0]].name} in part")
            elif tie.kind == _SUPERSEDED_BY and not tie.paths:
                found.append(f"{cut(tie.name.rpartition('/')[2], _LONGEST)}?")
    return ", ".join(dict.fromkeys(found))
