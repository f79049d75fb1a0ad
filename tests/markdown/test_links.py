"""The inline links of a document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward.markdown.document import Document
from specward.markdown.links import links_in


def found(text: str) -> list[tuple[str, str]]:
    return [(link.words, link.target) for link in links_in(Document("docs/adr/0001-a.md", text))]


def test_links_are_found_in_every_block_that_is_text() -> None:
    text = "# T [a](1.md)\n\nSee [b](2.md), and\n[c\nd](<3.md>).\n\n- [e](4.md 'T')\n\n> [f](5.md)\n"
    text += "\n| x |\n|---|\n| [g](6.md) |\n"
    assert found(text) == [("a", "1.md"), ("b", "2.md"), ("c\nd", "3.md"), ("e", "4.md"), ("f", "5.md"), ("g", "6.md")]


@pytest.mark.parametrize(
    "text",
    [
        "`[a](1.md)`",
        "```\n[a](1.md)\n```\n",
        "<!-- [a](1.md) -->\n",
        "    [a](1.md)\n",
        "![a](1.png)",
        "[a][1]",
        "a](1.md)",
    ],
)
def test_code_comments_images_and_links_by_reference_are_none(text: str) -> None:
    assert found(f"{text}\n") == []


def test_spans_slice_the_text_back() -> None:
    document = Document("a.md", "So [a `b`](x_(1).md#c) it is\n")
    (link,) = links_in(document)
    assert document.slice(link.span) == "[a `b`](x_(1).md#c)"
    assert document.slice(link.words_span) == link.words == "a `b`"
    assert document.slice(link.target_span) == link.target == "x_(1).md#c"


@pytest.mark.parametrize(
    ("target", "path", "anchor"),
    [
        ("0002-b.md", "docs/adr/0002-b.md", ""),
        ("./0002-b.md#why", "docs/adr/0002-b.md", "why"),
        ("../plan%20b.md?plain=1", "docs/plan b.md", ""),
        ("../../specs/x.md", "specs/x.md", ""),
        ("#d%C3%A9cision", "", "décision"),
        ("https://example.org/a.md", "", ""),
        ("/adr/1", "", ""),
    ],
)
def test_a_target_leads_from_the_folder_of_its_document(target: str, path: str, anchor: str) -> None:
    (link,) = links_in(Document("docs/adr/0001-a.md", f"[a]({target})\n"))
    assert (link.path("docs/adr/0001-a.md"), link.anchor) == (path, anchor)


@pytest.mark.parametrize(
    ("target", "foreign"),
    [("https://x.org", True), ("mailto:a@b.c", True), ("/a", True), ("a.md", False), ("#a", False)],
)
def test_addresses_and_paths_of_a_web_site_lead_out(target: str, foreign: bool) -> None:
    (link,) = links_in(Document("a.md", f"[a]({target})\n"))
    assert link.is_foreign is foreign


@given(st.text(alphabet='[]()<>`#!a\n ."', max_size=60))
def test_no_text_is_too_odd(text: str) -> None:
    for link in links_in(Document("a.md", text)):
        assert text[link.span.start] == "["
        assert link.target
