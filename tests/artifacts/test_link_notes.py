"""Link notes: which brackets say what an item is linked to, and which are prose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward.artifacts.link_notes import LinkNote, may_hold, notes


@pytest.mark.parametrize(
    ("text", "kind", "targets"),
    [
        ("(FR-001, US1)", "names", ("FR-001", "US1")),
        ("(FR-001 and FR-002)", "names", ("FR-001", "FR-002")),
        ("(FR-001/FR-002)", "names", ("FR-001", "FR-002")),
        ("(**FR-001**, **FR-002**)", "names", ("FR-001", "FR-002")),
        ("(FR-012a, FR-AUTH-001)", "names", ("FR-012a", "FR-AUTH-001")),
        ("(US1/AC2, US1.2)", "names", ("US1/AC2", "US1.2")),
        ("(implements P-01)", "implements", ("P-01",)),
        ("(Implements:\nP-01)", "implements", ("P-01",)),
        ("(derives from P-01)", "derives", ("P-01",)),
        ("(refines FR-004)", "refines", ("FR-004",)),
        ("(supersedes 001-login/FR-002)", "supersedes", ("001-login/FR-002",)),
        ("(specs/001-login/FR-002)", "names", ("specs/001-login/FR-002",)),
        ("(001-ログイン/FR-002)", "names", ("001-ログイン/FR-002",)),
        ("(depends on T012, T013)", "after", ("T012", "T013")),
    ],
)
def test_brackets_that_hold_nothing_but_items_are_a_note(text: str, kind: str, targets: tuple[str, ...]) -> None:
    assert notes(f"MUST open {text}.") == [LinkNote(kind, targets, 10, 10 + len(text))]


@pytest.mark.parametrize(
    "text",
    [
        *("(see FR-001)", "(FR-001 applies)", "(006 FR-030)", "(FR-001–FR-004)", "(Priority: P1)", "(HTTP/2)", "(P1)"),
        *("(fr-001)", "`(FR-001)`", "<!-- (FR-001) -->", "FR-001", "(FR-001", "(FR-001; see the plan)"),
    ],
)
def test_other_brackets_are_prose(text: str) -> None:
    assert notes(text) == []


def test_a_semicolon_parts_two_notes_of_one_pair_of_brackets() -> None:
    assert notes("(FR-001, AC-001; after T000)") == [
        LinkNote("names", ("FR-001", "AC-001"), 0, 28),
        LinkNote("after", ("T000",), 0, 28),
    ]


@given(st.text(alphabet="(FR-01US/;, aP)`<!>*\n", max_size=80))
def test_every_note_lies_in_brackets_and_names_something(text: str) -> None:
    found = notes(text)
    assert may_hold(text) or not found
    for note in found:
        assert text[note.start] == "("
        assert text[note.end - 1] == ")"
        assert note.targets
        assert all(target in text[note.start : note.end] for target in note.targets)
