"""`spec adr queue`: the decisions that wait for somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from specward.adr.catalogue.cache import listed
from specward.adr.review.queue import PROPOSAL, REVIEW, waiting
from specward.cli.columns import plain_table
from specward.cli.console import note, terminal_width, write, write_json
from specward.cli.place import Place
from specward.output.terminal import cut, printable
from specward.words import counted

if TYPE_CHECKING:
    from specward.adr.review.queue import Waiting

_SHARE = 6
"""Of a terminal the share that the names of a decision and of its deciders take at the most."""


def queue(
    decider: Annotated[str, typer.Option("--decider", metavar="NAME", help="Only those that name this person.")] = "",
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what is late.")] = False,
    soon: Annotated[int, typer.Option("--soon", metavar="DAYS", help="How far ahead reviews are named.", min=0)] = 30,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """List proposals that wait to be accepted or rejected, and reviews that are due, the latest first.

    A proposal waits since the day that its record names; `adr.stale-after` says after how many days it is late. A
    review is due by the day of `Review by`, a provisional decision by the day in its status.

    \b
    spec adr queue                 all that waits
    spec adr queue --decider Ann   what waits for one person

    The JSON object has the key waiting: a list of objects with the keys id, path, title, status, kind, day, days,
    overdue, deciders.
    """
    place = Place()
    project = place.project
    found = waiting(listed(place.root, project), project.today, stale_after=project.config.adr_stale_after, soon=soon)
    name = decider.casefold()
    shown = [one for one in found if (one.overdue or not overdue) and _names(one, name)]
    if as_json:
        write_json({"waiting": [_as_json(one) for one in shown]})
        return
    if not shown:
        note("nothing waits")
        return
    width = terminal_width()
    rows = [_row(one, width // _SHARE) for one in shown]
    write(plain_table(["decision", "waits", "day", "deciders", "title"], rows, width))
    late = sum(one.overdue for one in shown)
    note(f"{len(shown)} wait{'s' if len(shown) == 1 else ''}, {late} of them late")


def _row(one: Waiting, most: int) -> list[str]:
    """The cells of one decision; its name and its deciders take up to so many, all that they need where that is 0."""
    entry = one.entry
    name, deciders = printable(entry.name), printable(", ".join(entry.deciders))
    name, deciders = (cut(words, most) if most else words for words in (name, deciders))
    return [name, _state(one), printable(one.day or "no day"), deciders, printable(entry.title)]


def _names(one: Waiting, name: str) -> bool:
    return not name or any(name in decider.casefold() for decider in one.entry.deciders)


def _state(one: Waiting) -> str:
    """What it waits for, and how long."""
    if one.kind == PROPOSAL:
        age = "" if one.days is None else f" for {counted(one.days, 'day')}"
        return f"{'draft' if one.entry.status and one.entry.status.value == 'draft' else 'proposed'}{age}"
    what = "review" if one.kind == REVIEW else "window"
    if one.days is None:
        return f"{what} without a day"
    return f"{what} {counted(one.days, 'day')} late" if one.days > 0 else f"{what} in {counted(-one.days, 'day')}"


def _as_json(one: Waiting) -> dict[str, object]:
    entry = one.entry
    return {
        "id": entry.name,
        "path": entry.path,
        "title": entry.title,
        "status": entry.status.value if entry.status else None,
        "kind": one.kind,
        "day": one.day or None,
        "days": one.days,
        "overdue": one.overdue,
        "deciders": list(entry.deciders),
    }
