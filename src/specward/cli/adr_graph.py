"""`spec adr graph`: decisions and their relations as a drawing."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from specward.adr.catalogue.cache import listed
from specward.adr.catalogue.graph import graph_of
from specward.cli.adr_completion import decision_names
from specward.cli.console import note, write
from specward.cli.place import Place


class GraphFormat(StrEnum):
    """The languages that a graph can be had in."""

    DOT = "dot"
    MERMAID = "mermaid"
    SVG = "svg"
    JSON = "json"


def graph(
    decisions: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[DECISION]...",
            help="Only these, and all that hang together with them.",
            autocompletion=decision_names,
        ),
    ] = None,
    form: Annotated[GraphFormat, typer.Option("--format", help="What is written.")] = GraphFormat.DOT,
    live: Annotated[
        bool, typer.Option("--live", help="Leave out what was rejected, deprecated or superseded.")
    ] = False,
    prefix: Annotated[
        str, typer.Option("--prefix", metavar="TEXT", help="Stands before each path in links, such as an address.")
    ] = "",
) -> None:
    """Draw the decisions and how they hang together.

    An arrow leads from the later decision to the one that it supersedes, amends or depends on. The picture is made
    here, without any other program; Mermaid is drawn by code hosts inside Markdown, DOT by Graphviz.

    \b
    spec adr graph --format svg > decisions.svg
    spec adr graph ADR-0007            what hangs together with one
    spec adr graph --format mermaid

    The JSON object has the keys nodes (path, id, number, title, status, date) and edges (source, target, kind, partly).
    """
    place = Place()
    catalogue = listed(place.root, place.project)
    drawn = graph_of(catalogue, [catalogue.find(one) for one in decisions] if decisions else None)
    if live:
        nodes = [entry for entry in drawn.nodes if entry.is_live]
        kept = {entry.path for entry in nodes}
        drawn = drawn._replace(
            nodes=nodes, edges=[edge for edge in drawn.edges if edge.source in kept and edge.target in kept]
        )
    if not drawn.nodes:
        note('there is no decision to draw; `spec new adr "Title"` writes the first')
    match form:
        case GraphFormat.DOT:
            from specward.output.adr import graph_dot

            write(graph_dot.render(drawn, prefix))
        case GraphFormat.MERMAID:
            from specward.output.adr import graph_mermaid

            write(graph_mermaid.render(drawn))
        case GraphFormat.SVG:
            from specward.output.adr import graph_svg

            write(graph_svg.render(drawn, prefix))
        case GraphFormat.JSON:
            from specward.output.adr import graph_json

            write(graph_json.render(drawn))
