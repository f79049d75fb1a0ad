"""A decision as `spec adr show` and `spec show` print it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from specward.adr.catalogue.chain import chain_of
from specward.cli import pager
from specward.cli.console import coloured, terminal_width, write, write_bytes, write_json
from specward.output.adr import page
from specward.output.adr.entry_json import entry_as_json
from specward.output.adr.palette import BOLD
from specward.output.terminal import painter, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specward.adr.catalogue.catalogue import Catalogue
    from specward.adr.catalogue.chain import Branch
    from specward.adr.catalogue.entry import Entry
    from specward.artifacts.adr import Adr
    from specward.output.terminal import Painter

_WIDEST = 110
"""Cells of a line of prose: a wider one is hard to read."""
_INDENT = "  "


def print_page(
    adr: Adr, entry: Entry, catalogue: Catalogue, *, cited_by: Sequence[str] = (), paged: bool = True
) -> None:
    """Print a decision for people: rendered on a terminal, as the text stands elsewhere.

    Args:
        adr: the record.
        entry: the same in the catalogue.
        catalogue: all decisions.
        cited_by: places that name it.
        paged: whether a page that is longer than the terminal goes through the user's pager.
    """
    width, colour = terminal_width(), coloured(sys.stdout)
    paint = painter(colour=colour)
    inside = width and width - len(_INDENT)
    chain = page.tree(chain_of(entry, catalogue), width=inside, colour=colour)
    options = page.options(_option_names(adr), _chosen(adr), width=inside, colour=colour)
    lines = [*page.head(entry, catalogue, width=width, colour=colour), ""]
    lines += page.facts(entry, _people(adr), width=width, colour=colour)
    lines += _part("Relations", chain, paint)
    lines += _part("Options", options, paint)
    lines += _part("Cited by", [printable(place) for place in cited_by], paint)
    if width:
        from specward.cli.adr_markdown import rendered

        lines += ["", *rendered(_body(adr), min(width, _WIDEST), colour=colour)]
    else:
        lines += _sections(adr, paint)
    pager.show("\n".join(lines) + "\n", paged=paged)


def print_chain(entry: Entry, catalogue: Catalogue) -> None:
    """Print a decision's relations, and nothing else."""
    width, colour = terminal_width(), coloured(sys.stdout)
    chain = page.tree(chain_of(entry, catalogue), width=width, colour=colour)
    write("\n".join([*page.head(entry, catalogue, colour=colour)[:2], *(chain or ["it is related to no other"])]))


def print_json(
    adr: Adr, entry: Entry, catalogue: Catalogue, *, text: str, cited_by: Sequence[str] | None = None
) -> None:
    """Print a decision as one JSON object.

    Args:
        adr: the record.
        entry: the same in the catalogue.
        catalogue: all decisions.
        text: of the file, whatever its markup.
        cited_by: places that name it; None where nobody asks.
    """
    people = {name: list(names) for name, names in adr.people._asdict().items() if name != "deciders"}
    said: dict[str, Any] = {
        **entry_as_json(entry, catalogue),
        **people,
        "history": list(adr.status.history) if adr.status else [],
        "options": _option_names(adr),
        "chosen": _chosen(adr) or None,
        "chain": [_as_json(branch) for branch in chain_of(entry, catalogue)],
        "text": text,
    }
    write_json(said if cited_by is None else {**said, "cited_by": list(cited_by)})


def print_raw(data: bytes, text: str) -> None:
    """Print a file: its bytes into a pipe or a file, its text as a terminal may show it on a terminal."""
    if sys.stdout.isatty():
        write("\n".join(printable(line) for line in text.splitlines()))
    else:
        write_bytes(data)


def _as_json(branch: Branch) -> dict[str, Any]:
    entry = branch.entry
    return {
        "kind": branch.kind,
        "partly": branch.partly,
        "id": branch.name,
        "path": entry.path if entry else None,
        "status": entry.status.value if entry and entry.status else None,
        "chain": [_as_json(further) for further in branch.branches],
    }


def _people(adr: Adr) -> dict[str, str]:
    people = adr.people
    names = {"consulted": people.consulted, "informed": people.informed, "authors": people.authors}
    return {name: ", ".join(found) for name, found in names.items()}


def _option_names(adr: Adr) -> list[str]:
    return [option.name for option in adr.options]


def _chosen(adr: Adr) -> str:
    return adr.chosen.name if adr.chosen else ""


def _part(heading: str, lines: Sequence[str], paint: Painter) -> list[str]:
    """Lines under a heading; nothing where there are none."""
    return ["", paint(heading, BOLD), *(f"{_INDENT}{line}" for line in lines)] if lines else []


def _body(adr: Adr) -> str:
    """The record's text without front matter and without the title, which stand above it."""
    document, title = adr.document, adr.title_span
    start = document.body_start
    headings = (block for block in document.headings if title and block.text_start == title.start)
    heading = next(headings, None)
    if heading is None:
        return document.text[start:]
    return f"{document.text[start : heading.start]}\n{document.text[heading.end :]}"


def _sections(adr: Adr, paint: Painter) -> Iterator[str]:
    """The record's text as it stands, its headings without their marks."""
    document, at, above = adr.document, adr.document.body_start, ""
    for heading in document.headings:
        yield from _section(above, document.text[at : heading.start], paint)
        is_title = adr.title_span is not None and heading.text_start == adr.title_span.start
        at, above = heading.end, "" if is_title else " ".join(document.words(heading).split())
    yield from _section(above, document.text[at:], paint)


def _section(heading: str, words: str, paint: Painter) -> list[str]:
    """A heading and the text under it, after a blank line; nothing where there is neither."""
    lines = [f"{_INDENT}{printable(line)}".rstrip() for line in words.splitlines()]
    while lines and not lines[0]:
        del lines[0]
    while lines and not lines[-1]:
        lines.pop()
    return ["", *([paint(printable(heading), BOLD)] if heading else []), *lines] if heading or lines else []
