"""`spec adr list`: decisions by facets, in any order."""

from __future__ import annotations

from typing import Annotated

import typer

from specward.errors import UsageError


def list_decisions(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WORDS...]", help="Words of the title or the file's name; numbers and paths mean decisions."
        ),
    ] = None,
    status: Annotated[
        str, typer.Option("--status", metavar="WORDS", help="Only of these: accepted,proposed … unknown, none.")
    ] = "",
    since: Annotated[str, typer.Option("--since", metavar="DAY", help="Only from this day on: 2026-01-31.")] = "",
    until: Annotated[str, typer.Option("--until", metavar="DAY", help="Only up to this day.")] = "",
    tag: Annotated[str, typer.Option("--tag", metavar="TAG", help="Only those with this tag.")] = "",
    decider: Annotated[
        str, typer.Option("--decider", metavar="NAME", help="Only those that a person of this name decided.")
    ] = "",
    feature: Annotated[
        str, typer.Option("--feature", metavar="FEATURE", help="Only this feature's: name, number or slug.")
    ] = "",
    form: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="Only of this format: nygard, madr, madr 4 …")
    ] = "",
    live: Annotated[bool, typer.Option("--live", help="None that were rejected, deprecated or superseded.")] = False,
    sort: Annotated[
        str, typer.Option("--sort", metavar="BY", help="In the order of number, date, status or title.")
    ] = "number",
    reverse: Annotated[bool, typer.Option("--reverse", help="The other way round.")] = False,
    paths: Annotated[bool, typer.Option("--paths", help="Nothing but the paths, one a line.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> int:
    """List the decisions: number, status as understood, date, title, and what took the place of a superseded one.

    Of several words each must be there; of several numbers and paths each decision is listed, and one that is not there
    is named on stderr. A path may also be a folder. A status of no known meaning is shown as written, with a question
    mark. A record that cannot be read is listed with the reason, and the exit code is 3.

    \b
      spec adr list --live --sort date --reverse
      spec adr list --status proposed,draft
      spec adr list session --since 2026-01-01 --decider ada
      spec adr list 7 12
      $EDITOR $(spec adr list --paths --tag security)

    The JSON object has the keys decisions, unread (path, reason) and skipped (paths of files beside the decisions that
    are none). A decision has path, id, number, title, status, status_text, date, format, feature, deciders, tags,
    review_by, live, successors (paths) and ties (kind, partly, target, paths).
    """
    from specward.adr.catalogue.query import Facets, format_of, statuses_of
    from specward.artifacts.calendar_date import check_days
    from specward.cli import adr_listing

    if paths and as_json:
        raise UsageError("--paths and --json are two forms of one list", help="give one of them")
    check_days(since, until)
    asked = tuple(word for word in words or () if word.strip())
    facets = Facets(asked, statuses_of(status), since, until, tag, decider, feature, format_of(form), live)
    shape = adr_listing.JSON if as_json else adr_listing.PATHS if paths else adr_listing.TEXT
    return adr_listing.list_decisions(facets, sort=sort, backwards=reverse, form=shape)
