"""`spec renumber`: other numbers after branches collided, everywhere."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from specward.cli.check_completion import revisions
from specward.cli.new_options import DryRun  # noqa: TC001 -- Typer reads annotations when it runs
from specward.errors import UNDETERMINED, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.renumber.values import Plan

_MOST = 20
"""So many places that are left are shown; the JSON object has all."""


def renumber(
    what: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WHAT]...",
            help="006-search, a record's path, ADR-0007, 001-login/FR-003; all that collides if left out.",
        ),
    ] = None,
    to: Annotated[str, typer.Option("--to", metavar="N", help="Its new number; the next free one if left out.")] = "",
    onto: Annotated[
        str,
        typer.Option(
            "--onto",
            metavar="REF",
            help="The branch whose numbers stand; the main line if left out.",
            autocompletion=revisions,
        ),
    ] = "",
    dry_run: DryRun = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of the new names.")] = False,
) -> int:
    """Give features, prompt records, decisions, tasks and requirements numbers of their own after branches collided.

    Folders, files, titles, keys, links, paths and ids are rewritten in documents, code comments and the marks of tests.
    Of two that share a number the one moves that the main line does not have, or that was committed last; the reason is
    said. What may mean either is listed and left to you, and so is prose that speaks of `feature 006`.

    \b
      spec renumber --dry-run
      spec renumber --onto main
      spec renumber 006-search
      spec renumber 001-login/FR-003 --to 12

    The JSON object has the keys renumbered (kind, former, now, reason), lines (by file), left (path, line, text,
    reason), notes, unread, files, dry_run. The exit code is 3 where a file could not be searched.
    """
    from specward.cli.writing import carry_out

    number = _number(to)
    root = _root()
    names = [_below(name, root) for name in what or ()]
    draft = carry_out(root, lambda: _planned(root, names, number, onto), dry_run=dry_run)
    if as_json:
        _write_json(draft, root, dry_run=dry_run)
    else:
        _write(draft, root, dry_run=dry_run)
        _note(draft, dry_run=dry_run)
    return UNDETERMINED if draft.unread else 0


def _root() -> str:
    from specward.root import find_root

    return find_root(os.getcwd())


def _planned(root: str, names: Sequence[str], number: int | None, onto: str) -> Plan:
    """The plan, made under the lock: the project is read there, and the numbers found."""
    from specward.cli.writing import today
    from specward.git.arrival import Arrivals
    from specward.opening import open_project
    from specward.renumber.ground import GitGround
    from specward.renumber.notes import with_notes
    from specward.renumber.plan import plan

    project = open_project(root)
    ground = GitGround(root, Arrivals(root, onto))
    return with_notes(root, plan(project, ground, names, to=number, today=today()))


def _number(written: str) -> int | None:
    """The number that was asked for; None for the next free one.

    Raises:
        UsageError: it is none.
    """
    digits = written.strip()
    if not digits:
        return None
    if not (digits.isascii() and digits.isdigit() and 0 < len(digits) <= 6 and int(digits)):
        raise UsageError(f"{written} is no number", help="write it as 12 or 012")
    return int(digits)


def _below(name: str, root: str) -> str:
    """A path as given, relative to the root where a file or folder is there; any other name as it is."""
    if "/" not in name and os.sep not in name and not os.path.isabs(name):
        return name
    if not os.path.exists(name):
        return name
    return os.path.relpath(os.path.realpath(name), os.path.realpath(root)).replace(os.sep, "/")


def _write(draft: Plan, root: str, *, dry_run: bool) -> None:
    from specward.changes import diff
    from specward.cli.console import write, write_patch
    from specward.output.terminal import printable

    if dry_run:
        write_patch(diff(draft.changes, root))
    else:
        for one in draft.renumbered:
            write(printable(one.now))


def _write_json(draft: Plan, root: str, *, dry_run: bool) -> None:
    from specward.changes import diff
    from specward.cli.console import write_json

    facts = {
        "renumbered": [one._asdict() for one in draft.renumbered],
        "lines": draft.lines,
        "left": [one._asdict() for one in draft.left],
        "notes": list(draft.notes),
        "unread": list(draft.unread),
        "files": [change.path for change in draft.changes],
        "dry_run": dry_run,
    }
    write_json({**facts, "diff": diff(draft.changes, root)} if dry_run else facts)


def _note(draft: Plan, *, dry_run: bool) -> None:
    from specward.cli.console import note
    from specward.output.terminal import printable
    from specward.words import counted

    if not draft.renumbered:
        note("nothing to renumber: no number is borne twice")
    verb = "would become" if dry_run else "is now"
    for one in draft.renumbered:
        note(printable(f"{one.former} {verb} {one.now} ({one.reason})"))
    lines = sum(map(len, draft.lines.values()))
    if lines:
        changed = "would change" if dry_run else "changed"
        note(f"{counted(lines, 'line')} in {counted(len(draft.lines), 'file')} {changed}")
    for place in draft.left[:_MOST]:
        path = place.path if dry_run else draft.moved(place.path)
        note(printable(f"left: {path}:{place.line} {place.text}".rstrip() + f" ({place.reason})"))
    if len(draft.left) > _MOST:
        note(f"left: {len(draft.left) - _MOST} more, which --json lists")
    for words in (*draft.notes, *(f"not searched: {words}" for words in draft.unread)):
        note(printable(words))


app = typer.Typer(rich_markup_mode=None, add_completion=False)
app.command()(renumber)
