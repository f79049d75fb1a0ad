"""`spec show`."""

from __future__ import annotations

from typing import Annotated

import typer

from specward.cli.console import write, write_json
from specward.cli.place import Place
from specward.errors import UsageError
from specward.output.text import printable
from specward.status.lookup import Item, find_item

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def main(
    identity: Annotated[
        str, typer.Argument(metavar="ID", help="001-login/FR-003, US1, ADR-7, P-01, a feature, a uid, a path.")
    ],
    feature: Annotated[str, typer.Option("--feature", metavar="FEATURE", help="Where a bare id is looked for.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Show any item by its id: where it stands, its text, what it cites and what cites it.

    The JSON object has the keys id, kind, title, path, line, text, cites, cited_by.
    """
    place = Place()
    item = find_item(place.project, identity, _current(place, feature))
    if as_json:
        write_json(item.as_json())
    else:
        write(_rendered(item))


def _current(place: Place, named: str) -> str:
    """The folder of the feature that is meant, or empty where nothing tells: a whole id needs none."""
    if named:
        return place.feature(named).folder
    try:
        return place.feature().folder
    except UsageError:
        return ""


def _rendered(item: Item) -> str:
    title = f"  {printable(item.title)}" if item.title else ""
    lines = [f"{printable(item.id)}  {item.kind}{title}", f"{printable(item.path)}:{item.line}", ""]
    lines += [printable(line) for line in item.text.splitlines()]
    if item.cites or item.cited_by:
        lines.append("")
    if item.cites:
        lines.append(f"cites     {printable(', '.join(item.cites))}")
    if item.cited_by:
        lines.append(f"cited by  {printable(', '.join(item.cited_by))}")
    return "\n".join(lines)
