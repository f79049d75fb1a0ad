"""A decision for people: its first lines, its facts, its relations, its options."""

from __future__ import annotations

import re

from tests.adr.entries import entry, tie

from specward.adr.catalogue.catalogue import Catalogue
from specward.adr.catalogue.chain import chain_of
from specward.artifacts.adr_status import StatusClass
from specward.output.adr import page
from specward.output.terminal import cells

A, B, C = "docs/adr/0001-store.md", "docs/adr/0002-tokens.md", "docs/adr/0003-keys.md"
AFTER = tie("superseded by", "2", B)
STORE = entry(A, "Sessions in a store", StatusClass.SUPERSEDED, status_text="Superseded by ADR-2", ties=(AFTER,))
PARTLY = tie("amended by", "3", C, partly=True)
TOKENS = entry(B, "Sessions in signed tokens", ties=(PARTLY, tie("relates to", "ADR-9")))
KEYS = entry(C, "Keys \x1b[2J of two sizes", StatusClass.PROPOSED, date="")
CATALOGUE = Catalogue([STORE, TOKENS, KEYS])


def test_a_decision_begins_with_what_it_is_called_and_how_it_stands() -> None:
    assert page.head(TOKENS, CATALOGUE, colour=False) == ["ADR-0002  accepted  2026-01-02", "Sessions in signed tokens"]


def test_one_that_does_not_hold_says_what_to_read_instead() -> None:
    assert page.head(STORE, CATALOGUE, colour=False)[2:] == [
        "",
        "▌ superseded: read ADR-0002 Sessions in signed tokens (accepted)",
    ]
    assert page.head(STORE, CATALOGUE, width=40, colour=False)[3:] == [
        "▌ superseded: read ADR-0002 Sessions in",
        "▌ signed tokens (accepted)",
    ]


def test_one_without_a_successor_says_why() -> None:
    lost = entry(A, status=StatusClass.SUPERSEDED, ties=(tie("superseded by", "0099"),))
    never = entry(A, status=StatusClass.REJECTED)
    assert (
        page.head(lost, Catalogue([lost]), colour=False)[-1]
        == "▌ superseded by ADR-0099, which is not among the records"
    )
    assert page.head(never, Catalogue([never]), colour=False)[-1] == "▌ this decision does not hold: it is rejected"


def test_facts_stand_one_a_line_and_are_folded_on_a_terminal() -> None:
    known = STORE._replace(deciders=("Ada Lovelace", "Grace Hopper", "Barbara Liskov"), tags=("security",))
    assert page.facts(known, {"consulted": "", "authors": "Ada"}, width=48, colour=False) == [
        "path      docs/adr/0001-store.md",
        "status    Superseded by ADR-2",
        "deciders  Ada Lovelace, Grace Hopper, Barbara",
        "          Liskov",
        "authors   Ada",
        "tags      security",
        "format    madr 4",
    ]


def test_a_status_that_is_written_as_it_is_understood_is_told_once() -> None:
    assert not any(line.startswith("status") for line in page.facts(TOKENS, {}, colour=False))


def test_relations_are_a_tree() -> None:
    assert page.tree(chain_of(TOKENS, CATALOGUE), colour=False) == [
        "├─ supersedes ADR-0001  Sessions in a store  (superseded, 2026-01-02)",
        "├─ amended in part by ADR-0003  Keys ·[2J of two sizes  (proposed)",
        "└─ relates to ADR-9 (no such record)",
    ]
    assert page.tree(chain_of(KEYS, CATALOGUE), colour=False) == [
        "└─ amends in part ADR-0002  Sessions in signed tokens  (accepted, 2026-01-02)"
    ]


def test_a_record_without_a_title_and_a_record_itself_leave_no_gap() -> None:
    untitled = entry(B, "")
    one = entry(A, ties=(tie("amends", "2", B), tie("superseded by", "1", A)))
    assert page.tree(chain_of(one, Catalogue([one, untitled])), colour=False) == [
        "├─ amends ADR-0002  (accepted, 2026-01-02)",
        "└─ superseded by ADR-0001 (itself)",
    ]


def test_a_longer_chain_is_indented_and_fits_the_terminal() -> None:
    middle = entry("docs/adr/0007-x.md", "A" * 90, StatusClass.SUPERSEDED, ties=(tie("superseded by", "1", A),))
    first = entry("docs/adr/0005-x.md", ties=(tie("superseded by", "7", middle.path), tie("amends", "3", C)))
    catalogue = Catalogue([STORE, TOKENS, KEYS, first, middle])
    lines = page.tree(chain_of(first, catalogue), width=70, colour=False)
    assert [line[:21] for line in lines] == [
        "├─ superseded by ADR-",
        "│  └─ superseded by A",
        "│     └─ superseded b",
        "└─ amends ADR-0003  K",
    ]
    assert max(map(cells, lines)) == 70
    assert re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(page.tree(chain_of(first, catalogue), width=70, colour=True))) == (
        "\n".join(lines)
    )


def test_the_chosen_option_is_marked() -> None:
    assert page.options(["Redis", "Signed  tokens", "Redis", " "], "Signed tokens", colour=False) == [
        "○ Redis",
        "● Signed tokens (chosen)",
    ]
    assert page.options(["Redis, which we know well"], "", width=16, colour=False) == [
        "○ Redis, which",
        "  we know well",
    ]
