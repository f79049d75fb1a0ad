"""`spec adr accept`, `reject`, `deprecate` and `reopen`: a decision moved from one state to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from specward.cli.adr_writing import AsJson, Decisions, DryRun, Force, Reason, report
from specward.cli.place import Place
from specward.cli.writing import carry_out, today

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.adr.life.moving import Circumstances, Moved
    from specward.artifacts.adr_status import StatusClass


def accept(
    decisions: Decisions,
    date: Annotated[
        str, typer.Option("--date", metavar="DATE", help="The day of the decision; today where the record has none.")
    ] = "",
    deciders: Annotated[
        str, typer.Option("--deciders", metavar="NAMES", help='Who decided: --deciders "Ada, Grace".')
    ] = "",
    reason: Reason = "",
    force: Force = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Accept a proposal: its status says so in the record's own notation, and its text is pinned.

    From then on `spec check` reports an edit of what was decided (ADR007) until `spec adr amend` records it. What the
    record says it supersedes is marked so. What is accepted already stays as it is.

    \b
    spec adr accept 7
    spec adr accept 7 8 --date 2026-01-31 --deciders "Ada, Grace"
    spec adr accept ADR-0003 --force --reason "taken back: the successor failed in trial"

    The JSON object has the keys decisions (id, path, former, state), files, dry_run.
    """
    from specward.adr.life.moves import ACCEPTED
    from specward.adr.life.moving import Circumstances

    _move(decisions, ACCEPTED, Circumstances(date, deciders, reason, force), dry_run=dry_run, as_json=as_json)


def reject(
    decisions: Decisions,
    reason: Reason = "",
    force: Force = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Reject a proposal. The record stays: who thinks of it again finds why it was turned down.

    \b
    spec adr reject 8 --reason "twice the cost of what we have"

    The JSON object has the keys decisions (id, path, former, state), files, dry_run.
    """
    from specward.adr.life.moves import REJECTED
    from specward.adr.life.moving import Circumstances

    _move(decisions, REJECTED, Circumstances(reason=reason, force=force), dry_run=dry_run, as_json=as_json)


def deprecate(
    decisions: Decisions,
    reason: Reason = "",
    force: Force = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Give a decision up without another in its place; where there is another, `spec adr supersede` names it.

    \b
    spec adr deprecate 5 --reason "the service is switched off"

    The JSON object has the keys decisions (id, path, former, state), files, dry_run.
    """
    from specward.adr.life.moves import DEPRECATED
    from specward.adr.life.moving import Circumstances

    _move(decisions, DEPRECATED, Circumstances(reason=reason, force=force), dry_run=dry_run, as_json=as_json)


def reopen(
    decisions: Decisions,
    reason: Reason = "",
    force: Force = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Propose a decision again that was rejected or given up, or a draft for the first time.

    \b
    spec adr reopen 8 --reason "the price fell"

    The JSON object has the keys decisions (id, path, former, state), files, dry_run.
    """
    from specward.adr.life.moves import PROPOSED
    from specward.adr.life.moving import Circumstances

    _move(decisions, PROPOSED, Circumstances(reason=reason, force=force), dry_run=dry_run, as_json=as_json)


def _move(decisions: list[str], to: StatusClass, given: Circumstances, *, dry_run: bool, as_json: bool) -> None:
    from specward.adr.life.moving import move

    place = Place()
    draft = carry_out(place.root, lambda: move(place.project, decisions, to, given, today=today()), dry_run=dry_run)
    steps = [{"id": step.name, "path": step.path, "former": step.former, "state": step.state} for step in draft.steps]
    facts = {"decisions": steps}
    paths = [step.path for step in draft.steps]
    report(draft, place.root, facts, paths, _notes(draft), dry_run=dry_run, as_json=as_json)


def _notes(draft: Moved) -> Iterator[str]:
    for step in draft.steps:
        yield f"{step.name}: {step.former} → {step.state}" if step.is_move else f"{step.name} is {step.state} already"
    for name in draft.unfilled:
        yield f'{name} is pinned with placeholders in it: fill them in, then spec adr amend {name} --reason "…"'
