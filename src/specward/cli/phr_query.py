"""`spec phr list`, `show` and `search`: reading the prompt history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from specward.errors import UsageError
from specward.phr.search.query import SHOWN

if TYPE_CHECKING:
    from specward.phr.search.query import Facets

Stage = Annotated[str, typer.Option("--stage", metavar="STAGE", help="Only records of this stage.")]
Feature = Annotated[
    str, typer.Option("--feature", metavar="FEATURE", help="Only this feature's: name, number or slug.")
]
File = Annotated[str, typer.Option("--file", metavar="PATH", help="Only records whose files name this file or folder.")]
Model = Annotated[str, typer.Option("--model", metavar="NAME", help="Only this model's; a part of its name will do.")]
Since = Annotated[str, typer.Option("--since", metavar="DAY", help="Only from this day on: 2026-01-31.")]
Until = Annotated[str, typer.Option("--until", metavar="DAY", help="Only up to this day.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object.")]
RecordArgument = Annotated[
    str,
    typer.Argument(metavar="ID", help="001-login/0003, a uid or its first 8 characters, a path, or a number."),
]


def list_records(
    stage: Stage = "",
    feature: Feature = "",
    file: File = "",
    model: Model = "",
    since: Since = "",
    until: Until = "",
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=0, help="How many at the most; 0 for all.")] = 50,
    as_json: AsJson = False,
) -> int:
    """List the prompt records, the newest first.

    The JSON object has the keys records, more and unreadable. A record has path, id, uid, date, stage, feature, model
    and title.
    """
    from specward.cli import phr_listing
    from specward.phr.search.query import Query

    query = Query(facets=_facets(stage, feature, file, model, since, until), limit=limit)
    return phr_listing.list_records(query, as_json=as_json)


def search(
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS...", help='What a record must hold; "a phrase" is one word.')
    ],
    stage: Stage = "",
    feature: Feature = "",
    file: File = "",
    model: Model = "",
    since: Since = "",
    until: Until = "",
    fields: Annotated[
        str, typer.Option("--in", metavar="FIELDS", help="Where: title, prompt, response, outcome; with commas.")
    ] = "",
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=0, help="How many at most; 0 for all.")] = SHOWN,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Read every record, and keep nothing for the next search.")
    ] = False,
    as_json: AsJson = False,
) -> int:
    """Search titles, prompts, responses and outcomes for words, in whatever case.

    \b
    A record must hold all of them. The newest comes first.
      spec phr search session "log out" --feature login --since 2026-01-01

    The JSON object has the keys records, more and unreadable. A record has those of `spec phr list`, title_spans, and
    excerpts, a list of objects with field, line, text and spans: where in the text the words stand.
    """
    from specward.cli import phr_listing
    from specward.phr.search.query import FIELDS, Query, check_fields

    wanted = tuple(word for word in words if word.strip())
    if not wanted:
        raise UsageError("there is no word to search for", help="spec phr list")
    facets = _facets(stage, feature, file, model, since, until)
    query = Query(wanted, check_fields(fields) if fields else FIELDS, facets, limit)
    return phr_listing.search_records(query, cached=not no_cache, as_json=as_json)


def show(
    identity: RecordArgument,
    only_prompt: Annotated[
        bool, typer.Option("--prompt", help="Only what was asked, byte for byte where a program reads it.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show a prompt record: what is known of it, what was asked, what came of it.

    The JSON object has the keys path, id, uid, number, title, stage, date, surface, model, feature, branch, user,
    command, source, session, labels, files, tests, links, prompt, response, outcome (an object with impact, tests,
    files, next and reflection), outcome_text, evaluation and complete.
    """
    from specward.cli import phr_page
    from specward.cli.phr_ground import Ground

    record = Ground.here().record(identity)
    if only_prompt:
        phr_page.print_prompt(record.prompt_text)
    elif as_json:
        phr_page.print_json(record)
    else:
        phr_page.print_page(record)


def _facets(stage: str, feature: str, file: str, model: str, since: str, until: str) -> Facets:
    """What the options ask for.

    Raises:
        UsageError: a bound is no day.
    """
    from specward.artifacts.calendar_date import check_days
    from specward.phr.search.query import Facets

    check_days(since, until)
    number = feature.zfill(3) if feature.isascii() and feature.isdigit() else feature
    return Facets(stage, number, file, model, since, until)
