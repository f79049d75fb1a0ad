"""The graph of a project's items. Nothing in it recurses: rings and chains of any length take linear time."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from specward.lazy import lazy
from specward.trace.node import LinkKind, NodeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from specward.trace.node import Link, Node, Unresolved

_OF_LEAVES = frozenset({LinkKind.IMPLEMENTS, LinkKind.VERIFIES})
"""The links of tasks and tests, which have parents only."""


class Graph:
    """Items and their links, in the order of the documents.

    Args:
        nodes: the items by key.
        links: each between two known keys; the parent may lie in a feature that was left out.
        unresolved: the links that name no item, or several.
        folders: the feature's part of the keys, by feature folder.
    """

    def __init__(
        self,
        nodes: dict[str, Node],
        links: list[Link],
        unresolved: list[Unresolved],
        folders: dict[str, str],
    ) -> None:
        self.nodes = nodes
        self.links = links
        self.unresolved = unresolved
        self.folders = folders

    @lazy
    def children(self) -> dict[str, list[Link]]:
        """The links by parent."""
        found: dict[str, list[Link]] = {}
        for link in self.links:
            found.setdefault(link.parent, []).append(link)
        return found

    @lazy
    def parents(self) -> dict[str, list[Link]]:
        """The links by child."""
        found: dict[str, list[Link]] = {}
        for link in self.links:
            found.setdefault(link.child, []).append(link)
        return found

    def of_kind(self, *kinds: NodeKind) -> Iterator[Node]:
        """The items of some kinds."""
        return (node for node in self.nodes.values() if node.kind in kinds)

    def below(self, keys: Iterable[str]) -> dict[str, int]:
        """Everything that rests on some items, with its distance in links; they themselves are left out."""
        first = list(keys)
        distances = dict.fromkeys(first, 0)
        queue = deque(first)
        while queue:
            key = queue.popleft()
            for link in self.children.get(key, ()):
                if link.child not in distances:
                    distances[link.child] = distances[key] + 1
                    queue.append(link.child)
        return {key: distance for key, distance in distances.items() if distance}

    @lazy
    def components(self) -> list[list[str]]:
        """The strongly connected components of what has children of its own, children before their parents."""
        return list(_components(self.inner))

    @lazy
    def rings(self) -> list[list[str]]:
        """Each ring of links as a path: child, parent, its parent … and the child again."""
        return rings_of(self.inner, self.components)

    @lazy
    def inner(self) -> dict[str, list[str]]:
        """The children by parent, without tasks, tests and criteria that nothing refines: no ring leads there."""
        nodes = self.nodes
        links = [link for link in self.links if link.kind not in _OF_LEAVES and link.parent in nodes]
        parents = {link.parent for link in links}
        found: dict[str, list[str]] = {}
        for link in links:
            if nodes[link.child].kind is not NodeKind.CRITERION or link.child in parents:
                found.setdefault(link.parent, []).append(link.child)
        return found


def rings_of(edges: dict[str, list[str]], components: Iterable[list[str]] = ()) -> list[list[str]]:
    """One ring of each set of keys that lead to each other, as a path back to its beginning.

    Args:
        edges: where each key leads.
        components: the sets, where they are known.
    """
    return [
        _shortest_ring(min(component), set(component), edges)
        for component in components or _components(edges)
        if len(component) > 1 or component[0] in edges.get(component[0], ())
    ]


def _components(edges: dict[str, list[str]]) -> Iterator[list[str]]:
    """Tarjan's algorithm with a stack of its own (R. Tarjan, Depth-first search and linear graph algorithms, 1972)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    open_keys: dict[str, None] = {}
    for root, first in edges.items():
        if root in index:
            continue
        index[root] = low[root] = len(index)
        open_keys[root] = None
        way = [(root, iter(first))]
        while way:
            key, following = way[-1]
            for child in following:
                if child not in index:
                    index[child] = low[child] = len(index)
                    open_keys[child] = None
                    way.append((child, iter(edges.get(child, ()))))
                    break
                if child in open_keys:
                    low[key] = min(low[key], index[child])
            else:
                way.pop()
                if way:
                    low[way[-1][0]] = min(low[way[-1][0]], low[key])
                if low[key] == index[key]:
                    yield _closed(key, open_keys)


def _closed(root: str, open_keys: dict[str, None]) -> list[str]:
    """Take the component of `root` from the end of what is open."""
    component: list[str] = []
    while not component or component[-1] != root:
        component.append(open_keys.popitem()[0])
    return component


def _shortest_ring(start: str, component: set[str], edges: dict[str, list[str]]) -> list[str]:
    """A shortest way from `start` back to itself, from each child to its parent."""
    came_from: dict[str, str] = {}
    queue = deque([start])
    while queue and start not in came_from:
        key = queue.popleft()
        for child in edges.get(key, ()):
            if child in component and child not in came_from:
                came_from[child] = key
                queue.append(child)
    ring = [start]
    while len(ring) == 1 or ring[-1] != start:
        ring.append(came_from[ring[-1]])
    return ring


def path_text(ring: Sequence[str], shown: int = 8) -> str:
    """A ring in one line: all of it, or its beginning and its end."""
    if len(ring) <= shown:
        return " → ".join(ring)
    left_out = len(ring) - shown
    return " → ".join([*ring[: shown - 1], f"… {left_out} more …", ring[-1]])
