"""Edits of any Status section: what was there is there, but for the status itself."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from specward.adr.tools.nygard import StatusLink, status_links, status_section, with_link, with_successor
from specward.artifacts.adr import read_adr
from specward.markdown.document import Document

LINK = StatusLink("Superceded by", "2. Two", "0002-two.md")
LINES = st.sampled_from(
    [
        *("", "", "  ", "## Status", "## Context", "# 1. One", "Accepted", "Proposed", "Superseded by ADR-0004"),
        *(
            "Amends [3. T](0003-t.md)",
            "- item",
            "```",
            "<!-- note",
            "-->",
            "words [ ]( ",
            "Status",
            "======",
            "| a | b |",
        ),
    ]
)
TEXTS = st.builds(
    lambda lines, eol, end: eol.join(lines) + end,
    st.lists(LINES, max_size=12),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\n"]),
)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_a_link_is_an_insertion_that_reads_back(text: str) -> None:
    before = read_adr(Document("doc/adr/0001-one.md", text))
    after = with_link(before, LINK)
    section = status_section(before.document)
    if section is None:
        assert after is before
        return
    end = section[1]
    assert after.document.text.startswith(text[:end])
    assert after.document.text.endswith(text[end:])
    assert LINK in status_links(Document("a.md", after.document.text))
    assert with_link(after, LINK) is after


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_superseding_touches_the_status_section_alone(text: str) -> None:
    before = read_adr(Document("doc/adr/0001-one.md", text))
    after = with_successor(before, LINK)
    section = status_section(before.document)
    if section is None:
        assert after is before
        return
    start, end = section
    assert after.document.text.startswith(text[:start])
    assert after.document.text.endswith(text[end:])
    status = before.status.raw if before.status else ""
    lost = {line.strip() for line in text[start:end].splitlines() if line.strip() not in after.document.text}
    assert all(line in {"Accepted", "Proposed"} or (status and status in line) for line in lost)
