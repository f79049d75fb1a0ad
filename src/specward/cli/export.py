"""`spec export`: the project in the formats of other tools."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from specward.acceptance.gherkin import Export, export, exported
from specward.changes import diff
from specward.cli.console import note, write, write_json, write_patch
from specward.cli.place import Place
from specward.cli.writing import carry_out
from specward.errors import UsageError
from specward.output.terminal import printable
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from specward.changes import Create, Replace
    from specward.project import Feature

app = typer.Typer(rich_markup_mode=None, add_completion=False, no_args_is_help=True)


class _Files(NamedTuple):
    exports: list[Export]
    changes: list[Create | Replace]


@app.callback()
def export_() -> None:
    """Write the project in the formats of other tools."""


@app.command(short_help="Write acceptance scenarios as a .feature file.")
def gherkin(
    feature: Annotated[
        str, typer.Argument(metavar="[FEATURE]", help="Name, number or slug; the current one if left out.")
    ] = "",
    output: Annotated[
        str,
        typer.Option(
            "--output", metavar="DIR", help="Write one file a feature into this folder; all if none is named."
        ),
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the files as a diff, and write nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Write the acceptance scenarios of a feature as a .feature file, tagged with their ids.

    The JSON object has the keys features, files, dry_run; each feature has feature, scenarios, left_out, path, text.
    """
    place = Place()
    folder = output.rstrip("/")
    chosen = list(place.project.features()) if folder and not feature else [place.feature(feature)]
    files = _exported(place, chosen, folder) if dry_run or not folder else _written(place, chosen, folder)
    if as_json:
        said = [{**one._asdict(), "left_out": list(one.left_out)} for one in files.exports]
        write_json({"features": said, "files": [change.path for change in files.changes], "dry_run": dry_run})
    elif not folder:
        write(files.exports[0].text)
    elif dry_run:
        write_patch(diff(files.changes, place.root))
    else:
        for one in files.exports:
            write(printable(one.path))
    for one in files.exports:
        if one.left_out:
            note(printable(f"{one.feature}: left out, for want of steps: {', '.join(one.left_out[:10])}"))


def _written(place: Place, features: list[Feature], folder: str) -> _Files:
    return carry_out(place.root, lambda: _exported(place, features, folder), dry_run=False)


def _exported(place: Place, features: list[Feature], folder: str) -> _Files:
    """The features that have scenarios, and what must be written for them to stand in a folder."""
    found = [export(one.spec, one.name, folder) for one in features if one.spec]
    found = [one for one in found if one.text]
    if not found:
        named = features[0].name if len(features) == 1 else "the project"
        raise UsageError(f"{named} has no acceptance scenario", help="write one: Given …, When …, Then …")
    try:
        changes = [change for one in found if folder and (change := exported(place.project.source, one))]
    except UnreadableFile as error:
        raise UsageError(f"nothing can be written there: {error.reason}", where=error.path) from None
    return _Files(found, changes)
