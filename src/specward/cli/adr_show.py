"""`spec adr show`: one decision with all that it hangs together with."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from specward.adr.catalogue.cache import listed
from specward.adr.catalogue.catalogue import record_at
from specward.adr.catalogue.lookup import number_of
from specward.artifacts.adr_identity import AdrIdentity
from specward.cli import adr_page
from specward.cli.adr_completion import decision_names
from specward.cli.place import Place
from specward.errors import UndeterminedError, UsageError
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from specward.adr.catalogue.catalogue import Catalogue
    from specward.adr.catalogue.entry import Entry
    from specward.artifacts.adr import Adr

Reference = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        help="7, ADR-0007, a path, a file name, or a piece of the title.",
        autocompletion=decision_names,
    ),
]


def show(
    identity: Reference,
    chain: Annotated[bool, typer.Option("--chain", help="Only what it replaced, what replaced it and so on.")] = False,
    cited_by: Annotated[
        bool, typer.Option("--cited-by", help="Also each line of a document or of code that names it.")
    ] = False,
    raw: Annotated[bool, typer.Option("--raw", help="Only the record's text, byte for byte into a pipe.")] = False,
    no_pager: Annotated[bool, typer.Option("--no-pager", help="Never use a pager, however long it is.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Show a decision: how it stands, what holds in its place, what it is related to, what was weighed, its text.

    A supersession is followed to its end in both directions. On a terminal the text is rendered, and what is longer
    than the screen goes through $PAGER.

    \b
      spec adr show 7
      spec adr show "session store" --chain

    The JSON object has the keys of a decision in `spec adr list --json`, and consulted, informed, authors, history
    (former statuses), options, chosen, chain (kind, partly, id, path, status, chain), text, and with --cited-by that.
    """
    if raw + chain + as_json > 1:
        raise UsageError("--raw, --chain and --json are three forms of one page", help="give one of them")
    place = Place()
    catalogue = listed(place.root, place.project)
    entry = _meant(catalogue, _reference(place, identity))
    adr = _record(place, entry.path)
    document = place.project.document(entry.path)
    text = document.text if document else ""
    places = _citations(place, catalogue, entry) if cited_by else None
    if raw:
        adr_page.print_raw(place.project.source.read(entry.path) or b"", text)
    elif as_json:
        adr_page.print_json(adr, entry, catalogue, text=text, cited_by=places)
    elif chain:
        adr_page.print_chain(entry, catalogue)
    else:
        adr_page.print_page(adr, entry, catalogue, cited_by=places or (), paged=not no_pager)


def show_record(place: Place, path: str) -> None:
    """Show the decision at a path for people."""
    catalogue = listed(place.root, place.project)
    adr_page.print_page(_record(place, path), catalogue.at[path], catalogue)


def _reference(place: Place, identity: str) -> str:
    """A path that counts from the working directory as one that counts from the root; anything else as it is."""
    if not os.path.isfile(identity):
        return identity
    return os.path.relpath(os.path.abspath(identity), place.root).replace(os.sep, "/")


def _meant(catalogue: Catalogue, reference: str) -> Entry:
    try:
        return catalogue.find(reference)
    except UsageError:
        number = number_of(reference)
        for one in catalogue.unread:
            if reference == one.path or (number is not None and AdrIdentity.parse(one.path).number == number):
                raise UndeterminedError(f"this record cannot be read: {one.reason}", where=one.path) from None
        raise


def _record(place: Place, path: str) -> Adr:
    try:
        found = record_at(place.project, path)
    except UnreadableFile as error:
        raise UndeterminedError(f"this record cannot be read: {error.reason}", where=path) from None
    if found is None:
        raise UsageError("this record is gone", where=path)
    return found


def _citations(place: Place, catalogue: Catalogue, entry: Entry) -> list[str]:
    """Where a decision is named: `src/auth.py:14  the line`."""
    from specward.adr.citations.scan import cited_by

    found = cited_by(place.project, catalogue, entry)
    return [f"{one.path}:{one.line}  {' '.join(one.text.split())}" for one in found]
