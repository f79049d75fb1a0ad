"""From which status a decision may go to which: the one table, and the refusal that explains itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.adr_status import StatusClass
from specward.errors import UsageError

if TYPE_CHECKING:
    from specward.artifacts.adr import Adr

DRAFT, PROPOSED, ACCEPTED = StatusClass.DRAFT, StatusClass.PROPOSED, StatusClass.ACCEPTED
REJECTED, DEPRECATED = StatusClass.REJECTED, StatusClass.DEPRECATED
SUPERSEDED, PARTLY_SUPERSEDED = StatusClass.SUPERSEDED, StatusClass.PARTLY_SUPERSEDED
_GIVEN_UP = (DEPRECATED, SUPERSEDED, PARTLY_SUPERSEDED)

MOVES: dict[StatusClass | None, tuple[StatusClass, ...]] = {
    None: (PROPOSED, ACCEPTED, REJECTED, *_GIVEN_UP),
    DRAFT: (PROPOSED,),
    PROPOSED: (ACCEPTED, REJECTED, SUPERSEDED),
    ACCEPTED: _GIVEN_UP,
    StatusClass.IMPLEMENTED: _GIVEN_UP,
    StatusClass.PROVISIONAL: (ACCEPTED, *_GIVEN_UP),
    PARTLY_SUPERSEDED: _GIVEN_UP,
    REJECTED: (PROPOSED,),
    DEPRECATED: (PROPOSED,),
    SUPERSEDED: (),
    StatusClass.REFERENCE: (),
    StatusClass.UNKNOWN: (),
}
"""What each class may become.

None is a record without a status: it says nothing that a move could contradict. A proposal may be superseded: another
took its place before anybody decided, and its readers are led there.
"""

COMMANDS = {
    PROPOSED: "spec adr reopen {0}",
    ACCEPTED: "spec adr accept {0}",
    REJECTED: "spec adr reject {0}",
    DEPRECATED: "spec adr deprecate {0}",
    SUPERSEDED: "spec adr supersede {0} NEW",
    PARTLY_SUPERSEDED: "spec adr supersede {0} NEW --partly",
}
"""How each move is made."""


def state_of(adr: Adr) -> StatusClass | None:
    """The class of a record's status; None where it has none, or the template's list of words to choose from."""
    status = adr.status
    return None if status is None or not status.raw or status.is_choice or status.is_placeholder else status.kind


def word_of(adr: Adr) -> str:
    """A record's state in a word: `proposed`, `without a status`, or an unknown status as written."""
    state = state_of(adr)
    if state is None:
        return "without a status"
    return f"`{adr.status.raw}`" if state is StatusClass.UNKNOWN and adr.status else state.value


def is_allowed(adr: Adr, to: StatusClass) -> bool:
    """Whether the table has the move of a record."""
    return to in MOVES[state_of(adr)]


def refusal(adr: Adr, to: StatusClass, name: str, *, forcible: bool = True) -> UsageError:
    """What is raised where the table does not have a move: the state, what it allows, and the commands.

    Args:
        adr: the record.
        to: what it was to become.
        name: what commands call it: `ADR-0007`, or its path.
        forcible: whether the command that was given can make it nevertheless.
    """
    state, where = state_of(adr), adr.document.path
    if adr.status is not None:
        where = f"{where}:{adr.document.position(adr.status.start).line}"
    allowed = MOVES[state]
    help_ = "; ".join(f"it may become {kind.value}: `{COMMANDS[kind].format(name)}`" for kind in allowed)
    if state is SUPERSEDED:
        help_ = "supersede its successor instead"
    elif state is StatusClass.UNKNOWN:
        help_ = "write one of proposed, accepted, rejected, deprecated, superseded in its place"
    said = "its status is of no known meaning" if state is StatusClass.UNKNOWN else f"it is {word_of(adr)}"
    shown = f": {' '.join(adr.status.raw.split())}" if adr.status and state in {SUPERSEDED, StatusClass.UNKNOWN} else ""
    help_ = help_ or "no move leads on from there"
    return UsageError(
        f"{name} cannot become {to.value}, for {said}{shown}",
        where=where,
        help=f"{help_}; `--force --reason TEXT` makes this one anyway" if forcible else help_,
    )
