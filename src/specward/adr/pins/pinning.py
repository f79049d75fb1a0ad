"""Pinning records as they are: never over a pin that says something else."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from specward.adr.pins.comparing import compare
from specward.adr.pins.lock import read_pins
from specward.adr.pins.standing import differences_from, is_pinnable, standing_before, standing_of
from specward.adr.pins.zones import zones_of
from specward.artifacts.adr import read_adr
from specward.artifacts.kind import Kind
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from specward.adr.pins.pin import Pin
    from specward.artifacts.adr import Adr
    from specward.changes import Change
    from specward.project import Project


class State(StrEnum):
    """How a record and its pin stand to each other."""

    PINNED = "pinned"
    """It says what is pinned."""
    GROWN = "grown"
    """Something was appended to its consequences."""
    MOVED = "moved"
    """It says what is pinned, for another path."""
    CHANGED = "changed"
    """It says something else than what is pinned."""
    UNPINNED = "not pinned"
    OPEN = "not accepted"
    """Its status does not ask for a pin."""


class Stand(NamedTuple):
    """One record and its pin."""

    adr: Adr
    state: State
    pin: Pin | None


class Pinning(NamedTuple):
    """What pinning some records comes to."""

    stands: list[Stand]
    """The records, as they stood before."""
    changes: list[Change]

    def of(self, *states: State) -> list[Stand]:
        """The records that stood in some way."""
        return [stand for stand in self.stands if stand.state in states]


def stands_of(project: Project) -> Iterator[Stand]:
    """How each record of the project and its pin stand to each other, by path.

    Args:
        project: the project, with the last commit before it where there is one: a pin that was taken out of the lock
            since then still holds.

    Raises:
        UndeterminedError: a lock cannot be relied on.
        UnreadableFile: a lock is there and cannot be read.
    """
    standing, before = standing_of(project), standing_before(project)
    standing.pins.sound()
    for path in project.of_kind(Kind.ADR):
        try:
            document = project.document(path)
        except UnreadableFile:
            continue  # `check` tells
        if document:
            adr = read_adr(document)
            pin, former = standing.pin(adr), before.pin(adr) if before else None
            yield Stand(adr, _state(adr, pin, former), pin or former)


def pinning(project: Project, paths: Collection[str], *, today: str) -> Pinning:
    """What pins records as they are; one that says something else than its pin keeps that pin.

    Args:
        project: the project; see `stands_of`.
        paths: of the records.
        today: the day that new pins bear.

    Raises:
        UndeterminedError: a lock cannot be relied on.
        UnreadableFile: a lock is there and cannot be read.
    """
    stands = [stand for stand in stands_of(project) if stand.adr.document.path in paths]
    since = pins = read_pins(project)
    for adr, state, pin in stands:
        if state in {State.UNPINNED, State.GROWN, State.MOVED}:
            moved = pins.with_move(pin.path, adr.document.path) if pin else pins
            pins = moved.with_pin(adr, today=today)
    return Pinning(stands, pins.changes(since))


def _state(adr: Adr, pin: Pin | None, former: Pin | None) -> State:
    may_be = is_pinnable(adr)
    if pin is None:
        if may_be and former and compare(former, zones_of(adr)):
            return State.CHANGED
        return State.UNPINNED if may_be else State.OPEN
    if differences_from(pin, adr):
        return State.CHANGED
    same = pin.is_said_by(zones_of(adr))
    if pin.path == adr.document.path and same:
        return State.PINNED
    if not may_be:
        return State.OPEN
    return State.GROWN if pin.path == adr.document.path else State.MOVED
