"""Changes to accepted decisions, recorded: the text that was changed, or another decision that changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.adr.edit.links import with_link
from specward.adr.life.edits import Edits
from specward.adr.life.history import reason_of, remembered
from specward.adr.life.moves import state_of, word_of
from specward.adr.pins.lock import read_pins
from specward.adr.pins.standing import differences
from specward.artifacts.adr_links import AMENDED_BY, AMENDS
from specward.artifacts.adr_status import IN_FORCE
from specward.errors import UsageError

if TYPE_CHECKING:
    from specward.artifacts.adr import Adr
    from specward.changes import Change
    from specward.project import Project


class Amended(NamedTuple):
    """An amended record."""

    name: str
    path: str
    by: str
    """The decision that amends it; empty where its own text was changed."""
    changes: list[Change]


def amend(project: Project, reference: str, *, reason: str, by: str = "", today: str) -> Amended:
    """Record that an accepted decision was changed.

    Its text as it is now is pinned with the reason under `## Amendments`; or both records name each other, where
    another decision amends it.

    Args:
        project: the project.
        reference: the decision, as people call it.
        reason: why its text was changed; may be empty where another amends it.
        by: the decision that amends it, as people call it; empty where its own text was changed.
        today: the day, `YYYY-MM-DD`.

    Raises:
        UsageError: it is not known or cannot be edited, it is not in force, nothing was changed since it was pinned,
            there is no reason, or it would amend itself.
    """
    edits = Edits(project, today)
    adr = edits.find(reference)
    name = edits.name(adr)
    _refuse_idle(adr, name)
    amending = edits.find(by) if by else None
    if amending is None:
        _refuse_unchanged(project, adr, name)
        edits.put(remembered(adr, reason_of(reason), today=today))
        edits.pin(adr)
        return Amended(name, adr.document.path, "", edits.changes())
    if amending.document.path == adr.document.path:
        raise UsageError(f"{name} cannot amend itself", help=f'for its own text: spec adr amend {name} --reason "…"')
    edits.put(with_link(amending, AMENDS, edits.target(adr)))
    edited = with_link(adr, AMENDED_BY, edits.target(amending))
    if reason.strip():
        edited = remembered(edited, f"amended by {edits.name(amending)}: {reason_of(reason)}", today=today)
    edits.put(edited)
    return Amended(name, adr.document.path, edits.name(amending), edits.changes())


def _refuse_idle(adr: Adr, name: str) -> None:
    """Refuse to amend what is not in force: nothing holds it as it is."""
    if state_of(adr) in IN_FORCE:
        return
    raise UsageError(
        f"{name} is {word_of(adr)}; only a decision in force is amended",
        where=adr.document.path,
        help=f"edit its text, then `spec adr accept {name}`",
    )


def _refuse_unchanged(project: Project, adr: Adr, name: str) -> None:
    """Refuse to record a change where the text is as it was pinned."""
    pins = read_pins(project)
    if adr.document.path in pins.at and not differences(adr, pins):
        raise UsageError(
            f"{name} reads as it was accepted, so there is nothing to amend",
            where=adr.document.path,
            help="change its text first, then run this command again",
        )
