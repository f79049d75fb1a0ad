"""What a decision replaced and what replaced it, as a tree."""

from __future__ import annotations

from itertools import pairwise

from tests.adr.entries import entry, tie

from specward.adr.catalogue.catalogue import Catalogue
from specward.adr.catalogue.chain import Branch, chain_of

A, B, C, D = (f"docs/adr/{number:04}-x.md" for number in (1, 2, 3, 4))


def shape(branches: tuple[Branch, ...]) -> list[object]:
    """Each branch as its words, followed by its own branches where it has some."""
    found: list[object] = []
    for branch in branches:
        found.append(f"{branch.kind}{' in part' if branch.partly else ''} {branch.name}")
        if branch.branches:
            found.append(shape(branch.branches))
    return found


def test_a_supersession_is_followed_to_both_ends() -> None:
    entries = [
        entry(A, ties=(tie("superseded by", "2", B),)),
        entry(B, ties=(tie("superseded by", "3", C),)),
        entry(C, ties=(tie("superseded by", "4", D),)),
        entry(D),
    ]
    catalogue = Catalogue(entries)
    assert shape(chain_of(entries[1], catalogue)) == [
        "supersedes ADR-0001",
        "superseded by ADR-0003",
        ["superseded by ADR-0004"],
    ]
    assert shape(chain_of(entries[3], catalogue)) == [
        "supersedes ADR-0003",
        ["supersedes ADR-0002", ["supersedes ADR-0001"]],
    ]


def test_other_relations_come_after_it_and_go_one_step_far() -> None:
    entries = [
        entry(A, ties=(tie("relates to", "3", C), tie("superseded by", "2", B, partly=True))),
        entry(B, ties=(tie("depends on", "1", A),)),
        entry(C, ties=(tie("amends", "1", A), tie("relates to", "4", D))),
        entry(D),
    ]
    assert shape(chain_of(entries[0], Catalogue(entries))) == [
        "superseded by in part ADR-0002",
        "amended by ADR-0003",
        "needed by ADR-0002",
        "relates to ADR-0003",
    ]


def test_a_ring_ends_where_it_closes() -> None:
    entries = [
        entry(A, ties=(tie("supersedes", "2", B),)),
        entry(B, ties=(tie("supersedes", "3", C),)),
        entry(C, ties=(tie("supersedes", "1", A),)),
    ]
    ring = ["supersedes ADR-0002", ["supersedes ADR-0003", ["supersedes ADR-0001"]]]
    assert shape(chain_of(entries[0], Catalogue(entries)))[:2] == ring


def test_a_record_that_two_replaced_is_shown_under_both_and_followed_once() -> None:
    entries = [
        entry(A, ties=(tie("superseded by", "2", B), tie("superseded by", "3", C))),
        entry(B, ties=(tie("superseded by", "4", D),)),
        entry(C, ties=(tie("superseded by", "4", D),)),
        entry(D),
    ]
    assert shape(chain_of(entries[0], Catalogue(entries))) == [
        "superseded by ADR-0002",
        ["superseded by ADR-0004"],
        "superseded by ADR-0003",
        ["superseded by ADR-0004"],
    ]


def test_what_means_no_one_record_is_told_with_the_reason() -> None:
    one = entry(A, ties=(tie("superseded by", "ADR-0099"), tie("amends", "3", C, D)))
    found = chain_of(one, Catalogue([one, entry(C), entry(D)]))
    assert [(branch.name, branch.note, branch.entry) for branch in found] == [
        ("ADR-0099", "no such record", None),
        ("ADR-0003", "may be any of 2", None),
    ]


def test_a_relation_to_itself_and_to_what_cannot_be_read_is_told() -> None:
    one = entry(A, ties=(tie("superseded by", "1", A), tie("amends", "2", B)))
    found = chain_of(one, Catalogue([one]))
    assert [(branch.kind, branch.name, branch.note) for branch in found] == [
        ("superseded by", "ADR-0001", "itself"),
        ("amends", "ADR-0002", "cannot be read"),
    ]
    assert found[0].entry == one


def test_a_chain_without_end_on_a_screen_is_cut() -> None:
    paths = [f"docs/adr/{number:04}-x.md" for number in range(1, 2001)]
    entries = [entry(path, ties=(tie("superseded by", "x", after),)) for path, after in pairwise(paths)]
    found = chain_of(entries[0], Catalogue([*entries, entry(paths[-1])]))
    depth = 0
    while found:
        depth, found = depth + 1, found[0].branches
    assert depth == 30
