"""`spec adr pin`: the text of accepted decisions, pinned as it is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from specward.adr.catalogue.catalogue import catalogue_of
from specward.adr.pins.pinning import Pinning, Stand, State, pinning, stands_of
from specward.changes import diff
from specward.cli.adr_completion import decision_names
from specward.cli.columns import plain_table
from specward.cli.console import note, write, write_json, write_patch
from specward.cli.place import Place
from specward.cli.writing import carry_out, today
from specward.errors import UsageError
from specward.opening import open_committed
from specward.output.terminal import printable
from specward.project import Project

if TYPE_CHECKING:
    from collections.abc import Iterable

_DONE = (State.UNPINNED, State.GROWN, State.MOVED)


def pin(
    decisions: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[DECISION]...", help="Number, path, or a piece of the title.", autocompletion=decision_names
        ),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every decision that was accepted.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the change as a diff, and write nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Pin the text of accepted decisions as it is now; without a decision, list how each one stands.

    What is pinned must stay: `spec check` and the commit hook find every edit of title, context, options and decision,
    and of consequences that were there. `spec adr accept` pins by itself; this is for records that were accepted by
    hand, or before. Pins are kept as fingerprints in `decisions.lock`, in the folder of the decisions.

    A decision whose text is not what was pinned is refused: take the edit back, or record it with `spec adr amend`.
    With --all the others are pinned, and the exit code is 1.

    \b
    spec adr pin               how each decision stands
    spec adr pin 7 ADR-0008
    spec adr pin --all

    The JSON object has the key decisions (path, state, pinned; as they were before) and, where something is to be
    pinned, the keys files, dry_run.
    """
    if decisions and everything:
        raise UsageError("--all and single decisions are named", help="leave one of them out")
    place = Place()
    if not decisions and not everything:
        _list(list(stands_of(_beside_committed(place))), as_json=as_json)
        return
    catalogue = catalogue_of(place.project)
    chosen = [catalogue.find(one).path for one in decisions or ()]

    def make() -> Pinning:
        now = Place()
        paths = chosen or list(catalogue_of(now.project).at)
        found = pinning(_beside_committed(now), paths, today=today())
        if chosen:
            _refuse(found.stands)
        return found

    draft = carry_out(place.root, make, dry_run=dry_run)
    _tell(draft, place.root, dry_run=dry_run, as_json=as_json)
    if draft.of(State.CHANGED):
        raise typer.Exit(1)


def _beside_committed(place: Place) -> Project:
    """The project beside the last commit: what was taken out of a lock since then is not to be pinned anew as it is."""
    config = place.project.config
    return Project(place.project.source, config, committed=partial(open_committed, place.root, config))


def _refuse(stands: Iterable[Stand]) -> None:
    """Refuse what was named and cannot be pinned as it is.

    Raises:
        UsageError: a decision was not accepted, or says something else than what is pinned.
    """
    for stand in stands:
        path = stand.adr.document.path
        name = stand.adr.reference
        if stand.state is State.OPEN:
            status = f"it is {printable(stand.adr.status.raw)}" if stand.adr.status else "it has no status"
            raise UsageError(
                f"only accepted text is pinned, and {status}", where=path, help=f"accept it: spec adr accept {name}"
            )
        if stand.state is State.CHANGED:
            raise UsageError(
                f"this is not the text that was pinned on {stand.pin.date if stand.pin else '?'}",
                where=path,
                help=f'spec adr log {name} --diff shows the edit; spec adr amend {name} --reason "…" records it',
            )


def _list(stands: list[Stand], *, as_json: bool) -> None:
    if as_json:
        write_json({"decisions": [_as_json(stand) for stand in stands]})
        return
    rows = [
        (stand.state.value, (stand.pin.date if stand.pin else "") or "–", printable(stand.adr.document.path))
        for stand in stands
    ]
    if rows:
        write(plain_table(("state", "pinned", "decision"), rows))
    else:
        note('there is no decision yet; `spec new adr "Title"` writes the first')


def _tell(draft: Pinning, root: str, *, dry_run: bool, as_json: bool) -> None:
    if as_json:
        decisions = [_as_json(stand) for stand in draft.stands]
        said = {"decisions": decisions, "files": [change.path for change in draft.changes], "dry_run": dry_run}
        write_json({**said, "diff": diff(draft.changes, root)} if dry_run else said)
        return
    for stand in draft.of(State.CHANGED):
        note(printable(f"not pinned, since its text was changed: {stand.adr.document.path}"))
    if dry_run:
        write_patch(diff(draft.changes, root))
        return
    for stand in draft.of(*_DONE):
        was = "" if stand.state is State.UNPINNED else f" (was {stand.state})"
        write(printable(f"pinned {stand.adr.document.path}{was}"))
    if draft.changes:
        note(printable(f"commit it: {', '.join(change.path for change in draft.changes)}"))
    elif not draft.of(State.CHANGED):
        note("all of it is pinned already" if draft.of(State.PINNED) else "there is no accepted decision to pin")


def _as_json(stand: Stand) -> dict[str, object]:
    return {
        "path": stand.adr.document.path,
        "state": stand.state.value,
        "pinned": stand.pin.date if stand.pin else None,
    }
