"""`spec adr supersede`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from specward.cli.adr_writing import AsJson, Decision, DryRun, Force, Reason, report
from specward.cli.place import Place
from specward.cli.writing import carry_out, today
from specward.errors import UsageError

if TYPE_CHECKING:
    from specward.adr.life.supersession import Extent


def supersede(
    old: Decision,
    new: Annotated[
        str, typer.Argument(metavar="[NEW]", help="The decision that takes its place, named as any other.")
    ] = "",
    title: Annotated[
        str, typer.Option("--new", metavar="TITLE", help="Draft the decision that takes its place, proposed.")
    ] = "",
    partly: Annotated[bool, typer.Option("--partly", help="Only a part of it is superseded; the rest holds.")] = False,
    part: Annotated[str, typer.Option("--part", metavar="PART", help='Which part, such as "§4"; means --partly.')] = "",
    reason: Reason = "",
    force: Force = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Put another decision in the place of one, whole or in part.

    Both records say so, each in its own notation, whatever their formats; both are written or none. Where one of them
    says so already, the other follows, so a command that was cut off is simply run again.

    \b
    spec adr supersede 7 12
    spec adr supersede ADR-0007 ADR-0012 --part "§4"
    spec adr supersede 7 --new "Sessions in the database"

    The JSON object has the keys old, new, old_path, path, partly, files, dry_run.
    """
    from specward.adr.life.supersession import Extent

    if bool(new) == bool(title):
        raise UsageError(
            "name the decision that takes its place, or draft it",
            help=f'spec adr supersede {old} NEW, or spec adr supersede {old} --new "Title"',
        )
    extent = Extent(partly or bool(part.strip()), _part(part))
    if title:
        if force or reason:
            raise UsageError(
                "--force and --reason are for a decision that is there", help="draft it first, then name it"
            )
        _draft(old, title, extent, dry_run=dry_run, as_json=as_json)
        return
    from specward.adr.life.supersession import supersede as superseded

    place = Place()
    draft = carry_out(
        place.root,
        lambda: superseded(place.project, old, new, extent, today=today(), reason=reason, force=force),
        dry_run=dry_run,
    )
    facts = {
        "old": draft.old,
        "new": draft.new,
        "old_path": draft.old_path,
        "path": draft.path,
        "partly": extent.partly,
    }
    said = "partly superseded" if extent.partly else "superseded"
    notes = [f"{draft.old} is {said} by {draft.new}{'' if draft.changes else ' already'}"]
    report(draft, place.root, facts, [draft.path, draft.old_path], notes, dry_run=dry_run, as_json=as_json)


def _part(words: str) -> str:
    """The part as it stands in parentheses behind a link."""
    part = " ".join(words.split())
    if any(character in part for character in "()[]") or len(part) > 80 or not part.isprintable():
        raise UsageError(f"`{part}` cannot stand behind a link", help="without brackets, up to 80 characters: §4")
    return part


def _draft(old: str, title: str, extent: Extent, *, dry_run: bool, as_json: bool) -> None:
    """Draft the decision that takes the place of another, both under one lock."""
    from specward.cli.new_adr import Wanted, draft_decision

    place = Place()
    draft = draft_decision(place, Wanted(title, supersedes=(old,), extent=extent), dry_run=dry_run)
    facts = {
        "old": draft.superseded[0],
        "new": draft.id,
        "old_path": draft.supersedes[0],
        "path": draft.path,
        "partly": extent.partly,
    }
    said = "partly superseded" if extent.partly else "superseded"
    notes = [f"{draft.superseded[0]} is {said} by {draft.id}, which is proposed"]
    report(draft, place.root, facts, [draft.path, *draft.supersedes], notes, dry_run=dry_run, as_json=as_json)
