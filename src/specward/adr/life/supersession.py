"""One decision put in the place of another, whole or in part; both records say so."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.adr.edit.links import said, with_link, without_link
from specward.adr.edit.status import superseded
from specward.adr.life.edits import Edits
from specward.adr.life.history import reason_of, remembered
from specward.adr.life.moves import (
    DEPRECATED,
    PARTLY_SUPERSEDED,
    REJECTED,
    SUPERSEDED,
    is_allowed,
    refusal,
    state_of,
    word_of,
)
from specward.adr.life.successors import let_go, with_links_in_part
from specward.artifacts.adr_links import SUPERSEDED_BY, SUPERSEDES
from specward.errors import UsageError

if TYPE_CHECKING:
    from specward.adr.catalogue.catalogue import Catalogue
    from specward.artifacts.adr import Adr
    from specward.artifacts.adr_status import StatusClass
    from specward.changes import Change
    from specward.project import Project

_OVER = frozenset({REJECTED, DEPRECATED, SUPERSEDED})


class Extent(NamedTuple):
    """How much of a decision another takes the place of."""

    partly: bool = False
    part: str = ""
    """Which part, such as `§4`; empty where nobody said."""


class Superseded(NamedTuple):
    """A supersession."""

    old: str
    new: str
    old_path: str
    path: str
    """Of the record that took the place."""
    changes: list[Change]
    """The new record first: should the second write never come, it names what it superseded, and `check` tells."""


def supersede(  # noqa: PLR0913 -- one argument for each thing that is said of it
    project: Project, old: str, new: str, extent: Extent, *, today: str, reason: str = "", force: bool = False
) -> Superseded:
    """Put a record in the place of another.

    Where both say so already nothing changes; where one does, the other follows.

    Args:
        project: the project.
        old: the decision that is superseded, as people call it.
        new: the one that takes its place.
        extent: how much of it.
        today: the day, `YYYY-MM-DD`.
        reason: why; kept in the old record.
        force: whether the move is made although the table does not have it.

    Raises:
        UsageError: one is not known or cannot be edited, both are one, the old one is superseded by a third, a ring
            would close, the new one was given up, or the table does not have the move.
    """
    reason = reason_of(reason) if reason or force else ""
    edits = Edits(project, today)
    former, successor = edits.find(old), edits.find(new)
    to = PARTLY_SUPERSEDED if extent.partly else SUPERSEDED
    names = edits.name(former), edits.name(successor)
    _refuse_ring(edits.catalogue, former, successor, names)
    agreed = state_of(former) is to and said(former, SUPERSEDED_BY, edits.target(successor), partly=extent.partly)
    if not agreed:
        check_supersession(edits, former, to, force=force)
        if state_of(successor) in _OVER and not force:
            raise UsageError(
                f"{names[1]} is {word_of(successor)}, so it takes the place of none",
                where=successor.document.path,
                help="name the decision that holds; `--force --reason TEXT` supersedes by this one anyway",
            )
    edits.put(_saying(edits, successor, former, extent))
    edited = superseded(former, edits.target(successor), partly=extent.partly, part=extent.part, today=today)
    if not extent.partly:
        edited = with_links_in_part(edits, former, edited)
    if reason and not agreed:
        forced = "" if is_allowed(former, to) else f", forced from {word_of(former)}"
        edited = remembered(edited, f"{to.value} by {names[1]}{forced}: {reason}", today=today)
    edits.put(edited)
    if not extent.partly:
        let_go(edits, former, edited)
    return Superseded(*names, former.document.path, successor.document.path, edits.changes())


def check_supersession(edits: Edits, adr: Adr, to: StatusClass, *, force: bool = False, forcible: bool = True) -> None:
    """Refuse to supersede a record where the table does not have that move, or where a third one did.

    Raises:
        UsageError: it is refused.
    """
    name, path = edits.name(adr), adr.document.path
    if state_of(adr) is SUPERSEDED and not force:
        status = adr.status
        where = f"{path}:{adr.document.position(status.start).line}" if status else path
        after = edits.catalogue.successors(edits.catalogue.at[path])
        ends = " or ".join(f"`spec adr supersede {entry.name} NEW`" for entry in after)
        lost = f"nothing holds in its place: `spec adr supersede {name} NEW --force --reason TEXT` names another"
        raise UsageError(
            f"{name} is superseded already: {' '.join(status.raw.split()) if status else ''}",
            where=where,
            help=f"supersede its successor instead: {ends}" if ends else lost,
        )
    if not is_allowed(adr, to) and not force:
        raise refusal(adr, to, name, forcible=forcible)


def _refuse_ring(catalogue: Catalogue, former: Adr, successor: Adr, names: tuple[str, str]) -> None:
    """Refuse to close a ring of supersessions, of one record or of many."""
    path = former.document.path
    if path == successor.document.path:
        raise UsageError(f"{names[0]} cannot supersede itself", help="name the decision that takes its place")
    chain, seen = [catalogue.at[successor.document.path]], {successor.document.path}
    for entry in chain:
        for following in catalogue.related(entry, SUPERSEDED_BY):
            if following.path == path:
                raise UsageError(
                    f"that would close a ring: {names[1]} is superseded by {names[0]} already",
                    where=successor.document.path,
                    help=f"`spec adr show {names[1]}` shows the chain",
                )
            if following.path not in seen:
                seen.add(following.path)
                chain.append(following)


def _saying(edits: Edits, adr: Adr, former: Adr, extent: Extent) -> Adr:
    """The new record with its link to the old one, in place of one in part where that is whole now."""
    target = edits.target(former)
    if not extent.partly and said(adr, SUPERSEDES, target, partly=True):
        adr = without_link(adr, SUPERSEDES, target)
    return with_link(adr, SUPERSEDES, target, partly=extent.partly, part=extent.part)
