"""Where each decision stands in a drawing: older to the left of what supersedes it, what hangs together in one band.

Layers by the longest way and places within a layer by the middle of the neighbours before it: the first two steps of
Sugiyama, Tagawa and Toda, "Methods for Visual Understanding of Hierarchical System Structures" (1981). All is linear in
nodes and relations but for sorting.
"""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.adr.catalogue.graph import Edge, Graph

_FEWEST_COLUMNS = 4
"""How wide the block of decisions without any relation is at the least."""


class Cell(NamedTuple):
    """A place in the grid, counted from 0."""

    column: int
    row: int


def layout(graph: Graph) -> dict[str, Cell]:
    """A cell of its own for each node, by path."""
    places: dict[str, Cell] = {}
    row = columns = 0
    beside = _neighbours(graph.edges)
    alone = [entry.path for entry in graph.nodes if entry.path not in beside]
    for band in _bands(graph, beside):
        layers = _layers(band, graph.edges)
        _sort(layers, beside)
        columns = max(columns, len(layers))
        for column, layer in enumerate(layers):
            places.update({path: Cell(column, row + place) for place, path in enumerate(layer)})
        row += max(map(len, layers))
    columns = max(columns, _FEWEST_COLUMNS)
    for place, path in enumerate(alone):
        places[path] = Cell(place % columns, row + place // columns)
    return places


def _neighbours(edges: list[Edge]) -> dict[str, list[str]]:
    beside: defaultdict[str, list[str]] = defaultdict(list)
    for edge in edges:
        beside[edge.source].append(edge.target)
        beside[edge.target].append(edge.source)
    return dict(beside)


def _bands(graph: Graph, beside: dict[str, list[str]]) -> Iterator[list[str]]:
    """The nodes that hang together, each group once, in the order of its first node."""
    seen: set[str] = set()
    for entry in graph.nodes:
        if entry.path in seen or entry.path not in beside:
            continue
        seen.add(entry.path)
        band, ahead = [], [entry.path]
        while ahead:
            path = ahead.pop()
            band.append(path)
            fresh = [other for other in beside[path] if other not in seen]
            seen.update(fresh)
            ahead += dict.fromkeys(fresh)
        yield sorted(band)


def _layers(band: list[str], edges: list[Edge]) -> list[list[str]]:
    """A node stands one layer after the latest of those that its relations lead to. A ring begins at its first node."""
    inside = set(band)
    targets: dict[str, set[str]] = {path: set() for path in band}
    sources: dict[str, set[str]] = {path: set() for path in band}
    for edge in edges:
        if edge.source in inside:
            targets[edge.source].add(edge.target)
            sources[edge.target].add(edge.source)
    waiting = {path: len(found) for path, found in targets.items()}
    ready = deque(path for path in band if not waiting[path])
    rest = iter(band)
    layer: dict[str, int] = {}
    while len(layer) < len(band):
        path = ready.popleft() if ready else next(other for other in rest if other not in layer)
        if path in layer:
            continue
        layer[path] = max((layer[other] + 1 for other in targets[path] if other in layer), default=0)
        for other in sources[path]:
            waiting[other] -= 1
            if not waiting[other] and other not in layer:
                ready.append(other)
    layers: list[list[str]] = [[] for _ in range(max(layer.values()) + 1)]
    for path in band:
        layers[layer[path]].append(path)
    return layers


def _sort(layers: list[list[str]], beside: dict[str, list[str]]) -> None:
    """Put each layer in the order of the neighbours before it."""
    row = {path: float(place) for place, path in enumerate(layers[0])}
    for layer in layers[1:]:
        middle = {path: _middle([row[other] for other in beside[path] if other in row]) for path in layer}
        layer.sort(key=lambda path: (middle[path], path))
        row.update({path: float(place) for place, path in enumerate(layer)})


def _middle(rows: list[float]) -> float:
    return sum(rows) / len(rows) if rows else 0.0
