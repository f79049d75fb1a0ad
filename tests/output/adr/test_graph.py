from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specward.adr.catalogue.catalogue import catalogue_of
from specward.adr.catalogue.graph import Edge, Graph, graph_of
from specward.output.adr import graph_dot, graph_json, graph_mermaid, graph_svg
from specward.output.adr.graph_layout import layout
from specward.project import Project
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from specward.adr.catalogue.entry import Entry

SVG = "{http://www.w3.org/2000/svg}"


def graph(*records: str) -> Graph:
    files = {f"history/adr/{n:04}-a.md": f"# ADR-{n:04}: {text}".encode() for n, text in enumerate(records, 1)}
    return graph_of(catalogue_of(Project(MemorySource(files))))


SESSIONS = graph(
    "Cookies\n\n- **Status:** Superseded by ADR-0002\n",
    "Tokens\n\n- **Status:** Accepted\n- **Amends:** ADR-0003\n",
    'A "quoted" <title> & more\n\n- **Status:** Proposed\n',
)


@pytest.mark.verifies("004-decisions/AC-014")
def test_dot_names_each_decision_and_each_relation_once() -> None:
    assert graph_dot.render(SESSIONS, "docs/") == (
        "digraph decisions {\n"
        "  rankdir=RL;\n"
        '  node [shape=box, fontname="sans-serif"];\n'
        '  d1 [label="ADR-0001\\nCookies", URL="docs/history/adr/0001-a.md", style=dotted, '
        'tooltip="Superseded by ADR-0002"];\n'
        '  d2 [label="ADR-0002\\nTokens", URL="docs/history/adr/0002-a.md", style=solid, tooltip="Accepted"];\n'
        '  d3 [label="ADR-0003\\nA \\"quoted\\" <title> & more", URL="docs/history/adr/0003-a.md", style=dashed, '
        'tooltip="Proposed"];\n'
        '  d2 -> d1 [label="supersedes"];\n'
        '  d2 -> d3 [label="amends"];\n'
        "}\n"
    )


def test_mermaid_shows_the_signs_of_a_title_by_their_numbers() -> None:
    text = graph_mermaid.render(SESSIONS)

    assert '  d3["ADR-0003<br/>A #34;quoted#34; #60;title#62; #38; more"]:::waiting\n' in text
    assert '  d2 -->|"supersedes"| d1\n  d2 -.->|"amends"| d3\n' in text


def test_the_picture_is_well_formed_and_shows_every_decision_with_its_status() -> None:
    picture = ET.fromstring(graph_svg.render(SESSIONS, "https://example.org/"))  # noqa: S314 -- our own text

    words = ["".join(found.itertext()) for found in picture.iter(f"{SVG}text")]
    assert {"ADR-0001", "superseded", "ADR-0002", "accepted", "ADR-0003", "proposed", "Cookies", "amends"} <= set(words)
    assert 'A "quoted" <title> & more' in words
    links = [found.get("href") for found in picture.iter(f"{SVG}a")]
    assert links == [f"https://example.org/history/adr/000{number}-a.md" for number in (1, 2, 3)]


@pytest.mark.parametrize(
    ("records", "words"), [(0, "0 decisions"), (1, "1 decision"), (3, "3 decisions and their relations")]
)
def test_the_picture_says_what_it_shows(records: int, words: str) -> None:
    picture = ET.fromstring(graph_svg.render(graph(*["T"] * records)))  # noqa: S314 -- our own text

    assert picture.get("aria-label") == picture.findtext(f"{SVG}title") == words


def test_json_holds_nodes_and_edges() -> None:
    value = json.loads(graph_json.render(SESSIONS))

    assert [node["id"] for node in value["nodes"]] == ["ADR-0001", "ADR-0002", "ADR-0003"]
    assert value["edges"][0] == {
        "source": "history/adr/0002-a.md",
        "target": "history/adr/0001-a.md",
        "kind": "supersedes",
        "partly": False,
    }


def test_two_decisions_with_one_number_are_two_nodes() -> None:
    files = {f"history/adr/0007-{name}.md": b"# T\n" for name in "ab"}
    text = graph_dot.render(graph_of(catalogue_of(Project(MemorySource(files)))))

    assert "  d7 [" in text
    assert "  d7_2 [" in text


TITLES = st.text(st.characters(codec="utf-8"), max_size=80)


@given(TITLES, TITLES)
@settings(max_examples=60)
def test_no_title_breaks_the_picture(first: str, second: str) -> None:
    drawn = graph(first + "\n\n- **Status:** Superseded by ADR-0002\n", second)

    picture = ET.fromstring(graph_svg.render(drawn))  # noqa: S314 -- our own text

    assert len(list(picture.iter(f"{SVG}a"))) == 2
    assert graph_dot.render(drawn).count("\n  d") == len(drawn.nodes) + len(drawn.edges)
    assert all(sign.isprintable() or sign == "\n" for sign in graph_dot.render(drawn) + graph_mermaid.render(drawn))


@given(st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=24))
@settings(max_examples=80)
def test_each_decision_has_a_cell_of_its_own_whatever_the_relations(ties: list[tuple[int, int]]) -> None:
    nodes: list[Entry] = graph(*["T"] * 12).nodes
    edges = [Edge(nodes[a].path, nodes[b].path, "amends", partly=False) for a, b in ties if a != b]

    places = layout(Graph(nodes, edges))

    assert len(set(places.values())) == len(places) == len(nodes)


def test_a_chain_leads_from_right_to_left() -> None:
    chain = graph(*[f"T\n\n- **Status:** Superseded by ADR-{n + 1:04}\n" for n in range(1, 6)], "Last")

    columns = [layout(chain)[node.path].column for node in chain.nodes]

    assert all(after == before + 1 for before, after in pairwise(columns))
