"""How decisions are cited in a line: what is read, and what means something else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward.adr.citations.pattern import LONGEST, Grammar

GRAMMAR = Grammar(frozenset({"history/adr", "docs/decisions"}))


def cited(line: str) -> list[int | str]:
    """The number of each name, the target of each link and path."""
    return [mention.number if mention.number is not None else mention.target for mention in GRAMMAR.mentions(line)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("as ADR-0007 says", [7]),
        ("ADR 7, ADR-7 and ADR0007", [7, 7, 7]),
        ("# adr_007", [7]),
        ("ADR_007 and adr-0012", [7, 12]),
        ("(ADR #5)", [5]),
        ("@adr 0012", [12]),
        ("@adr 12", [12]),
        ("ADR\u20110012 with the hyphen that does not break", [12]),
        ("ADR-0001/ADR-0002", [1, 2]),
        ("ADR-0005によって", [5]),
        ("FR-012/ADR-0003", [3]),
        ("see history/adr/0005-t.md.", ["history/adr/0005-t.md"]),
        ("`docs/decisions/0001-a.md`", ["docs/decisions/0001-a.md"]),
        ("[T](../adr/0005-t.md#decision)", ["../adr/0005-t.md#decision"]),
        ('[T](../adr/0005-t.md "the title")', ["../adr/0005-t.md"]),
        ("[0005](./0005-t.md)", ["./0005-t.md"]),
        ("[ADR-0007: T](#adr-0007)", [7]),
        ("[ADR-0007](../specs/x.md)", [7]),
        (
            "https://example.org/o/n/blob/main/history/adr/0016-t.md",
            ["https://example.org/o/n/blob/main/history/adr/0016-t.md"],
        ),
    ],
)
def test_a_citation_is_read(line: str, expected: list[int | str]) -> None:
    assert cited(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "QUADR-7",
        "0xADR7",
        "ADR_FOO and ADR_1_VALUE",
        "adr1 = load(adr2)",
        "ADR5 and adr-3 are variables",
        "the rule ADR013",
        "adr-1.2.3",
        "ADR-7a",
        "ADR-2024-01-02",
        "post-ADR-7",
        "headroom = 12",
        "src/adr/tool.py",
        "history/adr/00*.md",
        "see [the guide][adr-0012]",
    ],
)
def test_what_only_looks_like_one_is_no_citation(line: str) -> None:
    assert cited(line) == []


@pytest.mark.parametrize(
    "line",
    [
        "their ADR-12",
        "upstream ADR-0004",
        "the billing team's ADR-0003",
        "owner/name ADR-3",
        "owner/name#ADR-3",
        "ADR-3 of owner/name",
        "ADR-0003 (https://example.org/records/3)",
        "[ADR-33](https://example.org/adr-033.md)",
        "https://example.org/ADR-33",
    ],
)
def test_a_decision_of_another_project_is_no_citation(line: str) -> None:
    assert cited(line) == []


def test_it_is_as_its_owner_says_when_that_is_the_decision_itself() -> None:
    assert cited("that's ADR-0028's point; see src/login.py (ADR-0003)") == [28, 3]


@pytest.mark.parametrize("text", ["ADR-0167#4", "ADR-0167 §4"])
def test_one_clause_may_be_meant(text: str) -> None:
    (mention,) = GRAMMAR.mentions(f"see {text}, too")
    assert (mention.number, mention.clause, mention.text) == (167, "4", text)


def test_a_mention_knows_where_it_stands() -> None:
    (mention,) = GRAMMAR.mentions("  # see ADR-0007!")
    assert (mention.start, mention.end) == (8, 16)


def test_without_a_folder_names_are_read_and_paths_are_not() -> None:
    assert [mention.number for mention in Grammar(frozenset()).mentions("ADR-7 in history/adr/0005-t.md")] == [7]


def test_a_line_that_a_program_made_is_not_searched() -> None:
    assert cited("ADR-0007 " + "x" * LONGEST) == []


@given(
    st.lists(
        st.sampled_from(["ADR", "adr", "-", " ", "_", "#", "0", "7", "[", "](", ")", "history/adr/", ".md", "'s ", "é"])
        | st.text(max_size=5),
        max_size=30,
    ).map("".join)
)
def test_whatever_is_cited_is_found_by_the_coarse_pattern_first(line: str) -> None:
    for mention in GRAMMAR.mentions(line):
        assert line[mention.start : mention.end] == mention.text
        if mention.number is not None or "/adr/" in mention.target or "decisions/" in mention.target:
            assert re.search(GRAMMAR.coarse, line)
