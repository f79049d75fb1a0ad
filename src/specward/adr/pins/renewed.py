"""Whether a commit pins other text than the last one without saying why.

Whoever edits accepted text and its pin together leaves nothing to be held against each other. What is left is the last
commit: there the record was in force, its pin was another, and an amendment would have been recorded since.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.adr.pins.comparing import compare
from specward.adr.pins.piece import FROZEN
from specward.adr.pins.pin import pin_of_zones
from specward.adr.pins.standing import is_pinnable, standing_before, standing_of
from specward.adr.pins.zones import Zones, zones_of
from specward.artifacts.adr import read_adr

if TYPE_CHECKING:
    from specward.adr.pins.comparing import Difference
    from specward.adr.pins.pin import Pin
    from specward.artifacts.adr import Adr
    from specward.project import Project


def renewed(adr: Adr, pin: Pin, project: Project) -> list[Difference]:
    """Where a record says something else than what the last commit had pinned, and nothing in it says why.

    A record that was renumbered, or cites one that was, says the same.

    Args:
        adr: the record.
        pin: what is pinned for it now.
        project: the project, with the last commit before it.

    Raises:
        UnreadableFile: a lock or the record cannot be read there.
    """
    before, pins = project.before, standing_before(project)
    former = pins.pin(adr) if pins else None
    if before is None or former is None or all(_says(former, zone) == _says(pin, zone) for zone in FROZEN):
        return []
    path = standing_of(before).path(former)
    document = before.document(path) if path else None
    old, zones = read_adr(document) if document else None, zones_of(adr)
    if old is None or not is_pinnable(old) or len(adr.amendments) > len(old.amendments):
        return []
    was = zones_of(old)
    same_numbers_apart = not compare(pin_of_zones(pin.path, _blind(was)), _blind(zones))
    if same_numbers_apart and former.is_said_by(was):
        return []
    return [difference for difference in compare(former, zones) if difference.zone in FROZEN]


def _says(pin: Pin, zone: str) -> str:
    return pin.zones[zone].fingerprint if zone in pin.zones else ""


def _blind(zones: Zones) -> Zones:
    """The same text without the numbers of decisions."""
    pieces = [piece._replace(text=_number().sub("ADR", piece.text)) for piece in zones.pieces]
    return Zones(pieces, zones.headings)


@cache
def _number() -> re.Pattern[str]:
    """The number of a decision, by itself or in a file name: `ADR-0007`, `0007-session-store.md`."""
    return re.compile(r"\b(?:M?ADR|AD|DEC)[-_ #]{0,2}\d{1,6}\b|\b\d{1,6}(?=[-_][a-z])", re.ASCII | re.IGNORECASE)
