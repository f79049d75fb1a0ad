"""`spec new phr`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from specward.artifacts.kind import Kind
from specward.artifacts.phr_filing import FEATURE, GENERAL, ROUTES, record_number
from specward.cli import new_options as given  # noqa: TC001 -- Typer reads annotations when it runs
from specward.cli.console import note
from specward.cli.given import read_prompt
from specward.cli.place import Place
from specward.cli.writing import carry_out, tell, today
from specward.errors import UsageError
from specward.ids import new_uid, next_number
from specward.words import counted

if TYPE_CHECKING:
    from specward.project import Feature
    from specward.redaction import Redacted
    from specward.scaffold.record import NewRecord

_MOST_FILES = 100


def phr(
    title: Annotated[str, typer.Argument(help="What the exchange was about, in three to seven words.")],
    stage: Annotated[str, typer.Option("--stage", help=f"The kind of work: {', '.join(ROUTES)}.")] = "",
    feature: given.FeatureOption = "",
    prompt: Annotated[
        str, typer.Option("--prompt", metavar="TEXT", help="What was asked; `-` reads it from stdin.")
    ] = "",
    prompt_file: Annotated[
        str, typer.Option("--prompt-file", metavar="FILE", help="Where it stands; `-` is stdin.")
    ] = "",
    response: Annotated[str, typer.Option("--response", metavar="TEXT", help="What came of it.")] = "",
    dry_run: given.DryRun = False,
    as_json: given.AsJson = False,
) -> None:
    """Write a prompt history record. Without a prompt it is a form to be filled in.

    The JSON object has the keys id, uid, stage, feature, complete, path, files, dry_run.
    """
    from specward.scaffold.record import Circumstances, Exchange, check_stage, new_record, record_folder

    place = Place()
    if prompt and prompt_file:
        raise UsageError("--prompt and --prompt-file exclude each other")
    asked = read_prompt(prompt, prompt_file)
    kind, chosen = _stage_and_feature(place, check_stage(stage) if stage else "", feature)
    folder = record_folder(place.project.config.history, kind, chosen.name if chosen else "")
    said, answer = _without_secrets(place, asked), _without_secrets(place, response)
    exchange = Exchange(title, kind, said.text, answer.text)
    circumstances = Circumstances(
        *(new_uid(), today(), place.user, place.branch),
        files=_staged(place),
        links={"spec": (chosen and chosen.path(Kind.SPEC)) or ""},
        redactions=said.count + answer.count,
    )
    number = 0

    def make() -> NewRecord:
        nonlocal number
        number = next_number(place.root, folder, record_number)
        return new_record(place.project.source, folder, exchange, number=number, circumstances=circumstances)

    draft = carry_out(place.root, make, dry_run=dry_run)
    facts = {
        "id": f"{number:04d}",
        "uid": draft.uid,
        "stage": kind,
        "feature": chosen.name if chosen else None,
        "complete": draft.complete,
        "path": draft.path,
    }
    tell(draft, place.root, facts, dry_run=dry_run, as_json=as_json)
    if not draft.complete and not dry_run and not as_json:
        note("the prompt is still to be filled in; next time give it with --prompt, or --prompt-file -")


def _without_secrets(place: Place, text: str) -> Redacted:
    from specward.redaction import known_values, local_key, redact

    redacted = redact(text, lambda: local_key(place.root), known_values(place.root, os.environ))
    if redacted.count:
        note(f"{counted(redacted.count, 'secret')} taken out ({', '.join(redacted.rules)})")
    return redacted


def _stage_and_feature(place: Place, stage: str, named: str) -> tuple[str, Feature | None]:
    """The stage and, where it belongs to one, the feature.

    Without a stage it is other work on the feature where one is current, and general work where none is.
    """
    if stage and ROUTES[stage] != FEATURE:
        return stage, None
    if stage or named:
        return stage or "misc", place.feature(named)
    try:
        return "misc", place.feature()
    except UsageError:
        return GENERAL, None


def _staged(place: Place) -> list[str]:
    """What is staged and is no document of the project: the files that the work changed."""
    if place.repository is None:
        return []
    staged = place.repository.staged(cwd=place.root)
    return [change.path for change in staged if change.path not in place.project.kinds][:_MOST_FILES]
