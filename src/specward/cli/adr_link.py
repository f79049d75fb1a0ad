"""`spec adr link` and `unlink`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from specward.cli.adr_writing import AsJson, Decision, DryRun, report
from specward.cli.place import Place
from specward.cli.writing import carry_out, today

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.adr.life.relation import Linked


def link(
    decision: Decision,
    kind: Annotated[str, typer.Argument(metavar="KIND", help='What it says of the other: "relates to", amends, …')],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The other decision.")],
    reverse: Annotated[
        str, typer.Option("--reverse", metavar="KIND", help="What the other says; known kinds have theirs.")
    ] = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Relate two decisions, in both records, each link once however often it is asked for.

    Known kinds are amends, clarifies, refines, precedes, relates to, their reverses, and depends on, which the other
    record need not know of. Words of your own need --reverse.

    \b
    spec adr link 12 clarifies 7
    spec adr link 12 "relates to" 9
    spec adr link 12 implements 3 --reverse "implemented by"

    The JSON object has the keys decision, other, paths, kind, reverse, files, dry_run.
    """
    from specward.adr.life.relation import link as linked

    place = Place()
    draft = carry_out(
        place.root,
        lambda: linked(place.project, decision, kind, other, reverse=reverse, today=today()),
        dry_run=dry_run,
    )
    (there, back), (name, named) = draft.kinds[0], draft.names
    facts = {"decision": name, "other": named, "paths": list(draft.paths), "kind": there, "reverse": back or None}
    notes = [f"{name} {there} {named}{'' if draft.changes else ' already'}"]
    report(draft, place.root, facts, draft.paths, notes, dry_run=dry_run, as_json=as_json)


def unlink(
    decision: Decision,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The other decision.")],
    kind: Annotated[
        str, typer.Argument(metavar="[KIND]", help="Only this, as the first says it; all of them if left out.")
    ] = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Take a relation out of both records. A supersession stays: it is a status, and moves take it back.

    \b
    spec adr unlink 12 9
    spec adr unlink 12 7 clarifies

    The JSON object has the keys decision, other, paths, kinds (there, back), files, dry_run.
    """
    from specward.adr.life.relation import unlink as unlinked

    place = Place()
    draft = carry_out(
        place.root, lambda: unlinked(place.project, decision, other, kind=kind, today=today()), dry_run=dry_run
    )
    name, named = draft.names
    kinds = {"there": [there for there, _ in draft.kinds if there], "back": [back for _, back in draft.kinds if back]}
    facts = {"decision": name, "other": named, "paths": list(draft.paths), "kinds": kinds}
    report(draft, place.root, facts, draft.paths, _taken(draft, kind), dry_run=dry_run, as_json=as_json)


def _taken(draft: Linked, kind: str) -> Iterator[str]:
    name, named = draft.names
    for there, back in draft.kinds:
        yield f"{name} {there} {named} no longer" if there else f"{named} {back} {name} no longer"
    if not draft.kinds:
        yield f"nothing says that {name} {kind} {named}" if kind else f"{name} and {named} are not linked"
