"""`spec phr edit-outcome`, `link` and `move`: completing and mending prompt records."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from specward.cli.console import note
from specward.cli.phr_query import RecordArgument  # noqa: TC001 -- Typer reads it from the annotations
from specward.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.artifacts.phr import Record
    from specward.changes import Change, Replace
    from specward.cli.phr_ground import Ground

DryRun = Annotated[bool, typer.Option("--dry-run", help="Show the change as a diff, and write nothing.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object instead of the path.")]


class _Edit(NamedTuple):
    path: str
    changes: list[Change]


def edit_outcome(
    identity: RecordArgument,
    impact: Annotated[str, typer.Option("--impact", metavar="TEXT", help="What changed.")] = "",
    tests: Annotated[str, typer.Option("--tests", metavar="TEXT", help="The tests that were run or added.")] = "",
    files: Annotated[str, typer.Option("--files", metavar="TEXT", help="The files that were changed.")] = "",
    next_prompts: Annotated[str, typer.Option("--next", metavar="TEXT", help="What to ask next.")] = "",
    reflection: Annotated[str, typer.Option("--reflection", metavar="TEXT", help="What was learned.")] = "",
    response: Annotated[str, typer.Option("--response", metavar="TEXT", help="What came of it, in a sentence.")] = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Say what came of a prompt. Without an option the outcome opens in your editor ($VISUAL, $EDITOR).

    Only what is named changes; every other byte stays, in records of older forms too.

    The JSON object has the keys path, files, dry_run.
    """
    from specward.cli.phr_ground import Ground
    from specward.phr.edit.editing import edit_outcome as edited
    from specward.phr.edit.editing import outcome_section, replace_outcome

    given = {"impact": impact, "tests": tests, "files": files, "next": next_prompts, "reflection": reflection}
    parts = {name: words for name, words in given.items() if words.strip()}
    ground = Ground.here()
    if parts or response.strip():
        _carry_out(ground, identity, lambda record: edited(record, parts, response), dry_run=dry_run, as_json=as_json)
        return
    from specward.cli.editor import edit

    shown = outcome_section(ground.record(identity))
    section = edit(shown, "outcome.md", instead="say what changes: --impact TEXT")

    def replaced(record: Record) -> Replace:
        if outcome_section(record) != shown:
            raise UsageError("the outcome was changed meanwhile, so yours is not written", where=record.document.path)
        return replace_outcome(record, section if section.strip() else shown)

    _carry_out(ground, identity, replaced, dry_run=dry_run, as_json=as_json)


def link(
    identity: RecordArgument,
    spec: Annotated[str, typer.Option("--spec", metavar="PATH", help="The spec that it belongs to.")] = "",
    ticket: Annotated[str, typer.Option("--ticket", metavar="URL", help="The ticket.")] = "",
    adr: Annotated[str, typer.Option("--adr", metavar="N", help="The decision record, by number or path.")] = "",
    pull_request: Annotated[str, typer.Option("--pr", metavar="URL", help="The pull request.")] = "",
    commit: Annotated[str, typer.Option("--commit", metavar="SHA", help="The commit that came of it.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Replace a link that leads elsewhere.")] = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Link a prompt record to its spec, ticket, decision, pull request or commit.

    The JSON object has the keys path, files, dry_run.
    """
    from specward.cli.phr_ground import Ground
    from specward.phr.edit.keys import link as linked

    ground = Ground.here()
    given = {
        "spec": _spec_path(ground, spec),
        "ticket": ticket.strip(),
        "adr": _decision_path(adr.strip()),
        "pr": pull_request.strip(),
        "commit": _whole_commit(ground, commit.strip()),
    }
    links = {kind: target for kind, target in given.items() if target}
    if not links:
        raise UsageError("there is nothing to link to", help="name it: --pr URL, --adr N, --commit SHA …")
    _carry_out(ground, identity, lambda record: linked(record, links, force=force), dry_run=dry_run, as_json=as_json)


def move(
    identity: RecordArgument,
    stage: Annotated[str, typer.Option("--stage", metavar="STAGE", help="The stage that it belongs to.")] = "",
    feature: Annotated[str, typer.Option("--feature", metavar="FEATURE", help="The feature: name, number, slug.")] = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """File a prompt record under another stage or feature: keys, name, folder and number.

    Documents that name the old file are listed, and not edited.

    The JSON object has the keys path, former_path, stage, feature, named_in, files, dry_run.
    """
    from specward.artifacts.phr_filing import record_number
    from specward.cli.phr_ground import Ground
    from specward.cli.place import Place
    from specward.cli.writing import carry_out, tell
    from specward.ids import next_number
    from specward.output.terminal import printable
    from specward.phr.edit.moving import Moved, mentions
    from specward.phr.edit.moving import move as moved

    if not stage and not feature:
        raise UsageError("there is nothing to change", help="say where it belongs: --stage STAGE or --feature FEATURE")
    ground, place = Ground.here(), Place()
    chosen = place.feature(feature).name if feature else ""
    former = ground.record(identity).document.path

    def make() -> Moved:
        record, history = ground.record(former), ground.layout.history
        return moved(record, history, stage, chosen, lambda folder: next_number(ground.root, folder, record_number))

    draft = carry_out(ground.root, make, dry_run=dry_run)
    named_in = mentions(place.project, former) if draft.path != former else []
    facts = {"former_path": former, "stage": draft.stage, "feature": draft.feature or None, "named_in": named_in}
    tell(draft, ground.root, {"path": draft.path, **facts}, dry_run=dry_run, as_json=as_json)
    if not as_json:
        if not draft.changes:
            note("it is there already")
        for place_ in named_in:
            note(f"{printable(place_)} names the old file")


def _carry_out(
    ground: Ground, identity: str, change: Callable[[Record], Replace], *, dry_run: bool, as_json: bool
) -> None:
    """Make one change to a record, read under the lock, and say what came of it."""
    from specward.cli.writing import carry_out, tell

    def make() -> _Edit:
        replaced = change(ground.record(identity))
        return _Edit(replaced.path, [replaced] if replaced.text != replaced.old_text else [])

    draft = carry_out(ground.root, make, dry_run=dry_run)
    tell(draft, ground.root, {"path": draft.path}, dry_run=dry_run, as_json=as_json)
    if not draft.changes and not as_json:
        note("it says so already")


def _spec_path(ground: Ground, given: str) -> str:
    """The spec as linked to: relative to the project's root; an address as it is.

    Raises:
        UsageError: there is no such file.
    """
    if not given.strip() or "://" in given:
        return given.strip()
    if os.path.isfile(given):
        path = os.path.relpath(os.path.realpath(given), os.path.realpath(ground.root)).replace(os.sep, "/")
        if not path.startswith("../"):
            return path
    elif os.path.isfile(os.path.join(ground.root, given)):
        return given
    raise UsageError(f"the project has no file {given}", help="`spec status` lists the features")


def _decision_path(given: str) -> str:
    """The decision record that a number means; anything else as it is.

    Raises:
        UsageError: there is no such decision.
    """
    number = given.upper().removeprefix("ADR").removeprefix("-")
    if not (number.isascii() and number.isdigit()):
        return given
    from specward.cli.place import Place
    from specward.status.lookup import find_item

    return find_item(Place().project, f"ADR-{number}").path


def _whole_commit(ground: Ground, given: str) -> str:
    """The whole id of the commit that a name means.

    Raises:
        UsageError: git knows no such commit.
    """
    if not given:
        return ""
    from specward.git.process import run

    found = run(["rev-parse", "--verify", "--quiet", "--end-of-options", f"{given}^{{commit}}"], ground.root)
    if found.status:
        raise UsageError(f"git knows no commit {given}", help="`git log --oneline` lists them")
    return found.out.decode().strip()
