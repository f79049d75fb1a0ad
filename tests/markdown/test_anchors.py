"""The places that a link can lead to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward.markdown.anchors import anchors_of, has_anchor
from specward.markdown.document import Document


def document(*headings: str) -> Document:
    return Document("a.md", "\n\n".join(headings) + "\n")


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("## Decision Outcome", "decision-outcome"),
        ("## Why? — because", "why--because"),
        ("## Why? — because", "why-because"),
        ("## 2. **Bold** and `code`", "2-bold-and-code"),
        ("## [ADR-1](0001-a.md): the _old_ way", "adr-1-the-old-way"),
        ("## snake_case", "snake_case"),
        ("## Décision 决策", "décision-决策"),
        ("## Why {#reasons}", "reasons"),
        ("## <a name='x'></a>Named", "named"),
        ("Setext\n---", "setext"),
        ("### Trailing ###", "trailing"),
    ],
)
def test_a_heading_has_the_names_that_renderers_give_it(heading: str, anchor: str) -> None:
    assert has_anchor(document(heading), anchor)


def test_headings_of_one_title_are_numbered_from_the_second_on() -> None:
    found = document("## Good", "## Good", "## Good")
    assert {"good", "good-1", "good-2"} <= anchors_of(found)
    assert not has_anchor(found, "good-3")


@pytest.mark.parametrize("anchor", ["why", "WHY", "user-content-why", "h", "top", "", "L10", "L10-L12", ":~:text=x"])
def test_names_in_html_lines_and_the_top_are_places_too(anchor: str) -> None:
    assert has_anchor(Document("a.md", "<a name='why'></a>\n\n<h2 class=x id=h>H</h2>\n"), anchor)


@pytest.mark.parametrize("anchor", ["decision", "consequences-1", "in-a-fence", "l"])
def test_what_no_heading_says_is_no_place(anchor: str) -> None:
    assert not has_anchor(document("# T", "## Consequences", "```\n## In a fence\n```"), anchor)


@given(st.text(max_size=40), st.text(max_size=20))
def test_no_heading_is_too_odd(words: str, anchor: str) -> None:
    assert isinstance(has_anchor(document(f"## {words}"), anchor), bool)
