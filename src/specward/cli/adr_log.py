"""`spec adr log`: the history of one decision through git."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from specward.adr.catalogue.cache import listed
from specward.adr.catalogue.catalogue import record_at
from specward.adr.pins.former import versions
from specward.adr.pins.standing import standing_of
from specward.adr.review.accepted_diff import accepted_diff
from specward.adr.review.history import accepted_version, events, uncommitted
from specward.cli.adr_completion import decision_names
from specward.cli.console import coloured, note, terminal_width, write, write_json
from specward.cli.place import Place
from specward.errors import UndeterminedError, UsageError
from specward.git.range import is_shallow
from specward.output.adr.log_text import as_json as event_as_json
from specward.output.adr.log_text import head, render, render_diff
from specward.output.terminal import printable

if TYPE_CHECKING:
    from specward.adr.pins.former import Version
    from specward.adr.pins.pin import Pin
    from specward.artifacts.adr import Adr


def log(
    decision: Annotated[
        str,
        typer.Argument(
            metavar="DECISION", help="Its number, path, or a piece of its title.", autocompletion=decision_names
        ),
    ],
    diff: Annotated[bool, typer.Option("--diff", help="Show what its text says now beside what was accepted.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Show what each commit did to a decision: its status, its text, its name. The newest comes first.

    Text that was touched after the decision was accepted is marked. With --diff the words that were pinned, or else
    those of the commit that accepted it, are looked for in git and held against those of today; wrapping and list
    marks do not show. Where git does not have them, the exit code is 3.

    \b
    spec adr log 7
    spec adr log 7 --diff
    spec adr log history/adr/0003-cache.md     a record that was deleted

    The JSON object has the keys path, title, pinned, accepted_in (the commit whose words are pinned, or else the one
    that accepted them), commits (commit, date, author, subject, path, moved_from, kind, status_before, status_after,
    text, amendments, was_accepted); with --diff also diff.
    """
    place = Place()
    if place.repository is None:
        raise UsageError("git keeps the history of a decision, and this is no git repository", help="git init")
    path, now = _record(place, decision)
    found = versions(place.root, path)
    if not found and now is None:
        raise UsageError(f"neither the project nor git has a decision {printable(decision)}", help="spec adr list")
    pin = standing_of(place.project).pin(now) if now else standing_of(place.project).pins.at.get(path)
    everything = [*uncommitted(found, now), *found]
    lines = _diff(place.root, found, now, pin) if diff else []
    if not diff and is_shallow(place.root):
        note("this clone is shallow: what is older is not told; git fetch --unshallow")
    if as_json:
        _write_json(path, now, pin, everything, lines if diff else None)
        return
    colour, width = coloured(sys.stdout), terminal_width()
    if not diff:
        told = render(events(everything), colour=colour, width=width)
        write(f"{_head(path, now, pin, colour=colour, width=width)}\n\n{told}")
        return
    write(render_diff(lines, colour=colour, width=width))
    if not lines:
        note("its text is as it was accepted")


def _record(place: Place, decision: str) -> tuple[str, Adr | None]:
    """The path of a decision, and its record where it is still there."""
    try:
        path = listed(place.root, place.project).find(decision).path
    except UsageError:
        if not decision.endswith(".md"):
            raise
        return decision.removeprefix("./"), None
    return path, record_at(place.project, path)


def _head(path: str, now: Adr | None, pin: Pin | None, *, colour: bool, width: int) -> str:
    if now is None:
        return head(path, "gone", pin.date if pin else "", colour=colour, width=width)
    status = " ".join(now.status.raw.split()) if now.status else ""
    return head(f"{now.name} {now.title}".rstrip(), status, pin.date if pin else "", colour=colour, width=width)


def _diff(root: str, found: list[Version], now: Adr | None, pin: Pin | None) -> list[str]:
    """The diff between what was accepted and what the record says.

    Raises:
        UsageError: it is not there any more, or was never accepted.
        UndeterminedError: git does not have what was accepted.
    """
    if now is None:
        raise UsageError("the record is gone, so there is nothing to hold against what was accepted")
    accepted = accepted_version(found, pin)
    if accepted and pin is None and accepted.before is None and is_shallow(root):
        raise UndeterminedError(
            f"this clone is shallow: its oldest commit, {accepted.commit[:9]}, need not be the one that accepted this",
            help="git fetch --unshallow",
        )
    if accepted and accepted.after:
        former = f"{accepted.path}  accepted {accepted.date} in {accepted.commit[:9]}"
        return accepted_diff(accepted.after, now, former=former, current=f"{now.document.path}  now")
    if pin is None:
        raise UsageError("no commit accepted this decision", help="`spec adr log` without --diff shows its statuses")
    help_ = (
        "git fetch --unshallow" if is_shallow(root) else "the words were never committed, or the history was rewritten"
    )
    raise UndeterminedError(f"git does not have the words that were pinned on {pin.date}", help=help_)


def _write_json(path: str, now: Adr | None, pin: Pin | None, found: list[Version], lines: list[str] | None) -> None:
    accepted = accepted_version([version for version in found if version.commit], pin)
    facts = {
        "path": path,
        "title": now.title if now else None,
        "pinned": pin.date if pin else None,
        "accepted_in": accepted.commit if accepted else None,
        "commits": [event_as_json(event) for event in events(found)],
    }
    write_json(facts if lines is None else {**facts, "diff": "".join(f"{line}\n" for line in lines)})
