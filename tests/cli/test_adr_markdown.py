"""A record's Markdown on a terminal: all of its text, and nothing that the terminal would obey."""

from __future__ import annotations

import re
from textwrap import dedent

from hypothesis import example, given, settings
from hypothesis import strategies as st

from specward.cli.adr_markdown import rendered
from specward.output.terminal import cells


def lines(markdown: str, width: int = 60) -> list[str]:
    return list(rendered(dedent(markdown), width, colour=False))


def test_a_record_is_rendered_without_its_marks() -> None:
    assert lines("""\
        ## Decision

        We take **tokens**, as in [ADR-2](0002-x.md) and `RFC 7519`.

        1. Sign
           - with a key
        2. Verify

        ```python
        sign(token)
        ```

        > It was said.
    """) == [
        "Decision",
        "",
        "We take tokens, as in ADR-2 (0002-x.md) and RFC 7519.",
        "",
        " 1 Sign",
        "    • with a key",
        " 2 Verify",
        "",
        "    sign(token)",
        "",
        "▌ It was said.",
    ]  # fmt: skip


def test_a_table_keeps_its_rows_and_its_cells() -> None:
    found = lines("| Option | Cost |\n| --- | --- |\n| Tokens | low |\n")
    assert [line.split() for line in found if line.strip(" ─━")] == [["Option", "Cost"], ["Tokens", "low"]]


def test_an_image_is_named_with_its_place() -> None:
    assert lines("See ![the plan](plan.png), and [![b](b.svg)](x)") == [
        "See [image] the plan (plan.png), and [image] b (b.svg) (x)"
    ]


def test_tags_are_left_out_and_their_words_stay() -> None:
    assert lines('A <b onclick="x()">bold</b> word<br>and <img src=x onerror=y> more.') == ["A bold word", "and  more."]


def test_comments_go_and_other_html_blocks_are_shown_as_they_stand() -> None:
    assert lines("<!-- hidden\nstill -->\n\n<details>\n<summary>Why</summary>\n</details>\n") == [
        "    <details>",
        "    <summary>Why</summary>",
        "    </details>",
    ]


def test_a_link_that_is_its_own_label_is_written_once() -> None:
    assert lines("See <https://example.org/a> and [above](#context).") == ["See https://example.org/a and above."]


def test_no_escape_sequence_gets_through_however_it_is_spelled() -> None:
    hostile = "\x1b]8;;http://evil\x07x\x1b[2J &#27;[31m &#x9b;31m &#8238; [l](http://e\x1b[0m) `\x1b[5m`\n\n"
    text = "\n".join(lines(f"{hostile}```\n\x1b[2J\n```\n"))
    assert "\x1b" not in text
    assert all(line.isprintable() for line in text.split("\n"))


def test_colours_are_those_that_read_on_dark_and_on_light() -> None:
    text = "\n".join(rendered("`code` [l](x) **b**\n\n- one\n\n> q\n\n---\n\n```py\nx = 1\n```\n", 60, colour=True))
    used = set(re.findall(r"\x1b\[([0-9;]*)m", text)) - {"0"}
    assert used <= {"38;5;30", "38;5;243", "4", "1", "3"}
    assert re.sub(r"\x1b\[[0-9;]*m", "", text).split("\n") == lines(
        "`code` [l](x) **b**\n\n- one\n\n> q\n\n---\n\n```py\nx = 1\n```\n"
    )


MARKS = ["# h", "- ", "1. ", "> ", "|a|b|\n|-|-|\n", "```\n", "    ", "\n", "\n\n", "![i](u)", "[![i](u)](v)"]
TAGS = ["<kbd>", "</kbd>", "<div>", "<!--", "-->", "&#27;", "\x1b[1m"]
PIECES = st.one_of(st.sampled_from([*MARKS, *TAGS]), st.text(max_size=8))


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=24))
@example(["> " * 60 + "deep"])
@example(["- " * 60 + "deep"])
@example(["</kbd></kbd>x"])
def test_any_text_is_rendered_in_lines_that_fit_and_hold_nothing_but_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = list(rendered(text, 40, colour=False))
    assert all(line.isprintable() for line in found)
    assert all(cells(line) <= 40 for line in found)
