"""`spec upgrade`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from specward.agents.placing import State
from specward.changes import diff
from specward.cli.console import note, write, write_json, write_patch
from specward.cli.renewal import REFUSED, renewals
from specward.errors import UsageError
from specward.output.terminal import printable
from specward.root import MARKER, find_root

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.cli.renewal import File, Renewal

app = typer.Typer(rich_markup_mode=None, add_completion=False)

_LEFT: dict[str, str] = {State.EDITED: "edited", State.FOREIGN: "not written by Specward"}


@app.command()
def main(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be renewed, as a diff, and write nothing.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> int:
    """Renew what an earlier version of Specward has written: commands, hooks, renderings of definitions.

    What you have edited stays as it is, and what this version would make of it is shown as a diff. To take that, remove
    the file and write it anew: `spec init --agent NAME` for a command, `spec agent render` for a definition. A command
    that you have removed stays away, and none is added but those that an earlier version did not have. Definitions are
    rendered as by `spec agent render`, for the targets that have any.

    The JSON object has the keys files (path, what, state, reason), unchanged (how many), kept_diff, dry_run and, of a
    dry run, diff. Exits with 0 when nothing stood in the way, edited or not.
    """
    root = find_root(os.getcwd())
    if not os.path.isdir(os.path.join(root, MARKER)):
        raise UsageError(f"no project here: {root} has no {MARKER}/", help="spec init")
    done = list(renewals(root, dry_run=dry_run))
    files = [file for one in done for file in one.files]
    unchanged = sum(one.unchanged for one in done)
    kept = "".join(diff(one.kept, root) for one in done)
    planned = "".join(diff(one.changes, root) for one in done) if dry_run else ""
    if as_json:
        said = {
            "files": [file._asdict() for file in files],
            "unchanged": unchanged,
            "kept_diff": kept,
            "dry_run": dry_run,
        }
        write_json({**said, "diff": planned} if dry_run else said)
    else:
        _tell(root, files, kept, planned, dry_run=dry_run)
        if not any(file.state in {State.WRITTEN, State.RENEWED, State.REMOVED, REFUSED} for file in files):
            note(f"nothing to do: {_standing(unchanged)}")
    return _exit_code(done)


def _tell(root: str, files: Sequence[File], kept: str, planned: str, *, dry_run: bool) -> None:
    """Say what became of each file. The patch of a dry run stands alone on stdout, so that it can be applied."""
    say = note if dry_run else write
    for file in files:
        path = os.path.relpath(file.path, root) if os.path.isabs(file.path) else file.path
        word = "kept" if file.state in _LEFT else file.state
        why = file.reason or _LEFT.get(file.state, "")
        say(f"{word:<8} {printable(path):<44} {printable(f'{file.what}; {why}' if why else file.what)}")
    if planned:
        write_patch(planned)
    if kept:
        note("what this version would make of what you have edited:")
        say(kept) if dry_run else write_patch(kept)


def _standing(unchanged: int) -> str:
    if not unchanged:
        return "nothing is installed here; spec init --agent NAME installs commands and hooks"
    return "what is installed is as this version writes it, or yours"


def _exit_code(done: Sequence[Renewal]) -> int:
    return max((one.exit_code for one in done), default=0)
