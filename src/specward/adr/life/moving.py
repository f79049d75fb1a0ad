"""Decisions accepted, rejected, given up and proposed again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.adr.catalogue.catalogue import paths_of
from specward.adr.edit.fields import DATE, DECIDERS, with_field
from specward.adr.edit.status import superseded, with_status
from specward.adr.edit.wording import ENGLISH
from specward.adr.life.edits import Edits
from specward.adr.life.history import reason_of, remembered
from specward.adr.life.moves import ACCEPTED, is_allowed, refusal, state_of, word_of
from specward.adr.life.successors import let_go, part_of, with_links_in_part
from specward.artifacts.adr_links import SUPERSEDES
from specward.artifacts.adr_status import IN_FORCE
from specward.artifacts.calendar_date import is_date
from specward.artifacts.kind import Kind
from specward.artifacts.template_tokens import leftovers
from specward.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specward.artifacts.adr import Adr
    from specward.artifacts.adr_status import StatusClass
    from specward.changes import Change
    from specward.project import Project


class Step(NamedTuple):
    """What became of one record."""

    name: str
    path: str
    former: str
    """Its state before, in a word."""
    state: str
    """Its state now."""

    @property
    def is_move(self) -> bool:
        """Whether the state is another than before."""
        return self.former != self.state


class Moved(NamedTuple):
    """Records in another state."""

    steps: tuple[Step, ...]
    """One for each record that was named, then those that an accepted one superseded."""
    changes: list[Change]
    unfilled: tuple[str, ...] = ()
    """The names of those that were accepted, and so pinned, with placeholders of a template in them."""


class Circumstances(NamedTuple):
    """What is said about a move."""

    date: str = ""
    """When it was decided; empty for today, which is written only where the record has no date."""
    deciders: str = ""
    """Who decided; empty leaves what the record says."""
    reason: str = ""
    force: bool = False
    """Whether the move is made although the table does not have it."""


def move(
    project: Project, references: Sequence[str], to: StatusClass, said_of_it: Circumstances, *, today: str
) -> Moved:
    """Move decisions to another state; one that is there already stays as it is.

    Accepting pins the text, and what the accepted record supersedes is marked so.

    Args:
        project: the project.
        references: the decisions, as people call them.
        to: the state.
        said_of_it: date, deciders and reason.
        today: the day, `YYYY-MM-DD`.

    Raises:
        UsageError: a decision is not known or cannot be edited, the table does not have the move and it is not forced,
            it is forced without a reason, or the date is none of the calendar.
    """
    check_date(said_of_it.date)
    reason = reason_of(said_of_it.reason) if said_of_it.reason or said_of_it.force else ""
    said_of_it = said_of_it._replace(reason=reason)
    edits = Edits(project, today)
    records = {adr.document.path: adr for adr in map(edits.find, references)}
    for adr in records.values():
        if state_of(adr) is not to and not is_allowed(adr, to) and not said_of_it.force:
            raise refusal(adr, to, edits.name(adr))
    steps = [_moved(edits, edits.at(path), to, said_of_it) for path in records]
    if to is ACCEPTED:
        for path in records:
            steps += _marked(edits, edits.at(path))
    fresh = [edits.at(step.path) for step in steps[: len(records)] if to is ACCEPTED and step.is_move]
    unfilled = tuple(edits.name(adr) for adr in fresh if leftovers(adr.document, Kind.ADR))
    return Moved(tuple(steps), edits.changes(), unfilled)


def check_date(date: str) -> None:
    """Refuse a date that is no day of the calendar; an empty one is none.

    Raises:
        UsageError: it is none.
    """
    if date and not is_date(date):
        raise UsageError(f"`{date}` is no day of the calendar", help="write it as year, month and day: 2026-01-31")


def _moved(edits: Edits, adr: Adr, to: StatusClass, given: Circumstances) -> Step:
    state = state_of(adr)
    step = Step(edits.name(adr), adr.document.path, word_of(adr), to.value)
    edited = adr
    if state is not to:
        edited = with_links_in_part(edits, adr, with_status(adr, ENGLISH[to], today=edits.today))
    if to is ACCEPTED:
        if given.date or (edited.date is None and state is not to):
            edited = with_field(edited, DATE, given.date or edits.today)
        if given.deciders:
            edited = with_field(edited, DECIDERS, given.deciders)
    if given.reason and state is not to:
        forced = f", forced from {word_of(adr)}" if not is_allowed(adr, to) else ""
        edited = remembered(edited, f"{to.value}{forced}: {given.reason}", today=edits.today)
    edits.put(edited)
    if to is ACCEPTED and state is not to:
        edits.pin(edited)
    let_go(edits, adr, edited)
    return step


def _marked(edits: Edits, adr: Adr) -> Iterator[Step]:
    """Mark what an accepted record says it supersedes, where that still holds."""
    for link in adr.links:
        paths = paths_of(edits.project).meant_by(link, adr.document.path) if link.kind == SUPERSEDES else []
        if len(paths) != 1 or paths[0] == adr.document.path:
            continue
        other = edits.at(paths[0])
        if state_of(other) not in IN_FORCE:
            continue
        part = part_of(adr, link) if link.partly else ""
        edited = superseded(other, edits.target(adr), partly=link.partly, part=part, today=edits.today)
        if edited is not other:
            edits.put(edited)
            yield Step(edits.name(other), paths[0], word_of(other), word_of(edited))
