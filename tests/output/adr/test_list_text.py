"""Decisions as a table: golden output at several widths."""

from __future__ import annotations

import re
from textwrap import dedent

from hypothesis import given
from hypothesis import strategies as st
from tests.adr.entries import entry, tie

from specward.adr.catalogue.catalogue import Catalogue, Unread
from specward.artifacts.adr_status import StatusClass
from specward.output.adr.list_text import listing, summary
from specward.output.terminal import cells

AFTER = tie("superseded by", "ADR-0012", "docs/adr/0012-tokens.md")
PARTLY = tie("superseded by", "ADR-0012", "docs/adr/0012-tokens.md", partly=True)
LOST = tie("superseded by", "../old/0099-a-record-that-is-gone.md")
ENTRIES = [
    entry("docs/adr/0001-store.md", "Keep sessions in a store", StatusClass.SUPERSEDED, ties=(AFTER,)),
    entry("docs/adr/0002-log.md", "Log to a file", StatusClass.REJECTED, deciders=("Ada", "Grace")),
    entry("docs/adr/0003-cache.md", "Cache pages for an hour", StatusClass.PARTLY_SUPERSEDED, ties=(PARTLY,)),
    entry("docs/adr/0004-queue.md", "Queue mails", StatusClass.SUPERSEDED, ties=(LOST,), date=""),
    entry(
        "docs/adr/0005-odd.md",
        "端末の幅を数える",
        StatusClass.UNKNOWN,
        status_text="Waiting for the board to meet",
    ),
    entry("docs/adr/0006-none.md", "", None),
    entry("docs/adr/0012-tokens.md", "Keep sessions in signed tokens, which need no store", StatusClass.ACCEPTED),
    entry("docs/adr/notes.md", "Notes \x1b[31mred", StatusClass.PROPOSED),
]
CATALOGUE = Catalogue(ENTRIES, [Unread("docs/adr/0007-broken.md", "Permission denied")])


def test_into_a_pipe_nothing_is_cut() -> None:
    assert listing(ENTRIES, CATALOGUE, CATALOGUE.unread) == dedent("""\
        decision     status               date        title
        ADR-0001     superseded           2026-01-02  Keep sessions in a store → ADR-0012
        ADR-0002     rejected             2026-01-02  Log to a file
        ADR-0003     partly superseded    2026-01-02  Cache pages for an hour → ADR-0012 in part
        ADR-0004     superseded           –           Queue mails → 0099-a-record-tha…?
        ADR-0005     Waiting for the b…?  2026-01-02  端末の幅を数える
        ADR-0006     –                    2026-01-02  0006-none.md
        ADR-0012     accepted             2026-01-02  Keep sessions in signed tokens, which need no store
        notes        proposed             2026-01-02  Notes ·[31mred
        0007-broken  unreadable           –           docs/adr/0007-broken.md: Permission denied
    """)


def test_at_60_columns_titles_are_cut_and_successors_stay() -> None:
    assert listing(ENTRIES[:1] + ENTRIES[4:7], CATALOGUE, width=60) == dedent("""\
        decision  status               date        title
        ADR-0001  superseded           2026-01-02  Keep … → ADR-0012
        ADR-0005  Waiting for the b…?  2026-01-02  端末の幅を数える
        ADR-0006  –                    2026-01-02  0006-none.md
        ADR-0012  accepted             2026-01-02  Keep sessions in…
    """)


def test_at_200_columns_deciders_find_room() -> None:
    lines = listing(ENTRIES, CATALOGUE, width=200).splitlines()
    assert lines[0].split() == ["decision", "status", "date", "title", "deciders"]
    assert lines[2].endswith("Log to a file" + " " * 40 + "Ada, Grace")
    assert max(map(cells, lines)) < 120


def test_several_folders_are_told_apart_from_where_they_part() -> None:
    mixed = [ENTRIES[6], entry("docs/adr/security/0012-keys.md", "Keys", StatusClass.DRAFT)]
    assert listing(mixed, Catalogue(mixed), width=80) == dedent("""\
        decision  status    date        folder    title
        ADR-0012  accepted  2026-01-02  .         Keep sessions in signed tokens, which…
        ADR-0012  draft     2026-01-02  security  Keys
    """)


def test_no_decision_is_no_table() -> None:
    assert listing([], CATALOGUE) == ""


def test_colours_tell_how_a_decision_stands_and_take_no_room() -> None:
    coloured = listing(ENTRIES, CATALOGUE, width=80, colour=True)
    lines = coloured.splitlines()
    assert "\x1b[38;5;243msuperseded\x1b[0m" in lines[1]
    assert "\x1b[38;5;243;9mLog to a file\x1b[0m" in lines[2]
    assert "\x1b[38;5;28maccepted\x1b[0m" in lines[7]
    assert "\x1b[38;5;130mproposed\x1b[0m" in lines[8]
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == listing(ENTRIES, CATALOGUE, width=80)


def test_the_summary_counts_by_status_and_tells_what_is_left_out() -> None:
    assert summary(ENTRIES, CATALOGUE) == (
        "8 decisions: 2 superseded, 1 rejected, 1 partly superseded, 1 unknown, 1 without status, 1 accepted, "
        "1 proposed · 1 cannot be read"
    )
    assert summary(ENTRIES[:1], Catalogue(ENTRIES)) == "1 of 8 decisions: 1 superseded"
    others = Catalogue(ENTRIES[:1], skipped=["docs/adr/glossary.md"])
    assert summary(ENTRIES[:1], others) == "1 decision: 1 superseded · 1 other file beside them"


@given(
    st.lists(st.tuples(st.text(max_size=60), st.sampled_from([None, *StatusClass]), st.text(max_size=40)), max_size=4),
    st.integers(30, 220),
)
def test_whatever_titles_hold_each_decision_has_one_line_that_fits(
    records: list[tuple[str, StatusClass | None, str]], width: int
) -> None:
    entries = [
        entry(f"docs/adr/{number:04}-x.md", title, status, status_text=text, date=text)
        for number, (title, status, text) in enumerate(records, 1)
    ]
    lines = listing(entries, Catalogue(entries), width=width).split("\n")
    assert len(lines) == (len(entries) + 2 if entries else 1)
    assert all(line.isprintable() for line in lines)
    assert all(cells(line) <= max(width, 52) for line in lines)
