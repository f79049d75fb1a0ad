"""Decisions and their relations as a graph: each relation once, whichever record says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.adr_links import (
    AMENDED_BY,
    CLARIFIED_BY,
    CONVERSE,
    REFINED_BY,
    RELATES_TO,
    SUCCEEDS,
    SUPERSEDED_BY,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.adr.catalogue.catalogue import Catalogue
    from specward.adr.catalogue.entry import Entry, Tie

_PASSIVE = {SUPERSEDED_BY, AMENDED_BY, CLARIFIED_BY, REFINED_BY, SUCCEEDS}


class Edge(NamedTuple):
    """One relation: what the decision at `source` does to, or owes, the one at `target`."""

    source: str
    target: str
    kind: str
    """Said by the later of the two: `supersedes`, `amends`, `depends on`; `relates to` has no direction."""
    partly: bool


class Graph(NamedTuple):
    """Decisions in the order of their paths, and their relations."""

    nodes: list[Entry]
    edges: list[Edge]


def graph_of(catalogue: Catalogue, only: list[Entry] | None = None) -> Graph:
    """The graph of all decisions, or of those named and all that hang together with them.

    Relations to records that do not exist, to a number that several records share, and to itself are left out.

    Args:
        catalogue: all decisions.
        only: the decisions to begin from; None takes all.
    """
    found: dict[tuple[str, str, str], Edge] = {}
    for entry in catalogue.entries:
        for edge in _edges(entry, catalogue):
            found.setdefault(edge[:3], edge)
    edges = list(found.values())
    if only is None:
        return Graph(list(catalogue.entries), edges)
    wanted = _connected({entry.path for entry in only}, edges)
    return Graph(
        [entry for entry in catalogue.entries if entry.path in wanted],
        [edge for edge in edges if edge.source in wanted],
    )


def _edges(entry: Entry, catalogue: Catalogue) -> Iterator[Edge]:
    for tie in entry.ties:
        if len(tie.paths) == 1 and tie.paths[0] != entry.path and tie.paths[0] in catalogue.at:
            yield _edge(entry.path, tie)


def _edge(path: str, tie: Tie) -> Edge:
    other = tie.paths[0]
    if tie.kind in _PASSIVE:
        return Edge(other, path, CONVERSE[tie.kind], tie.partly)
    if tie.kind == RELATES_TO:
        return Edge(max(path, other), min(path, other), tie.kind, tie.partly)
    return Edge(path, other, tie.kind, tie.partly)


def _connected(paths: set[str], edges: list[Edge]) -> set[str]:
    """The paths and all that a way of relations leads to, in either direction."""
    beside: dict[str, list[str]] = {}
    for edge in edges:
        beside.setdefault(edge.source, []).append(edge.target)
        beside.setdefault(edge.target, []).append(edge.source)
    reached, ahead = set(paths), list(paths)
    while ahead:
        for other in beside.get(ahead.pop(), ()):
            if other not in reached:
                reached.add(other)
                ahead.append(other)
    return reached
