"""Which decisions still say what was pinned, and which pins have lost their record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.adr.pins.comparing import compare
from specward.adr.pins.lock import lock_path, read_pins
from specward.adr.pins.piece import short
from specward.adr.pins.zones import zones_of
from specward.artifacts.adr import read_adr
from specward.artifacts.adr_status import IN_FORCE, StatusClass
from specward.artifacts.kind import Kind
from specward.lazy import lazy
from specward.remembered import remembered
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from specward.adr.pins.comparing import Difference
    from specward.adr.pins.lock import Pins
    from specward.adr.pins.pin import Pin
    from specward.artifacts.adr import Adr
    from specward.project import Project

PINNABLE = IN_FORCE | {StatusClass.DEPRECATED, StatusClass.SUPERSEDED}
"""Those whose text may be pinned: they were accepted once."""
_OPEN = frozenset({StatusClass.DRAFT, StatusClass.PROPOSED, StatusClass.REJECTED})
"""The classes of decisions that may be written anew, pinned or not: whoever accepts them reads them first."""


def differences(adr: Adr, pins: Pins) -> list[Difference]:
    """Where a record says something else than what is pinned for its path; none where nothing is.

    Of a record that is proposed again, or rejected, nothing is asked.
    """
    pin = pins.at.get(adr.document.path)
    return differences_from(pin, adr) if pin else []


def differences_from(pin: Pin, adr: Adr) -> list[Difference]:
    """Where a record says something else than a pin, whatever its path; see `differences`."""
    return [] if is_open(adr) else compare(pin, zones_of(adr))


def is_open(adr: Adr) -> bool:
    """Whether a record's status says that its text is nobody's promise: it may be written anew."""
    return adr.status is not None and adr.status.kind in _OPEN


def is_in_force(adr: Adr) -> bool:
    """Whether a record's status says that what it decides holds."""
    return adr.status is not None and adr.status.kind in IN_FORCE


def is_pinnable(adr: Adr) -> bool:
    """Whether a record's status says that it was accepted once."""
    return adr.status is not None and adr.status.kind in PINNABLE


class Standing:
    """Pins beside the records of a project. Use `standing_of` or `standing_before`, which keep it.

    Args:
        project: the project.
        pins: its own, or those that it had.
    """

    def __init__(self, project: Project, pins: Pins) -> None:
        self._project = project
        self.pins = pins
        self._records = frozenset(project.of_kind(Kind.ADR))

    def pin(self, adr: Adr) -> Pin | None:
        """The pin of a record: that of its path, else of a path that is gone and whose text it has."""
        path = adr.document.path
        return self.pins.at.get(path) or self.moved.get(path)

    def path(self, pin: Pin) -> str:
        """Where the record of a pin stands; empty where it is gone."""
        if pin.path in self._records:
            return pin.path
        return next((path for path, moved in self.moved.items() if moved.path == pin.path), "")

    @lazy
    def missing(self) -> list[Pin]:
        """The pins whose record is gone, and is found under no other name either."""
        return [pin for pin in self._gone if not self.path(pin)]

    @lazy
    def _gone(self) -> list[Pin]:
        return [pin for path, pin in self.pins.at.items() if path not in self._records]

    @lazy
    def moved(self) -> dict[str, Pin]:
        """The pins whose record goes by another path now, by that path: the one that has most of its text."""
        if not self._gone:
            return {}
        found: dict[str, Pin] = {}
        texts = {path: digests for path in sorted(self._records - set(self.pins.at)) if (digests := self._read(path))}
        for pin in self._gone:
            wanted = set(pin.blocks)
            others = {path: digests for path, digests in texts.items() if path not in found}
            shares = {path: len(wanted & others[path]) for path in others if not self._stood_beside(path, pin)}
            best = max(shares, key=lambda path: (shares[path], lock_path(path) == lock_path(pin.path)), default="")
            if best and 2 * shares[best] > len(wanted):
                found[best] = pin
        return found

    def _stood_beside(self, path: str, pin: Pin) -> bool:
        """Whether there was another record at a path already when that of a pin was still in its place."""
        return {path, pin.path} <= self._former_records

    @lazy
    def _former_records(self) -> frozenset[str]:
        before = self._project.before
        return frozenset(before.of_kind(Kind.ADR) if before else ())

    def _read(self, path: str) -> set[str]:
        """The short digests of a record's blocks; none where it cannot be read, which others tell."""
        try:
            document = self._project.document(path)
        except UnreadableFile:
            return set()
        return set(map(short, zones_of(read_adr(document)).pieces)) if document else set()


@remembered
def standing_of(project: Project) -> Standing:
    """The pins of a project beside its records, read once and kept as long as the project is.

    Raises:
        UnreadableFile: a lock is there and cannot be read.
    """
    return Standing(project, read_pins(project))


@remembered
def standing_before(project: Project) -> Standing | None:
    """The pins of the state that the change under examination began from, beside the records as they are now.

    None where no change is examined.

    Raises:
        UnreadableFile: a lock was there and cannot be read.
    """
    return Standing(project, read_pins(project.before)) if project.before else None
