"""The scanner against a full CommonMark parser with GitHub's tables.

Known deviations, which the documents made here avoid or which are left out of the comparison:

- a fence that nothing closes ends before the next heading of level 2 (the scanner's own rule);
- what stands in a block quote is not scanned;
- a link reference definition is a paragraph, so that an underline after one makes a heading;
- a row of hyphens alone under a line with pipes is a setext underline, as on GitHub, not a table of one column;
- a list marker or a `#` in a line with pipes comes before a table, as on GitHub;
- a lazy line is no header of a table whose delimiter row is indented like the item (the parser ends the paragraph);
- after four columns the parser takes a quote mark for a quote that goes on, and a mark on a lazy line for a block;
- a blank line does not end an HTML block in a list item that is closed by a mark (the parser's own deviation);
- more than 100 nested list items.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from specward.markdown.document import Document
from specward.markdown.scan import CODE, FENCE, HEADING, HTML, ITEM, PARAGRAPH, QUOTE, RULE, TABLE, scan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

    from specward.markdown.scan import Block

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
EVERY = 4
"""One in so many real documents is compared."""
PARSER = MarkdownIt("commonmark", {"maxNesting": 1000}).enable("table")
KINDS = {"fence": FENCE, "code_block": CODE, "html_block": HTML, "hr": RULE, "table_open": TABLE}

DEEP_QUOTE = re.compile(r"^(?: {4}| {0,3}\t)[ \t]*>", re.MULTILINE)
DEEP_MARK = re.compile(r"\n(?: {4}| {0,3}\t)[ \t]*[-#`~*_<+=0-9]")

Shape = tuple[object, ...]
"""A block as both readers see it: its kind, its line, its depth, and what it says."""


def tokens(text: str) -> list[Token]:
    """The parser's blocks; inline content is not parsed."""
    found: list[Token] = []
    PARSER.block.parse(re.sub(r"\r\n?", "\n", text), PARSER, {}, found)
    return found


def expected(text: str) -> Iterator[Shape]:
    """The parser's blocks outside quotes."""
    stream = tokens(text)
    quotes = items = 0
    for index, token in enumerate(stream):
        line = token.map[0] + 1 if token.map else 0
        if token.type == "blockquote_open":
            if not quotes:
                yield QUOTE, line, items, ""
            quotes += 1
        quotes -= token.type == "blockquote_close"
        if quotes:
            continue
        if token.type == "heading_open":
            yield HEADING, line, int(token.tag[1]), squeezed(stream[index + 1].content)
        elif token.type == "list_item_open":
            yield ITEM, line, items, token.info + token.markup
        elif token.type in KINDS:
            code = token.info.strip(" \t") + "\n" + token.content if token.type == "fence" else ""
            yield KINDS[token.type], line, items, squeezed(code)
        items += token.type == "list_item_open"
        items -= token.type == "list_item_close"


def actual(text: str, blocks: list[Block]) -> Iterator[Shape]:
    """The scanner's blocks in the same shape."""
    for block in blocks:
        words = text[block.text_start : block.text_end]
        if block.kind == HEADING:
            yield HEADING, block.line, block.depth, squeezed(words)
        elif block.kind == ITEM:
            yield ITEM, block.line, block.depth, block.info
        elif block.kind == FENCE:
            yield FENCE, block.line, block.depth, squeezed(block.info + "\n" + words)
        elif block.kind in {CODE, HTML, QUOTE, RULE, TABLE}:
            yield block.kind, block.line, block.depth, ""


def squeezed(words: str) -> str:
    """Lines without the blanks around them: indents of code count differently from the item's content."""
    return "\n".join(line.strip(" \t") for line in re.split(r"\r\n|\r|\n", words)).strip("\n")


def deviates(text: str, blocks: list[Block]) -> bool:
    """Whether the text holds what is known to be read in two ways."""
    return any(
        (block.kind == FENCE and not block.closed and not block.depth)
        or (block.kind == HTML and block.depth and re.search(r"\n[ \t]*(?:\r?\n)", text[block.start : block.end]))
        or (block.kind in {HEADING, ITEM, PARAGRAPH, QUOTE} and DEEP_MARK.search(text[block.start : block.end]))
        for block in blocks
    ) or bool(DEEP_QUOTE.search(text))


MARKS = [
    "", "", "- ", "- ", "* ", "+ ", "1. ", "2. ", "1) ", "-   ", "-\t", "- [ ] ", "> ", ">", "# ", "## ", "#",
    "- - ", "-     ", "10. ",
]  # fmt: skip
WORDS = [
    "word", "two words", "", "`code`", "**bold**", "# x", "x #", "\\# x", "```", "```py", "~~~", "~~~~", "---", "===",
    "-", "--", "***", "* * *", "<!-- c -->", "<!--", "-->", "<div>", "</div>", "<b>", "<pre>", "</pre>", "text <b>",
    "1", "1.", "```a```", "#tag", "<https://x>",
]  # fmt: skip
INDENTS = ["", "", "", "  ", "   ", "    ", " ", "      ", "\t", " \t"]
line = st.one_of(
    st.tuples(st.sampled_from(INDENTS), st.sampled_from(MARKS), st.sampled_from(WORDS)).map("".join),
    st.sampled_from(["", "", " ", "\t"]),
)
ROWS = [
    "| a | b |",
    "|---|---|",
    "|:-:|--|",
    "a | b",
    "--|--",
    "| a |",
    "|-|",
    "| a \\| b | c |",
    "| 1 |",
    "| 1 | 2 | 3 |",
]
row = st.tuples(st.sampled_from(["", "", "", "  ", "    "]), st.sampled_from(ROWS)).map("".join)

beside = st.sampled_from(["", "word", "> quote", "# head", "```", "    x", "***"])


@st.composite
def documents(draw: st.DrawFn, lines: st.SearchStrategy[str]) -> str:
    """Lines joined with one kind of line ending."""
    return draw(st.sampled_from(["\n", "\n", "\r\n"])).join(draw(st.lists(lines, min_size=1, max_size=14)))


def compare(text: str) -> None:
    blocks = scan(text)
    assume(not deviates(text, blocks))
    assert list(actual(text, blocks)) == list(expected(text))


@settings(max_examples=600, deadline=None)
@given(documents(line.filter(lambda text: "<" not in text and "-->" not in text)))
@example("> a\n\t#x\n> <b>\n    # y")
def test_lists_fences_headings_and_quotes_are_those_of_the_parser(text: str) -> None:
    compare(text)


@settings(max_examples=600, deadline=None)
@given(documents(line))
def test_html_blocks_are_those_of_the_parser(text: str) -> None:
    compare(text)


@settings(max_examples=400, deadline=None)
@given(documents(st.one_of(row, row, beside)))
def test_tables_are_those_of_the_parser(text: str) -> None:
    compare(text)


@settings(max_examples=200, deadline=None)
@given(documents(st.one_of(row, row, beside)))
def test_tables_in_an_item_are_those_of_the_parser(text: str) -> None:
    compare("- x\n\n  " + text.replace("\n", "\n  "))


@pytest.mark.parametrize(
    "text",
    [
        "- a\n - b\n  - c\n   - d\n    - e\n",
        "1. a\n\n   b\n\n2. c\n10. d\n",
        "* a\n  > b\n  ```\n  c\n  ```\n",
        "- a\n  - b\n\n    ```\n    # c\n    ```\n\n  d\n",
        "- [ ] T001 [P] do it in `a.py`\n      more\n- [x] T002\n",
        "```\n\n```\n\n~~~~ ruby `x`\n~~~\n~~~~~\n",
        "Foo\n   ---- \nbar\n    ---\n",
        "<del>\n*a*\n</del>\n\n<del>*a*</del>\n# b\n",
        "<a href='x' b=c d>\n# e\n",
        "<a b= c>\n# d\n\n</a >\n# e\n\n<a b=>\n# f\n",
        "| a | b |\n| - | - |\n> c\n",
        "a\n| b |\n| - |\n| c |\n- d\n",
        "-\n\n  a\n\n-   \n  b\n",
        "-\t\ta\n\n-\tb\n\n \tc\n",
        "> > a\n> b\nc\n> > > d\n",
    ],
)
def test_a_sample_is_read_as_the_parser_reads_it(text: str) -> None:
    blocks = scan(text)
    assert list(actual(text, blocks)) == list(expected(text))


def test_real_documents_are_read_as_the_parser_reads_them() -> None:
    if not CORPORA.is_dir():
        pytest.skip("no folder of real documents lies beside this repository")
    different: list[str] = []
    for path in sorted(CORPORA.rglob("*.md"))[::EVERY]:
        document = Document.from_bytes(path.name, path.read_bytes()) if path.is_file() else None
        if document is None:
            continue
        body = document.text[document.body_start :].removeprefix("\ufeff")
        blocks = scan(body)
        if not deviates(body, blocks) and list(actual(body, blocks)) != list(expected(body)):
            different.append(str(path.relative_to(CORPORA)))
    assert not different
