"""Which text of a record is frozen, which may grow, which is live."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specward.adr.pins.piece import ZONES
from specward.adr.pins.zones import zones_of
from specward.artifacts.adr import read_adr
from specward.markdown.document import Document

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.artifacts.adr import Adr


def told(adr: Adr) -> dict[str, list[str]]:
    return {zone: [piece.text for piece in pieces] for zone, pieces in zones_of(adr).by_zone.items()}


def test_a_record_is_taken_apart_by_what_its_sections_are_for(record: str, read: Callable[..., Adr]) -> None:
    assert told(read(record)) == {
        "title": ["Session store"],
        "context": ["People sign in from several servers.", "They stay signed in for a day."],
        "decision": [
            "We keep sessions in Redis, since every server reaches it.",
            "- One key for each session",
            "- Gone after a day",
        ],
        "consequences": ["Positive", "- Signing out works at once.", "Negative", "- One more service to run."],
        "options": ["- A table in PostgreSQL"],
        "other": ["Rationale", "Redis is there already."],
    }


def test_the_context_of_speckit_plus_stands_among_the_metadata(read: Callable[..., Adr]) -> None:
    text = "# ADR-0001: T\n\n> **Scope**: Clusters.\n\n- **Status:** Accepted\n- **Context:** Many servers.\n  - Two\n"
    assert told(read(text)) == {"title": ["T"], "context": ["Many servers.", "- Two"]}


def test_prose_before_the_first_heading_is_context_and_metadata_and_banners_are_not(read: Callable[..., Adr]) -> None:
    text = "# 1. T\n\nDate: 2026-01-02\n\n**Owner:** Ada\n\n> Superseded by 2\n\n* [Decision](#decision)\n\nWhy.\n"
    assert told(read(text)) == {"title": ["T"], "context": ["Why."]}


@pytest.mark.parametrize(
    "title",
    [
        "Status", "Date", "Links", "References", "More Information", "Related decisions", "Confirmation", "Validation",
        "Amendments", "Amendment 2026-05-01", "2026-05-06 Amendment", "Errata", "Changelog", "Change History",
        "History", "Notes", "Implementation notes", "Implementation mapping", "Open Questions", "Follow-up work",
        "Reviews", "Approval", "Next steps", "See also", "Evidence references", "Related Documents/Links",
    ],
)  # fmt: skip
def test_what_is_written_after_a_decision_is_live(title: str, read: Callable[..., Adr]) -> None:
    assert told(read(f"# 1. T\n\n## {title}\n\nAnything.\n\n### Below\n\nMore.\n")) == {"title": ["T"]}


@pytest.mark.parametrize(
    "title", ["Rationale", "Out of scope", "Implementation patterns", "Evidence query boundaries", "Approval rules"]
)
def test_prose_under_any_other_heading_is_frozen_with_its_heading(title: str, read: Callable[..., Adr]) -> None:
    assert told(read(f"# 1. T\n\n## {title}\n\nAnything.\n"))["other"] == [title, "Anything."]


def test_notes_inside_a_frozen_section_are_frozen_and_its_amendments_are_not(read: Callable[..., Adr]) -> None:
    text = "# 1. T\n\n## Decision\n\nDo.\n\n### Notes\n\nWell.\n\n### Amendments\n\n- 2026-05-01: typo\n"
    assert told(read(text))["decision"] == ["Do.", "Notes", "Well."]


def test_pros_and_cons_belong_to_their_option_and_elsewhere_to_the_consequences(read: Callable[..., Adr]) -> None:
    text = (
        "# T\n\n## Considered Options\n\n### Redis\n\n#### Pros\n\n* fast\n\n## Decision Outcome\n\nRedis.\n\n"
        "### Positive Consequences\n\n* quick\n\n### Confirmation\n\nA test.\n"
    )
    zones = told(read(text))
    assert zones["options"] == ["Redis", "Pros", "* fast"]
    assert zones["decision"] == ["Redis."]
    assert zones["consequences"] == ["Positive Consequences", "* quick"]


def test_each_row_of_a_table_counts_by_itself_and_the_widths_of_its_columns_do_not(read: Callable[..., Adr]) -> None:
    narrow = "# T\n\n## Decision\n\n|a|b|\n|-|-|\n|1|2|\n"
    wide = "# T\n\n## Decision\n\n| a   | b |\n|:----|---|\n| 1   | 2 |\n"
    assert told(read(narrow)) == told(read(wide))
    assert told(read(narrow))["decision"] == ["a | b", "1 | 2"]


def test_a_title_counts_without_its_number(read: Callable[..., Adr]) -> None:
    assert told(read("# ADR-0001: Session store\n")) == told(read("# 12. Session store\n"))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "---", "status: accepted", "title: T", "# 1. T", "## Context", "### Pros", "## Status", "Accepted",
                "- **Context:** x", "  - y", "> q", "| a | b |", "|---|---|", "| 1 |", "```", "    code", "* * *",
                "## Consequences", "<!-- c", "-->", "text", "Decision", "===", "", "\t- z", "- [x](#x)", "## Option 1",
            ]
        )
        | st.text(max_size=20),
        max_size=30,
    ).map("\n".join)
)  # fmt: skip
def test_every_piece_of_any_text_lies_in_it_and_in_a_known_zone(text: str) -> None:
    for piece in zones_of(read_adr(Document("history/adr/0001-t.md", text))).pieces:
        assert piece.zone in ZONES
        assert 0 <= piece.start <= piece.end <= len(text)
