"""What must hold of the scanner on any text whatever."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from specward.markdown.document import Document
from specward.markdown.inline import visible
from specward.markdown.scan import FENCE, HEADING, ITEM, RULE, TABLE, Block, scan, simple_headings
from specward.markdown.table import rows

PIECES = [
    "#", "##", "###### ", "# a", "## b ##", "#x", "\\# a", "-", "- ", "* ", "+ ", "1. ", "2) ", "10. ", "１. ", "＃ ",
    "```", "````", "~~~", "``` py", "`a`", "<!--", "-->", "<!-->", "<a", "<a--b>", "<div>", "</div>", "<pre>", "</pre>",
    "<?", "?>", "<b>", ">", "> ", ">>", "===", "---", "=", "***", "_ _ _", "|", "| a | b |", "|---|---|", "a|b", "-|-",
    ":-:", "\\|", " ", "  ", "    ", "\t", "word", "[x]: /u", "\n", "\n", "\n", "\n\n", "\r\n", "\r", "\f", "\x85",
    "\u2028", "\ufeff", "\x00",
]  # fmt: skip
markdown = st.one_of(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.text(max_size=200))
everywhere = settings(max_examples=400, deadline=None)


def headings(blocks: list[Block]) -> list[Block]:
    return [block for block in blocks if block.kind == HEADING]


@everywhere
@given(markdown)
@example("\ufeff# a")
@example("<a--b>\n# a")
@example("- ```\n# a\n```\n# b")
def test_the_heading_scan_equals_the_headings_of_the_scan(text: str) -> None:
    assert simple_headings(text) in (None, headings(scan(text)))
    document = Document("a.md", text)
    assert document.headings == headings(scan(text, document.body_start))


@everywhere
@given(markdown, markdown)
def test_the_heading_scan_equals_the_headings_of_the_scan_from_any_line_on(before: str, after: str) -> None:
    text = before + "\n" + after
    start = len(before) + 1
    assert simple_headings(text, start) in (None, headings(scan(text, start)))


@everywhere
@given(markdown)
@example("# a\n- b\n# c\n> d\n# e")
@example("# a\n<!-- b\n# c\n-->\nd\n# e\n```\n# f\n```\n")
def test_what_stands_between_two_headings_reads_the_same_without_the_rest(text: str) -> None:
    document, whole = Document("a.md", text), Document("a.md", text).blocks
    bounds = [document.body_start, *(heading.start for heading in document.headings), len(text)]
    for start, end in pairwise(bounds):
        assert document.blocks_between(start, end) == [block for block in whole if start <= block.start < end]


@everywhere
@given(markdown)
def test_blocks_stand_in_order_within_the_text_and_hold_their_content(text: str) -> None:
    blocks = scan(text)
    places = [(block.start, block.end) for block in blocks]
    assert places == sorted(places)
    for block in blocks:
        assert 0 <= block.start <= block.text_start <= block.text_end <= block.end <= len(text)
        assert block.start < block.end


@everywhere
@given(markdown)
def test_no_block_but_an_item_that_is_empty_so_far_shares_its_characters(text: str) -> None:
    blocks = scan(text)
    for before, after in pairwise(blocks):
        assert before.end <= after.start


@everywhere
@given(markdown)
def test_every_block_counts_the_lines_before_it(text: str) -> None:
    for block in scan(text):
        assert block.line == len(re.findall(r"\r\n|\r|\n", text[: block.start])) + 1


@everywhere
@given(markdown)
def test_every_marker_stands_where_its_block_begins(text: str) -> None:
    for block in scan(text):
        if block.kind == HEADING and block.info == "#":
            assert text.startswith("#" * block.depth, block.start)
        elif block.kind == HEADING:
            assert text[block.end - 1] == block.info
        elif block.kind == ITEM:
            assert text.startswith(block.info, block.start)
        elif block.kind == FENCE:
            assert text.startswith(("```", "~~~"), block.start)
        elif block.kind == RULE:
            assert text[block.start] in "-*_"


@everywhere
@given(markdown)
def test_headings_have_a_level_and_words_without_blanks_around_them(text: str) -> None:
    for block in headings(scan(text)):
        words = text[block.text_start : block.text_end]
        assert 1 <= block.depth <= 6
        assert words == words.strip(" \t\r\n")
        assert block.info in {"#", "=", "-"}


@everywhere
@given(markdown)
def test_a_final_line_feed_changes_no_heading(text: str) -> None:
    assert headings(scan(text)) == headings(scan(text + "\n"))


@everywhere
@given(markdown)
def test_line_endings_change_no_block(text: str) -> None:
    plain = re.sub(r"\r\n|\r", "\n", text)
    shapes = [
        [(block.kind, block.line, block.depth, block.info, block.closed) for block in scan(variant)]
        for variant in (plain, plain.replace("\n", "\r\n"), plain.replace("\n", "\r"))
    ]
    assert shapes[0] == shapes[1] == shapes[2]


@everywhere
@given(markdown)
def test_a_document_behind_front_matter_has_the_same_blocks(text: str) -> None:
    head = "---\nid: 1\n---\n"
    body = text.lstrip("\ufeff")
    shifted = [
        block._replace(
            start=block.start + len(head),
            end=block.end + len(head),
            text_start=block.text_start + len(head),
            text_end=block.text_end + len(head),
            line=block.line + 3,
        )
        for block in scan(body)
    ]
    assert scan(head + body, len(head)) == shifted


@everywhere
@given(markdown)
def test_the_cells_of_a_table_lie_within_it_in_order(text: str) -> None:
    for block in scan(text):
        if block.kind == TABLE:
            cells = [cell for row in rows(text, block) for cell in row]
            assert cells == sorted(cells)
            assert all(block.start <= cell.start <= cell.end <= block.end for cell in cells)
            assert all("\n" not in text[cell.start : cell.end] for cell in cells)


@everywhere
@given(markdown)
def test_the_visible_text_is_the_text_or_blanks(text: str) -> None:
    shown = visible(text, 0, len(text))
    assert len(shown) == len(text)
    assert all(seen in (" ", written) for seen, written in zip(shown, text, strict=True))
    assert re.findall(r"[\r\n]", shown) == re.findall(r"[\r\n]", text)
