"""`spec new`: the next document."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from specward.cli import new_options as given  # noqa: TC001 -- Typer reads annotations when it runs
from specward.cli.console import note
from specward.cli.given import read_text
from specward.cli.new_adr import adr
from specward.cli.new_record import phr
from specward.cli.place import Place
from specward.cli.writing import carry_out, tell, today
from specward.errors import UsageError
from specward.features import FeatureName
from specward.ids import next_number

if TYPE_CHECKING:
    from specward.scaffold.feature import NewFeature

app = typer.Typer(rich_markup_mode=None, add_completion=False, no_args_is_help=True)


@app.callback()
def new() -> None:
    """Write the next document of a feature or of the project. Prints its path."""


@app.command()
def feature(
    title: Annotated[str, typer.Argument(help="What it is about, in a few words; `-` reads it from stdin.")],
    branch: Annotated[
        bool, typer.Option("--branch", help="Start a branch of the feature's name and switch to it.")
    ] = False,
    from_file: Annotated[
        str, typer.Option("--from", metavar="FILE", help="The request, to be quoted; `-` is stdin.")
    ] = "",
    dry_run: given.DryRun = False,
    as_json: given.AsJson = False,
) -> None:
    """Start a feature: its spec and its checklist.

    The JSON object has the keys feature, number, path, checklist, branch, files, dry_run.
    """
    from specward.git.branch import start_branch
    from specward.scaffold.feature import new_feature

    place = Place()
    specs = place.project.config.specs
    words = read_text("-") if title == "-" else title
    description = read_text(from_file) if from_file else ""
    repository = place.repository
    if branch and repository is None:
        raise UsageError("there is no git repository to start a branch in", help="git init, or leave out --branch")
    number = 0

    def make() -> NewFeature:
        nonlocal number
        number = next_number(place.root, specs, lambda name: FeatureName.parse(name).number, branches=True)
        return new_feature(
            place.project.source, specs, words, number=number, today=today(), description=description, point=not branch
        )

    draft = carry_out(
        place.root,
        make,
        dry_run=dry_run,
        before=(lambda draft: start_branch(repository, draft.name)) if branch and repository else None,
    )
    facts = {"feature": draft.name, "number": number, "path": draft.spec, "checklist": draft.checklist}
    tell(draft, place.root, {**facts, "branch": draft.name if branch else None}, dry_run=dry_run, as_json=as_json)
    if branch and not dry_run and not as_json:
        note(f"branch {draft.name}")


@app.command()
def plan(
    feature: given.FeatureArgument = "",
    named: given.FeatureOption = "",
    force: given.Force = False,
    dry_run: given.DryRun = False,
    as_json: given.AsJson = False,
) -> None:
    """Write a feature's plan, a row for each principle.

    The JSON object has the keys feature, path, principles, files, dry_run.
    """
    from specward.scaffold.plan import new_plan

    place = Place()
    chosen = place.feature(_one(feature, named))
    draft = carry_out(place.root, lambda: new_plan(place.project, chosen, today=today(), force=force), dry_run=dry_run)
    facts = {"feature": chosen.name, "path": draft.path, "principles": draft.principles}
    tell(draft, place.root, facts, dry_run=dry_run, as_json=as_json)
    if not dry_run and not as_json:
        count = draft.principles
        said = (
            f"{count} principle{'' if count == 1 else 's'} to answer"
            if count
            else "the constitution names no principle"
        )
        note(f"Constitution Check: {said}")


@app.command()
def tasks(
    feature: given.FeatureArgument = "",
    named: given.FeatureOption = "",
    force: given.Force = False,
    dry_run: given.DryRun = False,
    as_json: given.AsJson = False,
) -> None:
    """Write a feature's tasks, a phase for each story.

    There is a test for each criterion and work for each requirement.

    The JSON object has the keys feature, path, tasks, files, dry_run.
    """
    from specward.scaffold.tasks import new_tasks

    place = Place()
    chosen = place.feature(_one(feature, named))
    draft = carry_out(place.root, lambda: new_tasks(place.project, chosen, force=force), dry_run=dry_run)
    facts = {"feature": chosen.name, "path": draft.path, "tasks": draft.total}
    tell(draft, place.root, facts, dry_run=dry_run, as_json=as_json)


@app.command()
def checklist(
    feature: given.FeatureArgument = "",
    named: given.FeatureOption = "",
    topic: Annotated[
        str,
        typer.Option(
            "--topic", help="What it asks about: requirements, contract, minimum, guidelines, fastapi, or any other."
        ),
    ] = "requirements",
    dry_run: given.DryRun = False,
    as_json: given.AsJson = False,
) -> None:
    """Write a checklist about a feature.

    Of the topics contract, minimum, guidelines and fastapi, what can be measured is filled in.

    The JSON object has the keys feature, path, files, dry_run.
    """
    from specward.acceptance.built_in import checklist_on

    place = Place()
    chosen = place.feature(_one(feature, named))
    draft = carry_out(place.root, lambda: checklist_on(place.project, chosen, topic, today=today()), dry_run=dry_run)
    tell(draft, place.root, {"feature": chosen.name, "path": draft.path}, dry_run=dry_run, as_json=as_json)


app.command()(adr)
app.command()(phr)


@app.command()
def constitution(dry_run: given.DryRun = False, as_json: given.AsJson = False) -> None:
    """Write a constitution, to be filled in.

    The JSON object has the keys path, files, dry_run.
    """
    from specward.scaffold.constitution import new_constitution

    place = Place()
    existing = place.project.constitution
    name = os.path.basename(place.root) or "Project"
    draft = carry_out(
        place.root,
        lambda: new_constitution(
            place.project.source, name, today=today(), existing=existing.document.path if existing else ""
        ),
        dry_run=dry_run,
    )
    tell(draft, place.root, {"path": draft.path}, dry_run=dry_run, as_json=as_json)


def _one(positional: str, named: str) -> str:
    if positional and named:
        raise UsageError("the feature is named twice", help="name it once: spec new plan FEATURE")
    return positional or named
