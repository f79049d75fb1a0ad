"""`spec new adr`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from specward.cli import new_options as given  # noqa: TC001 -- Typer reads annotations when it runs
from specward.cli.given import read_text
from specward.cli.place import Place
from specward.cli.writing import carry_out, tell, today

if TYPE_CHECKING:
    from specward.adr.life.draft import NewDecision
    from specward.adr.life.supersession import Extent
    from specward.adr.suggest.prefill import Prefill
    from specward.project import Feature


class Wanted(NamedTuple):
    """A decision that somebody asks for."""

    title: str
    supersedes: tuple[str, ...] = ()
    extent: Extent | None = None
    """How much of what it supersedes; None for all."""
    status: str = "proposed"
    deciders: str = ""
    feature: Feature | None = None
    prefill: Prefill | None = None


def adr(
    title: Annotated[
        str, typer.Argument(metavar="[TITLE]", help="The decision in a few words; `-` reads it from stdin.")
    ] = "",
    supersedes: Annotated[
        list[str] | None,
        typer.Option("-s", "--supersedes", metavar="N", help="The decision it replaces; may be repeated."),
    ] = None,
    status: Annotated[
        str, typer.Option("--status", metavar="STATUS", help="proposed, accepted or draft.")
    ] = "proposed",
    deciders: Annotated[
        str, typer.Option("--deciders", metavar="NAMES", help='Who decides: --deciders "Ada, Grace".')
    ] = "",
    feature: given.FeatureOption = "",
    suggestion: Annotated[
        str, typer.Option("--suggestion", metavar="KEY", help="Accept what `spec adr suggest` found; gives the title.")
    ] = "",
    dry_run: given.DryRun = False,
    as_json: given.AsJson = False,
) -> None:
    """Write a decision record, proposed.

    Its form is the one that the configuration names. An accepted suggestion fills in what is known: the context as its
    evidence has it, quoted, the other options, the feature and its plan. `spec adr accept` follows once it is decided.

    \b
    spec new adr "Passkeys before passwords" --feature login
    spec new adr "Sessions in the database" -s 7 --deciders "Ada, Grace"

    The JSON object has the keys id, number, path, supersedes, files, dry_run.
    """
    place = Place()
    chosen = place.feature(feature) if feature else None
    words = read_text("-") if title == "-" else title
    prefill = None
    if suggestion:
        prefill, around = _accept(place, suggestion)
        words, chosen = words or prefill.title, chosen or around
    wanted = Wanted(words, tuple(supersedes or ()), None, status, deciders.strip(), chosen, prefill)
    draft = draft_decision(place, wanted, dry_run=dry_run)
    number = int(draft.id.rpartition("-")[2])
    facts = {"id": draft.id, "number": number, "path": draft.path, "supersedes": list(draft.supersedes)}
    tell(draft, place.root, facts, dry_run=dry_run, as_json=as_json)


def draft_decision(place: Place, wanted: Wanted, *, dry_run: bool) -> NewDecision:
    """Write a decision under the next number, both under one lock.

    Raises:
        UsageError: see `new_decision`; or there is no such state.
    """
    from specward.adr.life.draft import Particulars, check_state, new_decision
    from specward.adr.life.supersession import Extent
    from specward.adr.numbers.taken import free_number

    particulars = Particulars(
        wanted.supersedes,
        wanted.extent or Extent(),
        check_state(wanted.status.strip().lower()),
        wanted.deciders,
        wanted.feature,
        wanted.prefill,
    )

    def make() -> NewDecision:
        folder = place.project.config.adr_folder
        number = free_number(place.root, folder)
        return new_decision(place.project, wanted.title, number=number, today=today(), particulars=particulars)

    return carry_out(place.root, make, dry_run=dry_run)


def _accept(place: Place, key: str) -> tuple[Prefill, Feature | None]:
    """What a suggestion brings to its record, and the feature whose plan or prompt record it stands in."""
    from specward.adr.suggest.prefill import prefill
    from specward.cli.adr_suggest import find_suggestion

    accepted = find_suggestion(place, key)
    folders = accepted.place.path.split("/")[:-1]
    return prefill(accepted), next((one for one in place.project.features() if one.name in folders), None)
