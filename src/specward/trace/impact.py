"""Impact: what rests on an item that changes. Only declared links count; what merely stands nearby does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection

    from specward.trace.graph import Graph
    from specward.trace.node import Link, Node


class Reached(NamedTuple):
    """One item that a change reaches."""

    node: Node
    distance: int
    """In links: 1 for what is linked to a changed item itself."""


class Impact(NamedTuple):
    """What a change reaches."""

    changed: tuple[Node, ...]
    suspect: tuple[Link, ...]
    """The links right below what changes: these a person has to look at."""
    further: tuple[Reached, ...]
    """What rests on those in turn, nearest first; not in doubt as long as what stands between holds."""


def impact(graph: Graph, keys: Collection[str]) -> Impact:
    """What a change of some items reaches.

    Args:
        graph: the graph of the state after the change.
        keys: the items that change; unknown ones are passed over.
    """
    changed = [key for key in graph.nodes if key in keys]
    suspect = [link for key in changed for link in graph.children.get(key, ()) if link.child not in keys]
    distances = graph.below(changed)
    further = [Reached(graph.nodes[key], distance) for key, distance in distances.items() if distance > 1]
    return Impact(tuple(graph.nodes[key] for key in changed), tuple(suspect), tuple(further))
