"""What a table of contents and an index say of a decision, read again as Markdown."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.adr.entries import entry, tie

from specward.adr.catalogue.catalogue import Catalogue, Unread
from specward.adr.catalogue.contents import escaped, link, status_words, table
from specward.artifacts.adr_status import StatusClass
from specward.output.adr.toc import render

STANDS = "docs/adr/README.md"
STORE = entry(
    "docs/adr/0001-store.md",
    "In a `store`",
    StatusClass.SUPERSEDED,
    ties=(tie("superseded by", "2", "docs/adr/0002-tokens.md"),),
)
TOKENS = entry("docs/adr/0002-tokens.md", "Tokens | cookies")
KEYS = entry("docs/adr/0003-keys.md", "", StatusClass.PROPOSED, date="")
ODD = entry("docs/adr/security/notes (old).md", "Notes", StatusClass.UNKNOWN, status_text="Wait & see")
NONE = entry("docs/adr/0004-none.md", "None", None)
ALL = [STORE, TOKENS, KEYS, ODD, NONE]
CATALOGUE = Catalogue(ALL, [Unread("docs/adr/0009-broken.md", "Permission denied")])


def test_an_index_names_each_decision_with_status_and_date() -> None:
    assert table(ALL, CATALOGUE, CATALOGUE.unread, STANDS) == [
        "| Decision | Title | Status | Date |",
        "| --- | --- | --- | --- |",
        "| ADR-0001 | [In a \\`store\\`](0001-store.md) | superseded by [ADR-0002](0002-tokens.md) | 2026-01-02 |",
        "| ADR-0002 | [Tokens \\| cookies](0002-tokens.md) | accepted | 2026-01-02 |",
        "| ADR-0003 | [0003-keys.md](0003-keys.md) | proposed | – |",
        "| notes (old) | [Notes](security/notes%20%28old%29.md) | Wait \\& see | 2026-01-02 |",
        "| ADR-0004 | [None](0004-none.md) | – | 2026-01-02 |",
        "| – | [0009-broken.md](0009-broken.md) | unreadable | – |",
    ]


def test_links_count_from_where_they_stand() -> None:
    assert link("x", "docs/adr/0001-a.md", "README.md") == "[x](docs/adr/0001-a.md)"
    assert link("x", "docs/adr/0001-a.md", "site/adr.md") == "[x](../docs/adr/0001-a.md)"
    assert link("x", "docs/adr/a:b&c.md", STANDS) == "[x](a%3Ab%26c.md)"
    assert link("x", "docs/adr/\udce9.md", STANDS) == "[x](%E9.md)"
    assert link("x", "docs/adr/0001-a.md", STANDS, "https://example.org/") == "[x](https://example.org/0001-a.md)"


def test_a_status_that_tells_of_a_successor_links_to_it_only_where_the_decision_is_given_up() -> None:
    after = (tie("superseded by", "2", TOKENS.path),)
    assert status_words(entry("docs/adr/0008-x.md", ties=after), Catalogue([TOKENS]), STANDS) == "accepted"


def test_a_table_of_contents_strikes_out_what_does_not_hold() -> None:
    text = render(ALL, CATALOGUE, STANDS, unread=CATALOGUE.unread, intro="Read me.\n", outro="\nThe end.")
    assert text.splitlines() == [
        "# Architecture Decision Records",
        "",
        "Read me.",
        "",
        "* ~~[ADR-0001: In a \\`store\\`](0001-store.md)~~ (superseded by [ADR-0002](0002-tokens.md))",
        "* [ADR-0002: Tokens \\| cookies](0002-tokens.md)",
        "* [ADR-0003: 0003-keys.md](0003-keys.md) (proposed)",
        "* [Notes](security/notes%20%28old%29.md) (Wait \\& see)",
        "* [ADR-0004: None](0004-none.md)",
        "",
        "* [0009-broken.md](0009-broken.md) (unreadable)",
        "",
        "The end.",
    ]


def test_a_table_of_contents_by_status_has_a_section_for_each() -> None:
    text = render([TOKENS, STORE, NONE], CATALOGUE, STANDS, grouped=True, prefix="/adr/")
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        "# Architecture Decision Records",
        "## Accepted",
        "## Superseded",
        "## Without status",
    ]
    assert "](/adr/0002-tokens.md)" in text


def seen(words: str) -> list[str]:
    """The words of a text, with blanks for what cannot be seen."""
    return "".join(sign if sign.isprintable() else " " for sign in words).split()


@given(
    st.text(min_size=1, max_size=40),
    st.text(st.characters(codec="utf-8", exclude_characters="/\0"), min_size=1, max_size=30),
)
@example("[a](b) <b>*x*</b> &amp; ~~y~~ `z` \\", "x](y) `z`.md")
@example("$x$ | \r\n# not a heading", "a b#c?d%20.md")
@pytest.mark.verifies("004-decisions/AC-014")
def test_whatever_a_title_or_a_name_holds_comes_back_from_markdown(title: str, name: str) -> None:
    """A row has four cells, the link its words, and the address leads to the file."""
    path = f"docs/adr/x{name}"
    rows = table([entry(path, title)], Catalogue([]), [], STANDS)
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse("\n".join(rows))
    cells = [token for token in tokens if token.type == "inline"][4:]
    assert len(cells) == 4
    opening, *words, _ = cells[1].children or []
    assert opening.type == "link_open"
    said = "".join(word.content for word in words)
    assert said.split() == (seen(title) or seen(path.removeprefix("docs/adr/")))
    href = unquote(str(opening.attrs["href"]), errors="surrogateescape")
    assert href == path.removeprefix("docs/adr/")


def test_words_without_marks_stay_as_they_are() -> None:
    assert escaped("Use C++ (again): a/b, 100 % of it!") == "Use C++ (again): a/b, 100 % of it!"
