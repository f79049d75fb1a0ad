"""What counts as an edit of accepted text, and where it is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specward.adr.pins.comparing import compare
from specward.adr.pins.pin import pin_of
from specward.adr.pins.zones import zones_of
from specward.artifacts.adr import read_adr
from specward.markdown.document import Document

if TYPE_CHECKING:
    from collections.abc import Callable

    Found = Callable[[str, str], list[tuple[str, str, str]]]

DECISION = "We keep sessions in Redis, since every server reaches it."


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n", "\r\n"),
        ("in Redis, since every", "in Redis,\nsince every"),
        ("- One key", "* One key"),
        ("keep sessions", "**keep** sessions"),
        ("## Decision\n", "Decision\n--------\n"),
        ("## Decision\n\n", "## Decision\n\n<!-- a remark -->\n\n"),
        ("Status:** Accepted", "Status:** Superseded by ADR-0007"),
        ("Date:** 2026-01-02", "Date:** 2026-02-03"),
        ("- **Date", "- **Deciders:** Ada\n- **Date"),
        ("- **Date", "- **Deciders:**\n- **Tags:**\n  - storage\n- **Date"),
        (
            "- **Status:** Accepted\n- **Date:** 2026-01-02\n",
            "| Status | Date |\n|--|--|\n| Deprecated | 2026-01-02 |\n",
        ),
        ("- **Status:** Accepted\n- **Date:** 2026-01-02\n", "Status: Deprecated\n---\n"),
        ("# ADR-0001", "---\nstatus: deprecated\n---\n\n# ADR-0001"),
        ("- none", "- [ADR-0007](0007-x.md)"),
        ("# ADR-0001: Session", "# ADR-0012: Session"),
        ("## References", "## Amendments\n\n- 2026-05-01: typo\n\n## References"),
        ("One more service to run.", "One more service to run.\n- It must be monitored."),
        ("Signing out works at once.", "Signing out works at once.\n- So does signing in."),
        ("## Alternatives", "### Neutral\n\n- New words\n\n## Alternatives"),
    ],
)
def test_layout_status_links_metadata_and_growing_consequences_are_no_edit(
    old: str, new: str, record: str, found: Found
) -> None:
    assert old in record
    assert found(record, record.replace(old, new)) == []


@pytest.mark.verifies("004-decisions/AC-006")
@pytest.mark.parametrize(
    ("old", "new", "zone", "what", "words"),
    [
        ("in Redis,", "in files,", "decision", "changed", DECISION.replace("Redis", "files")),
        ("several servers", "one server", "context", "changed", "People sign in from one server."),
        ("Session store", "Session cache", "title", "changed", "ADR-0001: Session cache"),
        ("in PostgreSQL", "in MySQL", "options", "changed", "- A table in MySQL"),
        ("there already", "the newest", "other", "changed", "Redis is the newest."),
        ("works at once", "takes an hour", "consequences", "changed", "- Signing out takes an hour."),
        ("\nThey stay signed in for a day.\n", "", "context", "removed", "People sign in from several servers."),
        ("- One more service to run.\n", "", "consequences", "removed", "### Negative"),
        ("- Gone after a day", "- Gone after a day\n- Or two", "decision", "added", "- Or two"),
        ("- Signing out", "- Nobody likes it.\n- Signing out", "consequences", "added", "- Nobody likes it."),
        ("## References", "## Exceptions\n\nNone\n\n## References", "other", "added", "## Exceptions\n\nNone"),
    ],
)
def test_an_edit_of_pinned_text_is_found_where_it_was_made(
    old: str, new: str, zone: str, what: str, words: str, record: str, found: Found
) -> None:
    assert record.count(old) == 1
    assert found(record, record.replace(old, new)) == [(zone, what, words)]


def test_a_block_that_stands_elsewhere_has_moved(record: str, found: Found) -> None:
    first, second = "People sign in from several servers.", "They stay signed in for a day."
    swapped = record.replace(first, "1st").replace(second, first).replace("1st", second)
    ((zone, what, words),) = found(record, swapped)
    assert (zone, what) == ("context", "moved")
    assert words in {first, second}


def test_a_block_that_went_to_another_zone_is_told_once(record: str, found: Found) -> None:
    words = "They stay signed in for a day."
    moved = record.replace(f"\n{words}\n", "").replace("- Gone after a day", f"- Gone after a day\n\n{words}")
    assert found(record, moved) == [("decision", "moved", words)]


def test_blocks_next_to_each_other_are_one_difference(record: str, found: Found) -> None:
    edited = record.replace("People sign in", "They log in").replace("They stay", "People stay")
    ((zone, what, words),) = found(record, edited)
    assert (zone, what) == ("context", "changed")
    assert words.startswith("They log in")
    assert words.endswith("for a day.")


def test_a_section_that_is_gone_is_told_at_what_is_left(record: str, found: Found) -> None:
    start, end = record.index("## Context"), record.index("## Decision")
    assert found(record, record[:start] + record[end:]) == [("context", "removed", "ADR-0001: Session store")]


def test_an_emptied_record_is_told_at_its_beginning(record: str, found: Found) -> None:
    assert {what for _, what, _ in found(record, "")} == {"removed"}


@pytest.mark.parametrize("status", ["Proposed", "Draft", "Rejected"])
def test_what_is_proposed_again_or_rejected_may_be_written_anew(status: str, record: str, found: Found) -> None:
    assert found(record, record.replace("Accepted", status).replace("Redis", "files")) == []


@pytest.mark.parametrize("status", ["Deprecated", "Superseded", "Whatever", ""])
def test_no_other_status_makes_an_edit_good(status: str, record: str, found: Found) -> None:
    assert len(found(record, record.replace("Accepted", status).replace("in Redis", "in files"))) == 1


PARAGRAPHS = st.lists(st.sampled_from([f"word{number} and more" for number in range(12)]), max_size=12)


@settings(max_examples=150, deadline=None)
@given(PARAGRAPHS, PARAGRAPHS)
def test_two_decisions_differ_just_where_their_paragraphs_do(old: list[str], new: list[str]) -> None:
    def zones(paragraphs: list[str]) -> str:
        return "\n\n".join(["# 1. T", "## Decision", *paragraphs, ""])

    before, after = (read_adr(Document("history/adr/0001-t.md", zones(each))) for each in (old, new))
    found = compare(pin_of(before), zones_of(after))
    assert bool(found) == (old != new)
    assert all(one.zone == "decision" and one.start <= one.end for one in found)


@settings(max_examples=150, deadline=None)
@given(PARAGRAPHS, PARAGRAPHS)
def test_consequences_may_grow_by_anything_at_their_end(old: list[str], more: list[str]) -> None:
    text = "\n\n".join(["# 1. T", "## Consequences", *old])
    before, after = (read_adr(Document("history/adr/0001-t.md", each)) for each in (text, "\n\n".join([text, *more])))
    assert compare(pin_of(before), zones_of(after)) == []


def test_a_thousand_new_paragraphs_are_one_difference_soon_told() -> None:
    old = "\n\n".join(["# 1. T", "## Decision", *(f"old {number % 7}" for number in range(2000))])
    new = "\n\n".join(["# 1. T", "## Decision", *(f"new {number % 7}" for number in range(2000))])
    before, after = (read_adr(Document("history/adr/0001-t.md", each)) for each in (old, new))
    (found,) = compare(pin_of(before), zones_of(after))
    assert found.size == 2000
