"""The chain of one item: everything that it rests on, and everything that rests on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.trace.graph import Graph
    from specward.trace.node import Link, Node


class Step(NamedTuple):
    """One item on the way."""

    depth: int
    """From 1: how many links it is away, on this way."""
    link: Link
    node: Node
    again: bool
    """Whether it has been told before; what lies beyond it is then not told again."""


class Chain(NamedTuple):
    """One item and its neighbourhood."""

    node: Node
    up: tuple[Step, ...]
    down: tuple[Step, ...]


def chain(graph: Graph, key: str) -> Chain:
    """The chain of an item, each part of it told once, rings too."""

    def up(one: str) -> list[tuple[Link, str]]:
        return [(link, link.parent) for link in graph.parents.get(one, ())]

    def down(one: str) -> list[tuple[Link, str]]:
        return [(link, link.child) for link in graph.children.get(one, ())]

    return Chain(graph.nodes[key], _walk(graph, key, up), _walk(graph, key, down))


def _walk(graph: Graph, key: str, following: Callable[[str], list[tuple[Link, str]]]) -> tuple[Step, ...]:
    steps: list[Step] = []
    told = {key}
    waiting = [(1, link, other) for link, other in reversed(following(key))]
    while waiting:
        depth, link, other = waiting.pop()
        if other not in graph.nodes:
            continue
        steps.append(Step(depth, link, graph.nodes[other], other in told))
        if other not in told:
            told.add(other)
            waiting.extend((depth + 1, further, beyond) for further, beyond in reversed(following(other)))
    return tuple(steps)
