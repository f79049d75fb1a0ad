"""What the block scanner reads, one rule of CommonMark or of its own after the other."""

from __future__ import annotations

import pytest

from specward.markdown.scan import (
    CODE,
    FENCE,
    HEADING,
    HTML,
    ITEM,
    PARAGRAPH,
    QUOTE,
    RULE,
    TABLE,
    Block,
    scan,
    simple_headings,
)


def outline(text: str) -> list[tuple[str, str]]:
    """The kind and the words of each block."""
    return [(block.kind, text[block.text_start : block.text_end]) for block in scan(text)]


def of_kind(text: str, kind: str) -> list[Block]:
    return [block for block in scan(text) if block.kind == kind]


def words(text: str, kind: str) -> list[str]:
    return [found for block_kind, found in outline(text) if block_kind == kind]


# Headings


def test_a_heading_spans_its_marks_and_its_words_apart() -> None:
    assert scan("\n  ## Goals ##  \n") == [Block(HEADING, 3, 14, 6, 11, 2, 2, "#")]


def test_a_hash_without_a_blank_after_it_is_text() -> None:
    assert outline("#tag\n") == [(PARAGRAPH, "#tag")]


def test_seven_hashes_are_text() -> None:
    assert outline("####### deep") == [(PARAGRAPH, "####### deep")]


def test_a_heading_may_be_empty() -> None:
    assert outline("#\n## \n### ###") == [(HEADING, ""), (HEADING, ""), (HEADING, "")]


def test_closing_hashes_need_a_blank_before_them() -> None:
    assert words("# a#\n# b # c\n# d ## ", HEADING) == ["a#", "b # c", "d"]


def test_an_underline_makes_a_heading_of_the_whole_paragraph() -> None:
    text = "Two\nlines\n====\nOne\n-\n"
    assert scan(text) == [Block(HEADING, 0, 14, 0, 9, 1, 1, "="), Block(HEADING, 15, 20, 15, 18, 4, 2, "-")]


def test_an_underline_after_a_blank_line_makes_no_heading() -> None:
    assert outline("a\n\n---\n\n===") == [(PARAGRAPH, "a"), (RULE, "---"), (PARAGRAPH, "===")]


def test_an_underline_does_not_reach_into_a_list_item_it_is_not_indented_for() -> None:
    assert outline("- a\n---\n- b\n===") == [(ITEM, "a"), (RULE, "---"), (ITEM, "b\n===")]


def test_a_heading_in_an_item_leaves_the_item_without_words() -> None:
    text = "- # a\n- b\n  ---\n"
    assert outline(text) == [(ITEM, ""), (HEADING, "a"), (ITEM, ""), (HEADING, "b")]
    assert [block.line for block in scan(text)] == [1, 1, 2, 2]


def test_full_width_characters_mark_nothing() -> None:
    assert outline("＃ a\n\n１. b\n") == [(PARAGRAPH, "＃ a"), (PARAGRAPH, "１. b")]


# Line endings


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_each_line_ending_ends_a_line(ending: str) -> None:
    text = ending.join(["# a", "b", "", "- c", "```", "d", "```"])
    assert [(block.kind, block.line) for block in scan(text)] == [
        (HEADING, 1), (PARAGRAPH, 2), (ITEM, 4), (FENCE, 5),
    ]  # fmt: skip
    assert words(text, FENCE) == ["d"]


@pytest.mark.parametrize("character", ["\f", "\x0b", "\x85", "\u2028", "\u2029", "\x1c"])
def test_nothing_else_ends_a_line(character: str) -> None:
    assert outline(f"a{character}# b") == [(PARAGRAPH, f"a{character}# b")]


def test_a_byte_order_mark_is_skipped() -> None:
    assert scan("\ufeff# a") == [Block(HEADING, 1, 4, 3, 4, 1, 1, "#")]
    assert simple_headings("\ufeff# a") == scan("\ufeff# a")


def test_scanning_from_an_offset_counts_the_lines_before_it() -> None:
    text = "---\r\nid: 1\r---\n# a\n"
    assert [(block.line, block.start) for block in scan(text, 15)] == [(4, 15)]


# Lists


def test_an_item_holds_its_marker_and_its_words() -> None:
    assert scan("  -  one\n") == [Block(ITEM, 2, 8, 5, 8, 1, 0, "-")]


@pytest.mark.parametrize("marker", ["-", "*", "+", "1.", "1)", "12.", "007)"])
def test_each_marker_opens_an_item(marker: str) -> None:
    assert [(block.info, block.kind) for block in scan(f"{marker} a")] == [(marker, ITEM)]


def test_a_marker_needs_a_blank_and_at_most_nine_digits() -> None:
    assert outline("-a\n\n1.a\n\n1234567890. a") == [
        (PARAGRAPH, "-a"),
        (PARAGRAPH, "1.a"),
        (PARAGRAPH, "1234567890. a"),
    ]


def test_wrapped_and_lazy_lines_belong_to_the_item() -> None:
    assert outline("- one\n  wrapped\nlazy\n- two") == [(ITEM, "one\n  wrapped\nlazy"), (ITEM, "two")]


def test_a_second_paragraph_of_an_item_is_a_block_of_its_own() -> None:
    text = "- one\n\n  more\n\nafter"
    assert outline(text) == [(ITEM, "one"), (PARAGRAPH, "more"), (PARAGRAPH, "after")]
    assert [block.depth for block in scan(text)] == [0, 1, 0]


def test_items_know_how_deep_they_are_nested() -> None:
    text = "- a\n  - b\n    1. c\n  - d\n- e\n"
    assert [block.depth for block in scan(text)] == [0, 1, 2, 1, 0]


def test_several_markers_on_one_line_open_nested_items() -> None:
    text = "- 1. a\n"
    assert [(block.info, block.depth, text[block.start : block.end]) for block in scan(text)] == [
        ("-", 0, "-"), ("1.", 1, "1. a"),
    ]  # fmt: skip


def test_a_tab_reaches_to_the_next_fourth_column() -> None:
    text = "-\ta\n\n\tb\n\n- c\n\t- d\n"
    assert [(block.kind, block.depth) for block in scan(text)] == [(ITEM, 0), (PARAGRAPH, 1), (ITEM, 0), (ITEM, 1)]


def test_only_a_list_that_counts_from_one_interrupts_a_paragraph() -> None:
    assert outline("a\n2. b\n1. c") == [(PARAGRAPH, "a\n2. b"), (ITEM, "c")]
    assert outline("a\n-\nb") == [(HEADING, "a"), (PARAGRAPH, "b")]
    assert outline("a\n*\nb") == [(PARAGRAPH, "a\n*\nb")]


def test_an_item_may_begin_with_one_blank_line_but_not_with_two() -> None:
    assert outline("-\n  a\n") == [(ITEM, "a")]
    assert outline("-\n\n  a\n") == [(ITEM, ""), (PARAGRAPH, "a")]


def test_five_blanks_after_a_marker_begin_code() -> None:
    assert outline("-     a\n") == [(ITEM, ""), (CODE, "a")]


def test_three_marks_alone_are_a_break_and_not_an_item() -> None:
    assert outline("* * *\n- - -\n___\n- a -\n") == [(RULE, "* * *"), (RULE, "- - -"), (RULE, "___"), (ITEM, "a -")]


# Fences


def test_a_fence_hides_headings() -> None:
    text = "```sh\n# not a heading\n\n- not an item\n```\n# a\n"
    assert outline(text) == [(FENCE, "# not a heading\n\n- not an item"), (HEADING, "a")]
    assert of_kind(text, FENCE)[0].info == "sh"


def test_a_fence_is_closed_by_its_own_character_at_least_as_long() -> None:
    assert words("````\n```\n~~~~\n`````\n", FENCE) == ["```\n~~~~"]
    assert words("~~~ a `b`\n```\n~~~\n", FENCE) == ["```"]


def test_a_fence_with_words_after_it_does_not_close() -> None:
    assert words("```\na\n``` b\n```\n", FENCE) == ["a\n``` b"]


def test_a_backtick_in_the_info_string_makes_it_a_code_span() -> None:
    assert outline("```a``` b\n") == [(PARAGRAPH, "```a``` b")]


def test_an_empty_fence_has_no_code() -> None:
    assert scan("```\n```") == [Block(FENCE, 0, 7, 4, 4, 1)]


def test_a_fence_in_an_item_is_nested_and_ends_with_it() -> None:
    text = "- a\n  ```\n  code\n  ```\n- b\n  ```\n  open\n# c\n"
    fences = of_kind(text, FENCE)
    assert [(fence.depth, fence.closed) for fence in fences] == [(1, True), (1, False)]
    assert words(text, HEADING) == ["c"]


def test_a_fence_that_nothing_closes_ends_before_the_next_heading_of_level_2() -> None:
    text = "```\ncode\n### deep\n\n## Goals\ntext\n"
    assert outline(text) == [(FENCE, "code\n### deep"), (HEADING, "Goals"), (PARAGRAPH, "text")]
    assert not of_kind(text, FENCE)[0].closed
    assert simple_headings(text) in (None, of_kind(text, HEADING))


def test_a_comment_in_the_code_of_a_fence_that_nothing_closes_does_not_end_it() -> None:
    text = "```bash\n# install\nmake\n\n##\tGoals\n"
    assert outline(text) == [(FENCE, "# install\nmake"), (HEADING, "Goals")]
    assert simple_headings(text) in (None, of_kind(text, HEADING))


def test_a_fence_that_nothing_closes_and_no_heading_follows_takes_the_rest() -> None:
    assert scan("```\ncode\n\n") == [Block(FENCE, 0, 8, 4, 8, 1, 0, "", closed=False)]


def test_a_fence_that_is_closed_late_hides_the_headings_before() -> None:
    assert outline("```\n## a\n```\n") == [(FENCE, "## a")]


# HTML, code, quotes


def test_a_comment_hides_what_it_holds_over_blank_lines() -> None:
    text = "<!--\n# a\n\n- b\n--> c\n# d\n"
    assert outline(text) == [(HTML, "<!--\n# a\n\n- b\n--> c"), (HEADING, "d")]


def test_a_comment_that_nothing_closes_says_so() -> None:
    assert [(block.kind, block.closed) for block in scan("<!-- a\n\n# b")] == [(HTML, False)]


def test_the_shortest_comment_is_closed() -> None:
    assert outline("<!-->\n# a") == [(HTML, "<!-->"), (HEADING, "a")]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("<pre>", "</pre>"), ("<SCRIPT a>", "</script>"), ("<?php", "?>"), ("<!DOCTYPE", ">"), ("<![CDATA[", "]]>")],
)
def test_raw_html_ends_with_the_line_of_its_end_mark(opening: str, closing: str) -> None:
    assert outline(f"{opening}\n\n# a\n{closing}\n# b") == [(HTML, f"{opening}\n\n# a\n{closing}"), (HEADING, "b")]


def test_a_block_tag_ends_before_a_blank_line() -> None:
    assert outline("text\n<details>\n# a\n\n# b") == [(PARAGRAPH, "text"), (HTML, "<details>\n# a"), (HEADING, "b")]


def test_another_tag_must_stand_alone_and_interrupts_no_paragraph() -> None:
    assert outline('<a id="x" y>\n# a\n') == [(HTML, '<a id="x" y>\n# a')]
    assert outline("<a> b\n# a\n") == [(PARAGRAPH, "<a> b"), (HEADING, "a")]
    assert outline("text\n<b>\n# a\n") == [(PARAGRAPH, "text\n<b>"), (HEADING, "a")]


def test_an_address_in_angle_brackets_is_text() -> None:
    assert outline("<https://example.org>\n# a\n") == [(PARAGRAPH, "<https://example.org>"), (HEADING, "a")]


def test_an_indent_of_four_is_code_unless_a_paragraph_is_open() -> None:
    assert outline("    # a\n\n    b\n\ntext\n    # c\n") == [(CODE, "# a\n\n    b"), (PARAGRAPH, "text\n    # c")]


def test_a_quote_is_one_block_and_nothing_in_it_is_scanned() -> None:
    assert outline("> # a\n> - b\n>\n> ```\n\nc") == [(QUOTE, "> # a\n> - b\n>\n> ```"), (PARAGRAPH, "c")]


def test_lazy_lines_continue_a_quote_only_where_its_text_is_open() -> None:
    assert outline("> a\nb\n> c\nd\n\n> # e\nf") == [(QUOTE, "> a\nb\n> c\nd"), (QUOTE, "> # e"), (PARAGRAPH, "f")]
    assert outline("> ```\na\n") == [(QUOTE, "> ```"), (PARAGRAPH, "a")]
    assert outline("> > - a\nb\n") == [(QUOTE, "> > - a\nb")]
    assert outline("> a\n- b\n") == [(QUOTE, "> a"), (ITEM, "b")]


def test_a_quote_in_an_item_is_nested() -> None:
    assert [(block.kind, block.depth) for block in scan("- > a\n  > b\n> c\n")] == [(ITEM, 0), (QUOTE, 1), (QUOTE, 0)]


# Tables


def test_a_table_is_one_block_with_its_header_and_its_rows() -> None:
    text = "intro\n| a | b |\n|---|:-:|\n| 1 | 2 |\nshort\n\nafter"
    assert outline(text) == [
        (PARAGRAPH, "intro"), (TABLE, "| a | b |\n|---|:-:|\n| 1 | 2 |\nshort"), (PARAGRAPH, "after"),
    ]  # fmt: skip


def test_a_delimiter_row_must_have_as_many_columns_as_the_header() -> None:
    assert words("| a | b |\n|---|\n", TABLE) == []
    assert words("| a \\| b |\n|---|\n", TABLE) == ["| a \\| b |\n|---|"]


def test_another_block_ends_a_table() -> None:
    text = "a | b\n--|--\n1 | 2\n# c\n"
    assert outline(text) == [(TABLE, "a | b\n--|--\n1 | 2"), (HEADING, "c")]


def test_a_table_in_an_item_ends_with_it() -> None:
    text = "- | a |\n  |---|\n  | 1 |\nafter\n"
    assert outline(text) == [(ITEM, ""), (TABLE, "| a |\n  |---|\n  | 1 |"), (PARAGRAPH, "after")]


def test_hyphens_alone_under_a_pipe_are_an_underline() -> None:
    assert outline("| a |\n---\n") == [(HEADING, "| a |")]


# Hostile texts: each would take minutes if any step were more than linear.

LONG = 200_000


@pytest.mark.parametrize(
    "text",
    [
        "a" * LONG * 5,
        "- " * LONG,
        "- " * LONG + "a",
        "- * " * LONG + "a",
        "1. " * LONG,
        "> " * LONG,
        ">" * LONG,
        "> a\nb\n" * (LONG // 10),
        "#" * LONG,
        "# a " + "#" * LONG + " b",
        "# a\n" * (LONG // 2),
        "`" * LONG,
        "```\n# a\n" * (LONG // 10) + "```",
        "\n".join("`" * length for length in range(600, 3, -1)),
        "```x\n" * (LONG // 10),
        "~~~ a\n``` b\n" * (LONG // 10),
        "# a\n```x\n" * (LONG // 10),
        "<!--\n" * (LONG // 10),
        "- <!-- a\n" * (LONG // 10),
        "<a " + "b " * LONG,
        "<a " + " " * LONG,
        "<a b='" * LONG,
        "|" * LONG + "\n" + "|-" * LONG,
        "| a\n|-\n" * (LONG // 10),
        "|" + "-" * LONG + "x\n" + "|" + ":" * LONG,
        " " * LONG + "a\n" + "\t" * LONG + "- b",
        "-" + "\t" * LONG + "a",
        "-" * LONG + "a",
        "_ " * LONG + "a",
        "    a\n" + "\n" * LONG + "b",
        "a\n" + "=" * LONG + "b",
        "\r" * LONG,
        "\n".join(" " * (2 * depth) + "- a" for depth in range(1_000)),
        "- a\n" * (LONG // 10),
    ],
    ids=lambda text: repr(text[:12]),
)
def test_a_hostile_text_is_read_in_linear_time(text: str) -> None:
    assert simple_headings(text) in (None, of_kind(text, HEADING))


def test_items_nested_deeper_than_the_limit_are_text() -> None:
    blocks = scan("- " * 10_000 + "a")
    assert len(blocks) == 100
    assert blocks[-1].depth == 99
