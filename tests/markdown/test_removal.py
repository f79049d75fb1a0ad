"""Comments taken out of a document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward.markdown.document import Document
from specward.markdown.removal import comment_removal

COMMENT = "<!-- x -->"


def without(text: str) -> tuple[str, bool]:
    """The text without its first comment, and whether all else is read as before."""
    start = text.index("<!--")
    span, same = comment_removal(Document("a.md", text), start, text.index("-->") + 3)
    return text[: span.start] + text[span.end :], same


@pytest.mark.parametrize(
    ("text", "after"),
    [
        (f"# A\n\n{COMMENT}\n\nText.\n", "# A\n\nText.\n"),
        (f"# A\r\n\r\n{COMMENT}\r\n\r\nText.\r\n", "# A\r\n\r\nText.\r\n"),
        (f"Text. {COMMENT}\nMore.\n", "Text.\nMore.\n"),
        (f"- [ ] T001 a {COMMENT}", "- [ ] T001 a"),
        ("# A\n<!--\n x\n-->\nText.\n", "# A\nText.\n"),
        (f"{COMMENT}\n# A\n", "# A\n"),
    ],
)
def test_the_comment_goes_with_the_line_that_it_alone_stands_on(text: str, after: str) -> None:
    assert without(text) == (after, True)


@pytest.mark.parametrize("text", [f"One\n{COMMENT}\ntwo\n", f"One.\n{COMMENT}\n---\n"])
def test_it_is_told_where_two_blocks_would_become_one(text: str) -> None:
    assert not without(text)[1]


@given(
    st.lists(
        st.sampled_from(["# A", "text", "- a", "  b", "", "| a |", "|---|", "> q", "```", "    c", "1. x"]), max_size=6
    ),
    st.lists(st.sampled_from(["# A", "text", "- a", "  b", "", "| a |", "---", "> q", "```", "    c"]), max_size=6),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "  ", "text ", "- "]),
)
def test_nothing_but_the_comment_and_blanks_goes(before: list[str], behind: list[str], end: str, lead: str) -> None:
    text = end.join([*before, f"{lead}{COMMENT}", *behind])
    after, _ = without(text)
    assert after.split() == text.replace(COMMENT, "").split()
