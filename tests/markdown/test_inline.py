"""Code spans and comments are blanked, everything else is left as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from specward.markdown.inline import visible


def shown(text: str) -> str:
    """The visible text with each blanked character as a dot."""
    seen = visible(text, 0, len(text))
    return "".join("." if blank == " " != written else written for blank, written in zip(seen, text, strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain text", "plain text"),
        ("a `b` c", "a ... c"),
        ("a ``b ` c`` d", "a ... . ... d"),
        ("open ` only", "open ` only"),
        ("``a` b", "``a` b"),
        ("`a``b`", "......"),
        (r"\`a` b", r"\`a` b"),
        (r"\\`a` b", r"\\... b"),
        (r"`a\` b", ".... b"),
        (r"\``a` b", r"\`... b"),
        ("a <!-- b --> c", "a .... . ... c"),
        ("a <!--> b --> c", "a ..... b --> c"),
        ("a <!-- b", "a <!-- b"),
        (r"\<!-- b -->", r"\<!-- b -->"),
        ("`<!--` a `-->`", "...... a ....."),
        ("<!-- ` --> a `", ".... . ... a `"),
        ("`a\r\nb` c", "..\r\n.. c"),
    ],
)
def test_code_spans_and_comments_are_blanked(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_only_the_slice_is_read() -> None:
    assert visible("` a `b` `", 2, 7) == "a    "


@pytest.mark.parametrize(
    "text",
    [
        "`" * 200_000,
        "` `` " * 50_000,
        " ".join("`" * length for length in range(1, 600)),
        "<!--" * 100_000,
        "<!-- ` " * 50_000,
        "\\" * 200_000 + "`",
        "\\`" * 100_000,
        "`a` <!-- b --> " * 30_000,
    ],
    ids=lambda text: repr(text[:10]),
)
def test_a_hostile_text_is_read_in_linear_time(text: str) -> None:
    assert len(visible(text, 0, len(text))) == len(text)


@given(st.lists(st.sampled_from(["`", "``", "```", "\\", "a", " b ", "|"]), max_size=20).map("".join))
def test_code_spans_are_those_of_a_commonmark_parser(pieces: str) -> None:
    text = f"x{pieces}x"
    tokens = MarkdownIt("commonmark").parseInline(text)[0].children or []
    spans = sum(len(token.content) for token in tokens if token.type == "code_inline")
    hidden = visible(text, 0, len(text)).count(" ") - text.count(" ")
    assert (hidden > 0) == (spans > 0)
    prose = "".join(token.content for token in tokens if token.type == "text")
    assert prose.count("b") == visible(text, 0, len(text)).count("b")
    assert prose.count("a") == visible(text, 0, len(text)).count("a")
    assert prose.count("|") == visible(text, 0, len(text)).count("|")
