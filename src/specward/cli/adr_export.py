"""`spec adr export`: all decisions for other programs."""

from __future__ import annotations

import os
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from specward.adr.catalogue.catalogue import catalogue_of, record_at
from specward.cli.adr_completion import decision_names
from specward.cli.console import note, write, write_json
from specward.cli.place import Place
from specward.errors import UsageError
from specward.output.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.adr.catalogue.entry import Entry
    from specward.artifacts.adr import Adr


class ExportFormat(StrEnum):
    """The formats that decisions can be had in."""

    JSON_ADR = "json-adr"
    RSS = "rss"


def export(
    decisions: Annotated[
        list[str] | None,
        typer.Argument(metavar="[DECISION]...", help="Only these; else all decisions.", autocompletion=decision_names),
    ] = None,
    form: Annotated[ExportFormat, typer.Option("--format", help="What is written.")] = ExportFormat.JSON_ADR,
    base: Annotated[
        str, typer.Option("--base-url", metavar="URL", help="Where the project's files can be read; a feed needs it.")
    ] = "",
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="The title of the feed.")] = "",
) -> None:
    """Write decisions as JSON-ADR 1.0.0, or as an RSS feed, the newest first.

    JSON-ADR holds records that have a number, a title, a status and a date. Others are left out and named on stderr:
    nothing is made up for them. A feed holds every record; one without a date comes last.

    \b
    spec adr export > decisions.json
    spec adr export --format rss --base-url https://example.org/project/ > decisions.xml
    """
    place = Place()
    catalogue = catalogue_of(place.project)
    chosen = [catalogue.find(one) for one in decisions] if decisions else catalogue.entries
    for unread in catalogue.unread:
        note(printable(f"{unread.path} is left out: it cannot be read: {unread.reason}"))
    if form is ExportFormat.RSS:
        if not base.startswith(("http://", "https://")):
            raise UsageError("a feed needs the address of its records", help="--base-url https://…/")
        from specward.adr.export.feed import items_of
        from specward.output.adr import rss

        name = title or f"Decisions of {os.path.basename(place.root) or 'the project'}"
        write(rss.render(items_of(_records(place, chosen)), name, base))
        return
    from specward.adr.export.json_adr import exported

    value, omitted = exported(_records(place, chosen), catalogue, place.project.config.adr_folder)
    write_json(value)
    for omission in omitted:
        note(printable(f"{omission.path}: left out of JSON-ADR: {omission.reason}"))


def _records(place: Place, entries: list[Entry]) -> Iterator[tuple[Entry, Adr]]:
    for entry in entries:
        adr = record_at(place.project, entry.path)
        if adr:
            yield entry, adr
