"""`spec test`: from criteria to tests."""

from __future__ import annotations

from typing import Annotated

import typer

from specward.acceptance.test_scaffold import new_test
from specward.cli.console import note
from specward.cli.place import Place
from specward.cli.writing import carry_out, tell
from specward.errors import UsageError
from specward.output.terminal import printable

app = typer.Typer(rich_markup_mode=None, add_completion=False, no_args_is_help=True)


@app.callback()
def test() -> None:
    """Tests that say which acceptance criterion they verify."""


@app.command(short_help="Write a test with a criterion's clauses, to be filled in.")
def scaffold(
    identity: Annotated[str, typer.Argument(metavar="ID", help="The criterion: AC-002, or 001-login/AC-002.")],
    feature: Annotated[
        str, typer.Option("--feature", metavar="FEATURE", help="Name, number or slug of the feature.")
    ] = "",
    output: Annotated[
        str, typer.Option("--output", metavar="FILE", help="The file to write, from the project's root.")
    ] = "",
    steps: Annotated[
        bool, typer.Option("--steps", help="Write the clauses as steps that are compared with the scenario.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the file as a diff, and write nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of the path.")] = False,
) -> None:
    """Write a test for a criterion, with its clauses; it fails until somebody has written the rest.

    The JSON object has the keys id, path, test, verified_by, files, dry_run.
    """
    place = Place()
    folder, _, local = identity.rpartition("/")
    if folder and feature:
        raise UsageError("the feature is named twice", help="leave out --feature")
    chosen = place.feature(folder or feature)
    draft = carry_out(
        place.root,
        lambda: new_test(place.project, chosen, local, path=output, with_steps=steps),
        dry_run=dry_run,
    )
    facts = {
        "id": draft.id,
        "path": draft.path,
        "test": f"{draft.path}::{draft.name}",
        "verified_by": list(draft.verified_by),
    }
    tell(draft, place.root, facts, dry_run=dry_run, as_json=as_json)
    if draft.verified_by:
        note(printable(f"{draft.id} is verified already by {', '.join(draft.verified_by[:3])}"))
    if not draft.seen:
        note("tests are not looked for there: add the folder to trace.tests in .specify/specward.yml")
