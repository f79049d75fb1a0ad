"""Whatever a record holds, an edit changes what it names, reads back, and changes nothing when asked for again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.adr.edit.records import ALL, adr

from specward.adr.edit.editing import appended_section
from specward.adr.edit.fields import with_field, with_title_number
from specward.adr.edit.links import Target, said, with_link, without_link
from specward.adr.edit.status import superseded, with_status
from specward.artifacts.adr_links import SUPERSEDED_BY
from specward.artifacts.adr_status import StatusClass
from specward.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.artifacts.adr import Adr

PIECES = (
    *("# 1. T", "# ADR-0007: Use `x` & <b>", "## Status", "## Context", "### Positive", "## Links", "## References"),
    *("Accepted", "Proposed", "2026-01-02 accepted", "Superseded by [3. X](0003-x.md)", "Amends [2. X](0002-x.md)"),
    *("- **Status:** Accepted", "* Status: proposed", "**Status**: Accepted  ", "Status: Draft", "> **Status:** done"),
    *("- **Context:** long", "Date: 2026-01-02", "- Related ADRs: none", "| Status | Accepted |", "|---|---|"),
    *("```", "~~~~", "<!-- ## Status -->", "<!--", "-->", "---", "status: accepted", "tags: [Accepted]", "links:"),
    *("", "", "Words of prose.", "    code", "1. one", "- item", "  - nested", "Status", "======", "{{STATUS}}"),
)
TITLES = st.text(st.sampled_from("aB1 &|/\\[]`<>#*_:—使ü\"'()%{}"), min_size=1, max_size=20).map(str.strip)


@st.composite
def records(draw: st.DrawFn) -> Adr:
    """A record of one of the notations, or of pieces of all of them, with any line ends."""
    text = draw(st.sampled_from(list(ALL.values())) | st.lists(st.sampled_from(PIECES), max_size=14).map("\n".join))
    extra = draw(st.lists(st.sampled_from(PIECES), max_size=4))
    text = text + "\n".join(extra) + draw(st.sampled_from(["", "\n", "\n\n", " \n"]))
    ending = draw(st.sampled_from(["\n", "\r\n", "\n", "\r"]))
    return adr(draw(st.sampled_from(["", "\ufeff"])) + text.replace("\n", ending))


@st.composite
def targets(draw: st.DrawFn) -> Target:
    """A record to link to: near or far, with any title and any name."""
    folder = draw(st.sampled_from(["docs/adr", "other/docs", "docs/adr/deep (er)"]))
    name = draw(st.sampled_from(["0005-t", "0005-a b", "0005-50%#", "20240101-t", "0005-ü(1)"]))
    identity = "ADR-0005" if name.startswith("0005") else name
    return Target(identity, draw(TITLES), f"{folder}/{name}.md")


def kept(before: str, after: str) -> int:
    """How many characters at the beginning and the end stayed, none counted twice."""
    shorter = min(len(before), len(after))
    start = next((n for n in range(shorter) if before[n] != after[n]), shorter)
    end = next((n for n in range(shorter - start) if before[-1 - n] != after[-1 - n]), shorter - start)
    return start + end


@settings(max_examples=150, deadline=None)
@given(
    record=records(), target=targets(), kind=st.sampled_from(["supersedes", "amended by", "relates to", "implements"])
)
def test_a_link_is_put_in_without_touching_a_byte_and_comes_out_again(record: Adr, target: Target, kind: str) -> None:
    before = record.document.text
    try:
        once = with_link(record, kind, target)
    except UsageError:
        return
    assert kept(before, once.document.text) >= len(before) - len("none")
    assert len(said(once, kind, target)) >= 1
    assert with_link(once, kind, target) is once
    try:
        back = without_link(once, kind, target)
    except UsageError:
        return
    assert not said(back, kind, target)
    assert without_link(back, kind, target) is back


@settings(max_examples=150, deadline=None)
@given(record=records(), target=targets(), partly=st.booleans())
def test_a_superseded_record_says_so_once_and_keeps_every_line_that_is_no_status(
    record: Adr, target: Target, partly: bool
) -> None:
    try:
        once = superseded(record, target, partly=partly, today="2026-11-29")
    except UsageError:
        return
    assert once.status is not None
    assert once.status.kind is (StatusClass.PARTLY_SUPERSEDED if partly else StatusClass.SUPERSEDED)
    assert said(once, SUPERSEDED_BY, target, partly=partly)
    assert superseded(once, target, partly=partly, today="2027-01-01") is once
    assert lines_that_stay(record) <= lines_that_stay(once)


@settings(max_examples=150, deadline=None)
@given(record=records(), words=st.sampled_from(["Accepted", "Rejected", "Deprecated", "Proposed"]))
def test_any_status_reads_back_and_every_other_line_stays(record: Adr, words: str) -> None:
    try:
        once = with_status(record, words, today="2026-11-29")
    except UsageError:
        return
    assert once.status is not None
    assert once.status.kind.value == words.lower()
    assert with_status(once, words, today="2027-01-01") is once
    assert lines_that_stay(record) <= lines_that_stay(once)


@settings(max_examples=100, deadline=None)
@given(record=records(), value=TITLES)
def test_fields_and_sections_are_put_in_and_the_rest_stays(record: Adr, value: str) -> None:
    before = record.document.text
    edits: tuple[Callable[[], Adr], ...] = (
        lambda: appended_section(record, "Amendments", f"- 2026-11-29: {value}"),
        lambda: with_field(record, "deciders", value),
        lambda: with_field(record, "date", "2026-11-29"),
        lambda: with_title_number(record, 4711),
    )
    for edit in edits:
        try:
            after = edit().document.text
        except UsageError:
            continue
        assert kept(before, after) >= len(before) - len("2026-01-02 accepted")


@pytest.mark.parametrize("text", ["", "\ufeff", "---", "---\nstatus: accepted", "#", "## Status", "## Status\n\n\n"])
def test_what_is_hardly_a_record_gets_a_status_all_the_same_or_is_refused(text: str) -> None:
    try:
        once = with_status(adr(text), "Rejected")
    except UsageError:
        return
    assert once.status is not None
    assert once.status.kind is StatusClass.REJECTED
    assert once.document.text.startswith(text[:1])


def lines_that_stay(record: Adr) -> set[str]:
    """The lines that no status stands on, be it of no known meaning."""
    words = ("ccepted", "roposed", "uperseded", "raft", "done", "STATUS", "ejected", "eprecated")
    lines = (line.strip(" \t\ufeff") for line in record.document.text.splitlines())
    unknown = {status.raw for status in record.statuses}
    return {line for line in lines if not any(word in line for word in (*words, *unknown))}
