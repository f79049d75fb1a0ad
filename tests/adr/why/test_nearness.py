"""Which lines speak for a line."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward.adr.why.nearness import AROUND, HERE, in_code, in_document
from specward.markdown.document import Document

PYTHON = dedent('''\
    """The module: A."""

    # of the class: B
    class C:
        """C's words

        go on: D
        """

        # of another: E
        def other(self):
            """F"""

        # of the function: G
        @decorated
        def f(self):
            """H"""
            x = 1

            # right above: I
            y = 2
            z = 3  # behind: J
''')
GO = dedent("""\
    // Package words: A
    package a

    // before: B
    var x = 1

    // of the function: C
    func f() {
    \tif ok {
    \t\ty()
    \t}
    \t// last: D
    \tz()
    }
""")


def near(text: str, line: str) -> tuple[set[str], set[str]]:
    """The letters after colons that are here and around, seen from the line that holds some words."""
    lines = text.splitlines()
    number = next(index for index, words in enumerate(lines, 1) if line in words)
    found = in_code(lines, number)
    letters = {index: words.partition(": ")[2][:1] for index, words in enumerate(lines, 1) if ": " in words}
    here, around = ({letter for index, letter in letters.items() if found.of(index) == kind} for kind in (HERE, AROUND))
    return here, around


@pytest.mark.parametrize(
    ("text", "line", "here", "around"),
    [
        (PYTHON, "y = 2", {"I"}, {"A", "B", "D", "G", "J"}),
        (PYTHON, "z = 3", {"J"}, {"A", "B", "D", "G", "I"}),
        (PYTHON, "class C", {"B"}, {"A"}),
        (GO, "y()", set(), {"A", "C", "D"}),
        (GO, "var x", {"B"}, {"A"}),
    ],
)
def test_a_line_of_code_stands_in_what_encloses_it(text: str, line: str, here: set[str], around: set[str]) -> None:
    assert near(text, line) == (here, around)


def test_a_line_of_a_document_stands_in_its_section() -> None:
    document = Document("a.md", "# T\n\nfirst\n\n## A\n\none\ntwo\n\nthree\n\n## B\n\nfour\n")
    found = in_document(document, 7)
    assert [line for line in range(1, 15) if found.of(line) == HERE] == [7, 8]
    assert [line for line in range(1, 15) if found.of(line) == AROUND] == [5, 6, 9, 10, 11]


@given(st.lists(st.sampled_from(["", "x", "  y", "# c", '"""', "    z", "}", "\tw", "@d"]), min_size=1, max_size=20))
def test_every_line_of_any_file_has_a_place(lines: list[str]) -> None:
    for line in range(1, len(lines) + 1):
        assert in_code(lines, line).of(line) == HERE
