"""The graph: rings, chains and diamonds of any size, in linear time and always in the same order."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward.trace.chain import chain
from specward.trace.graph import Graph, path_text
from specward.trace.node import Link, LinkKind, Node, NodeKind


def graph_of(*links: tuple[str, str]) -> Graph:
    """Requirements that refine each other: child, parent."""
    keys = dict.fromkeys(key for link in links for key in link)
    nodes = {key: Node(key, NodeKind.REQUIREMENT, "001-x", key, "It MUST.", "spec.md", 1, 0, 0) for key in keys}
    return Graph(
        nodes, [Link(LinkKind.REFINES, child, parent) for child, parent in links], [], {"specs/001-x": "001-x"}
    )


def test_a_ring_is_a_path_back_to_its_beginning() -> None:
    assert graph_of(("b", "c"), ("a", "b"), ("c", "a")).rings == [["a", "b", "c", "a"]]


def test_an_item_linked_to_itself_is_a_ring() -> None:
    assert graph_of(("a", "a"), ("b", "a")).rings == [["a", "a"]]


def test_a_ring_that_is_entered_from_outside_is_told_without_the_way_in() -> None:
    assert graph_of(("x", "y"), ("y", "a"), ("a", "b"), ("b", "a"), ("b", "z")).rings == [["a", "b", "a"]]


@pytest.mark.verifies("002-enforced-with-evidence/AC-007")
def test_a_ring_of_ten_thousand_links_is_found() -> None:
    size = 10_000
    (ring,) = graph_of(*((f"{i:05}", f"{(i + 1) % size:05}") for i in range(size))).rings
    assert ring == [*(f"{i:05}" for i in range(size)), "00000"]
    assert path_text(ring) == "00000 → 00001 → 00002 → 00003 → 00004 → 00005 → 00006 → … 9993 more … → 00000"


def test_a_chain_of_a_hundred_thousand_links_has_no_ring() -> None:
    graph = graph_of(*((f"{i}", f"{i + 1}") for i in range(100_000)))
    assert graph.rings == []
    assert graph.components[0] == ["0"]
    assert graph.below(["100000"])["0"] == 100_000
    assert len(chain(graph, "0").up) == 100_000


@pytest.mark.parametrize("levels", [22, 500])
def test_a_diamond_is_walked_once_however_many_ways_lead_through_it(levels: int) -> None:
    sides = [(f"{level}{one}", f"{level + 1}{other}") for level in range(levels) for one in "ab" for other in "ab"]
    graph = graph_of(*sides)
    assert graph.rings == []
    assert len(graph.below([f"{levels}a"])) == 2 * levels
    steps = chain(graph, "0a").up
    assert len(steps) == 4 * levels - 2
    assert sum(not step.again for step in steps) == 2 * levels


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=24))
def test_a_ring_is_told_exactly_where_an_item_leads_back_to_itself(links: list[tuple[str, str]]) -> None:
    graph = graph_of(*links)
    parents: dict[str, set[str]] = {}
    for child, parent in links:
        parents.setdefault(child, set()).add(parent)

    def reached(key: str) -> set[str]:
        found: set[str] = set()
        waiting = [key]
        while waiting:
            new = parents.get(waiting.pop(), set()) - found
            found |= new
            waiting += new
        return found

    on_a_ring = {key for key in graph.nodes if key in reached(key)}
    told = {key for component in graph.components if len(component) > 1 for key in component}
    assert told | {key for key in on_a_ring if key in parents.get(key, ())} == on_a_ring
    for ring in graph.rings:
        assert ring[0] == ring[-1]
        assert all(parent in parents[child] for child, parent in pairwise(ring))
