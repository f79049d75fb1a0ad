"""`spec adr amend`."""

from __future__ import annotations

from typing import Annotated

import typer

from specward.cli.adr_writing import AsJson, Decision, DryRun, report
from specward.cli.place import Place
from specward.cli.writing import carry_out, today
from specward.errors import UsageError


def amend(
    decision: Decision,
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="Why its text was changed; kept with the date.")
    ] = "",
    by: Annotated[
        str, typer.Option("--by", metavar="DECISION", help="The decision that amends it, where its own text stays.")
    ] = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Record that an accepted decision was changed.

    Change its text first, then give the reason: a dated item stands under `## Amendments` from then on, the text is
    pinned as it is now, and the check is content. With --by another decision amends it, and both records name each
    other.

    \b
    spec adr amend 7 --reason "the limit is 30 minutes, not 20: legal asked for it"
    spec adr amend 7 --by 15

    The JSON object has the keys decision, path, by, files, dry_run.
    """
    from specward.adr.life.amendment import amend as amended

    if not reason.strip() and not by:
        raise UsageError(
            "an amendment has a reason, or a decision that makes it",
            help=f'spec adr amend {decision} --reason "…", or spec adr amend {decision} --by DECISION',
        )
    place = Place()
    draft = carry_out(
        place.root,
        lambda: amended(place.project, decision, reason=reason, by=by, today=today()),
        dry_run=dry_run,
    )
    facts = {"decision": draft.name, "path": draft.path, "by": draft.by or None}
    said = f"{draft.name} is amended by {draft.by}" if by else f"{draft.name} is amended, and pinned as it is now"
    notes = [said if draft.changes else f"{said} already"]
    report(draft, place.root, facts, [draft.path], notes, dry_run=dry_run, as_json=as_json)
