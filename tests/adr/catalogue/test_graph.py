from __future__ import annotations

from specward.adr.catalogue.catalogue import Catalogue, catalogue_of
from specward.adr.catalogue.graph import Edge, graph_of
from specward.project import Project
from specward.sources.memory import MemorySource

ONE, TWO, THREE = "history/adr/0001-one.md", "history/adr/0002-two.md", "history/adr/0003-three.md"


def catalogue(**statuses: str) -> Catalogue:
    files = {
        f"history/adr/{name[1:]}.md".replace("_", "-"): f"# {name}\n\n- **Status:** {status}\n".encode()
        for name, status in statuses.items()
    }
    return catalogue_of(Project(MemorySource(files)))


def test_a_supersession_that_both_records_tell_is_one_relation() -> None:
    found = graph_of(
        catalogue(_0001_one="Superseded by ADR-0002", _0002_two="Accepted\n- **Supersedes:** ADR-0001"),
    )

    assert found.edges == [Edge(TWO, ONE, "supersedes", partly=False)]


def test_a_supersession_that_only_the_older_record_tells_leads_from_the_newer() -> None:
    assert graph_of(catalogue(_0001_one="Superseded by ADR-0002", _0002_two="Accepted")).edges == [
        Edge(TWO, ONE, "supersedes", partly=False)
    ]


def test_a_relation_without_direction_is_one_whichever_records_tell_it() -> None:
    both = catalogue(_0001_one="Accepted\n- **Relates to:** ADR-0002", _0002_two="Accepted\n- **Related:** ADR-0001")

    assert graph_of(both).edges == [Edge(TWO, ONE, "relates to", partly=False)]


def test_missing_targets_shared_numbers_and_links_to_itself_are_no_relations() -> None:
    odd = catalogue(
        _0001_one="Superseded by ADR-0099",
        _0002_two="Accepted\n- **Amends:** ADR-0002",
        _0003_three="Accepted\n- **Amends:** ADR-0004",
        _0004_a="Accepted",
        _0004_b="Accepted",
    )

    assert graph_of(odd).edges == []
    assert len(graph_of(odd).nodes) == 5


def test_what_hangs_together_with_one_decision_is_found_in_both_directions() -> None:
    chain = catalogue(
        _0001_one="Superseded by ADR-0002",
        _0002_two="Superseded by ADR-0003",
        _0003_three="Accepted",
        _0004_apart="Accepted",
    )

    found = graph_of(chain, [chain.find("2")])

    assert [entry.path for entry in found.nodes] == [ONE, TWO, THREE]
    assert len(found.edges) == 2


def test_the_successor_is_the_end_of_the_chain() -> None:
    chain = catalogue(
        _0001_one="Superseded by ADR-0002",
        _0002_two="Accepted",
        _0003_three="Accepted\n- **Supersedes:** ADR-0002",
    )

    assert [entry.path for entry in chain.successors(chain.find("1"))] == [THREE]
    assert chain.successors(chain.find("3")) == []


def test_a_ring_of_supersessions_has_no_successor() -> None:
    ring = catalogue(_0001_one="Superseded by ADR-0002", _0002_two="Superseded by ADR-0001")

    assert ring.successors(ring.find("1")) == []
