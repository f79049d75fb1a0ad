"""What `spec adr list` prints. Nothing here imports the command-line framework."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from specward.adr.catalogue.cache import listed
from specward.adr.catalogue.query import Facets, in_order
from specward.cli.console import coloured, note, terminal_width, write, write_json
from specward.errors import UNDETERMINED
from specward.opening import open_project
from specward.output.terminal import printable
from specward.root import find_root

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.adr.catalogue.catalogue import Catalogue
    from specward.adr.catalogue.entry import Entry
    from specward.project import Project

TEXT, PATHS, JSON = ("text", "paths", "json")
"""The forms that a list can have."""


def main(words: Sequence[str]) -> int:
    """Run `spec adr list WORDS…` without options, inside the error boundary."""
    from specward.boundary import guarded

    return guarded(lambda: list_decisions(Facets(tuple(words))))


def list_decisions(facets: Facets, *, sort: str = "number", backwards: bool = False, form: str = TEXT) -> int:
    """Print the decisions that facets admit; the exit code.

    Args:
        facets: what is asked for.
        sort: the order.
        backwards: the greatest first.
        form: `TEXT`, `PATHS` or `JSON`.
    """
    start = os.getcwd()
    project = open_project(start)
    catalogue = listed(find_root(start), project)
    entries = in_order(filter(facets.admits, catalogue.entries), sort, backwards=backwards)
    _tell_missing(facets, catalogue, project)
    if form == JSON:
        _print_json(entries, catalogue)
    elif form == PATHS:
        write("\n".join(printable(entry.path) for entry in entries))
        tell_unread(catalogue)
    else:
        _print_table(entries, catalogue)
    return UNDETERMINED if catalogue.unread else 0


def _print_table(entries: Sequence[Entry], catalogue: Catalogue) -> None:
    from specward.output.adr.list_text import listing, summary

    colour = coloured(sys.stdout)
    write(listing(entries, catalogue, catalogue.unread, width=terminal_width(), colour=colour))
    if not catalogue.entries and not catalogue.unread:
        note('there is no decision yet; `spec new adr "Title"` writes the first')
    elif not entries:
        note(f"no decision is like this; there are {len(catalogue.entries)}")
    else:
        note(printable(summary(entries, catalogue)))


def _print_json(entries: Sequence[Entry], catalogue: Catalogue) -> None:
    from specward.output.adr.entry_json import entry_as_json

    write_json(
        {
            "decisions": [entry_as_json(entry, catalogue) for entry in entries],
            "unread": [one._asdict() for one in catalogue.unread],
            "skipped": catalogue.skipped,
        }
    )


def _tell_missing(facets: Facets, catalogue: Catalogue, project: Project) -> None:
    if facets.feature or facets.references:
        from specward.adr.catalogue.missing import missing

        for words in missing(facets, catalogue, project.feature_paths):
            note(printable(words))


def tell_unread(catalogue: Catalogue) -> int:
    """Name the records that cannot be read, on stderr; the exit code that this comes to."""
    for one in catalogue.unread:
        note(f"{printable(one.path)} cannot be read: {printable(one.reason)}")
    return UNDETERMINED if catalogue.unread else 0
