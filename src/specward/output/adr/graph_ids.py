"""What all drawings of the graph of decisions call their nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from specward.adr.catalogue.graph import Graph


def node_ids(graph: Graph) -> dict[str, str]:
    """A name for each node by its path: `d7` after its number, `d7_2` for the second with that number, or `n3`."""
    ids: dict[str, str] = {}
    taken: dict[str, int] = {}
    for place, entry in enumerate(graph.nodes, 1):
        name = f"n{place}" if entry.number is None else f"d{entry.number}"
        taken[name] = taken.get(name, 0) + 1
        ids[entry.path] = name if taken[name] == 1 else f"{name}_{taken[name]}"
    return ids
