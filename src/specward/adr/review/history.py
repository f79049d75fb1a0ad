"""The history of one decision: what each commit did to its status and to its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.adr.pins.comparing import compare
from specward.adr.pins.former import Version, pinned_version
from specward.adr.pins.piece import ZONES
from specward.adr.pins.pin import pin_of
from specward.adr.pins.standing import is_in_force, is_pinnable
from specward.adr.pins.zones import zones_of
from specward.artifacts.adr_roles import CONSEQUENCES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.adr.pins.pin import Pin
    from specward.artifacts.adr import Adr

GROWN = "grown"
"""What became of consequences to which something was appended."""


class ZoneChange(NamedTuple):
    """What became of one zone of the text."""

    zone: str
    what: tuple[str, ...]
    """`changed`, `removed`, `added`, `moved`, `grown`; each once."""


class Event(NamedTuple):
    """What one commit did to a decision; of one without a commit, what is not committed yet."""

    version: Version
    status_before: str
    """As written, on one line; empty where the record had none, or was not there."""
    status_after: str
    zones: tuple[ZoneChange, ...]
    """What became of the text that pins hold; nothing for a record that begins or ends here."""
    amendments: tuple[str, ...]
    """What was recorded under Amendments, errata or in a change log; nothing for a record that begins here."""
    was_accepted: bool
    """Whether it had been accepted before, so that its text was to stay."""

    @property
    def moved_from(self) -> str:
        """Its path before; empty where it kept it."""
        return self.version.former_path if self.version.former_path != self.version.path else ""

    @property
    def kind(self) -> str:
        """`created`, `deleted` or `changed`."""
        if self.version.before is None:
            return "created"
        return "deleted" if self.version.after is None else "changed"


def events(found: Sequence[Version]) -> list[Event]:
    """What each version did, in the order given."""
    return [_event(version) for version in found]


def uncommitted(found: Sequence[Version], now: Adr | None) -> list[Version]:
    """The version that is not committed yet: the record as it is now, where the last commit has another text.

    Args:
        found: the committed versions, the newest first.
        now: the record as it is now; None where it is not there.
    """
    last = found[0] if found else None
    before = last.after if last else None
    if now is None or (before is not None and before.document.text == now.document.text):
        return []
    path = now.document.path
    return [Version("", "", "", "", path, last.path if last else path, before, now)]


def accepted_version(found: Sequence[Version], pin: Pin | None) -> Version | None:
    """The version whose text was accepted; None where none of them is it.

    That is the newest one that says what is pinned; of a record without a pin, the one that accepted it last.

    Args:
        found: versions, the newest first.
        pin: the pin of the record.
    """
    if pin:
        return pinned_version(pin, found)
    return next((one for one in found if one.after and is_in_force(one.after) and not _was_accepted(one)), None)


def _event(version: Version) -> Event:
    before, after = version.before, version.after
    return Event(
        version,
        _status(before),
        _status(after),
        zone_changes(before, after) if before and after else (),
        tuple(entry for entry in _recorded(after) if entry not in _recorded(before)) if before else (),
        _was_accepted(version),
    )


def _was_accepted(version: Version) -> bool:
    return version.before is not None and is_pinnable(version.before)


def _status(adr: Adr | None) -> str:
    return " ".join(adr.status.raw.split()) if adr and adr.status else ""


def zone_changes(before: Adr, after: Adr) -> tuple[ZoneChange, ...]:
    """What became of the text that pins hold, from one version of a record to another."""
    pin, zones = pin_of(before), zones_of(after)
    found: dict[str, list[str]] = {}
    for difference in compare(pin, zones):
        found.setdefault(difference.zone, []).append(difference.what.value)
    former = pin.zones.get(CONSEQUENCES)
    if CONSEQUENCES not in found and not (former.is_said_by(zones) if former else not zones.of(CONSEQUENCES)):
        found[CONSEQUENCES] = [GROWN]
    return tuple(ZoneChange(zone, tuple(dict.fromkeys(found[zone]))) for zone in ZONES if zone in found)


def _recorded(adr: Adr | None) -> list[str]:
    """The entries of its amendments, each on one line with its date."""
    entries = adr.amendments if adr else []
    return [f"{entry.date}: {entry.text}" if entry.date else entry.text for entry in entries]
