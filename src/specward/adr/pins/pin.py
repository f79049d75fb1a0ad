"""What one decision record said when it was accepted, in fingerprints."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.adr.pins.piece import TITLE, ZONES, fields, short
from specward.adr.pins.zones import zones_of
from specward.fingerprint import fingerprint, matches

if TYPE_CHECKING:
    from specward.adr.pins.zones import Zones
    from specward.artifacts.adr import Adr


class Pinned(NamedTuple):
    """What a zone of a record said: one line of a lock."""

    path: str
    """The record, from the project's root."""
    zone: str
    date: str
    """The day on which it was pinned; empty where nothing pins it."""
    fingerprint: str
    blocks: tuple[str, ...] = ()
    """A short digest of each block that says something."""
    line: int = 0
    """Where it stands in its lock; 0 where it does not yet."""

    @property
    def algorithm(self) -> str:
        """The tag of the algorithm that made the digests."""
        return self.fingerprint.partition(":")[0]

    def is_said_by(self, zones: Zones) -> bool:
        """Whether the zone of a record says it, to the word."""
        return matches(self.fingerprint, fields(self.zone, zones.of(self.zone)))


class Pin(NamedTuple):
    """What a record said."""

    path: str
    zones: dict[str, Pinned]

    @property
    def date(self) -> str:
        """The last day on which any of it was pinned."""
        return max((pinned.date for pinned in self.zones.values()), default="")

    @property
    def line(self) -> int:
        """The first line of it in its lock; 0 where it stands in none."""
        return min((pinned.line for pinned in self.zones.values() if pinned.line), default=0)

    @property
    def blocks(self) -> list[str]:
        """The short digests of all its blocks."""
        return [digest for pinned in self.zones.values() for digest in pinned.blocks]

    def is_said_by(self, zones: Zones) -> bool:
        """Whether the zones of a record say all of it, to the word, and no more."""
        return all(
            self.zones[zone].is_said_by(zones) if zone in self.zones else not any(map(short, zones.of(zone)))
            for zone in ZONES
        )


def pin_of(adr: Adr, *, today: str = "", former: Pin | None = None) -> Pin:
    """The pin of a record as it is now.

    Args:
        adr: the record.
        today: the day that the pin bears.
        former: its pin until now; a zone that says the same keeps its day.
    """
    return pin_of_zones(adr.document.path, zones_of(adr), today=today, former=former)


def pin_of_zones(path: str, zones: Zones, *, today: str = "", former: Pin | None = None) -> Pin:
    """The pin of the zones of a record; see `pin_of`."""
    found: dict[str, Pinned] = {}
    for zone in ZONES:
        pieces = zones.of(zone)
        blocks = tuple(filter(None, map(short, pieces)))
        if not blocks and zone != TITLE:  # the title stands for a record that says nothing else
            continue
        kept = former.zones.get(zone) if former else None
        stored = fingerprint(fields(zone, pieces))
        same = kept is not None and (kept.fingerprint, kept.blocks) == (stored, blocks)
        found[zone] = kept if kept and same else Pinned(path, zone, today, stored, blocks)
    return Pin(path, found)
