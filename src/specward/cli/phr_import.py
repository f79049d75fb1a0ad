"""`spec phr import`: prompt records of older layouts, written as records of today."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from specward.cli.console import note, write, write_json

if TYPE_CHECKING:
    from specward.phr.adopt.plan import Import, Imported


def import_records(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="[PATH]...", help="Files and folders; the whole project if left out.")
    ] = None,
    keep: Annotated[bool, typer.Option("--keep", help="Leave the old files where they are.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would become of each record, and write nothing.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Bring prompt records of older layouts into today's form and place.

    Read are the places and forms of SpecKit Plus v1 and of the prompt history starter, and what agents make of them:
    docs/prompts, specs/*/prompts, dated and unnumbered names, keys without front matter, front matter that is broken.

    Prompts stay byte for byte, unknown keys are kept, and a second run writes nothing. All is written, or nothing. A
    record without a prompt or a date is left alone; a stage that is none becomes misc, or general without a feature.

    The JSON object has the keys imported (from, path, uid, stage, remark), left (path, reason, is_old), files, dry_run
    and, of a dry run, diff.
    """
    from specward.artifacts.phr_filing import record_number
    from specward.changes import diff
    from specward.cli.place import Place
    from specward.cli.writing import carry_out
    from specward.ids import next_number
    from specward.phr.adopt.plan import plan_import

    place = Place()
    wanted = [_path(place.root, path) for path in paths or ()]
    wanted = [] if "" in wanted else wanted  # the root is everything

    def make() -> Import:
        return plan_import(
            place.project, lambda folder: next_number(place.root, folder, record_number), wanted, keep=keep
        )

    plan = carry_out(place.root, make, dry_run=dry_run)
    if as_json:
        said = {
            "imported": [_as_json(one) for one in plan.imported],
            "left": [left._asdict() for left in plan.left],
            "files": [change.path for change in plan.changes],
            "dry_run": dry_run,
        }
        write_json({**said, "diff": diff(plan.changes, place.root)} if dry_run else said)
        return
    _tell(plan, dry_run=dry_run, named=bool(wanted))


def _tell(plan: Import, *, dry_run: bool, named: bool) -> None:
    """Say what became of each record; those in today's form only where the user named them."""
    from specward.output.terminal import printable
    from specward.words import counted

    for one in plan.imported:
        remark = f"  ({one.remark})" if one.remark else ""
        write(printable(f"{one.origin} -> {one.path}{remark}"))
    shown = [left for left in plan.left if left.is_old or named]
    for left in shown:
        note(printable(f"{left.path} is left alone: {left.reason}"))
    if not plan.imported and not shown:
        note("no record is of an older form")
    elif plan.imported:
        note(f"{counted(len(plan.imported), 'record')} {'would be ' if dry_run else ''}imported")


def _as_json(one: Imported) -> dict[str, str]:
    return {"from": one.origin, **{key: value for key, value in one._asdict().items() if key != "origin"}}


def _path(root: str, given: str) -> str:
    """A path of the user's, relative to the project's root.

    Raises:
        UsageError: nothing is there, or it lies outside.
    """
    from specward.errors import UsageError

    path = os.path.relpath(os.path.realpath(given), os.path.realpath(root)).replace(os.sep, "/")
    if not os.path.lexists(given) or path.startswith("../"):
        raise UsageError(f"the project has no file or folder {given}")
    return "" if path == "." else path
