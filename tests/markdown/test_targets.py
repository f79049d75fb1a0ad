"""What a document leads to: links, images, reference definitions."""

from __future__ import annotations

import pytest

from specward.markdown.document import Document
from specward.markdown.targets import targets_in


def targets(text: str, path: str = "specs/001-a/plan.md") -> list[tuple[str, str]]:
    document = Document(path, text)
    found = targets_in(document)
    assert all(document.slice(target.span) == target.text for target in found)
    return [(target.text, target.path(path)) for target in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](b.md)", [("b.md", "specs/001-a/b.md")]),
        ("![a](../i/b.png 'T')", [("../i/b.png", "specs/i/b.png")]),
        ("[![a](b.png)](c.md#x)", [("b.png", "specs/001-a/b.png"), ("c.md#x", "specs/001-a/c.md")]),
        ("[a](<b c.md>)", [("b c.md", "specs/001-a/b c.md")]),
        ("[a](b%20c.md)", [("b%20c.md", "specs/001-a/b c.md")]),
        ("[a](f_(x).md)", [("f_(x).md", "specs/001-a/f_(x).md")]),
        ("[a]: ./b.md 'T'\n[b]: <c.md>\n", [("./b.md", "specs/001-a/b.md"), ("c.md", "specs/001-a/c.md")]),
        ("[a](/docs/b.md)", [("/docs/b.md", "docs/b.md")]),
        ("[a](#x)", [("#x", "")]),
        ("[a](https://x.org/b.md)", [("https://x.org/b.md", "")]),
        ("[a](mailto:a@x.org)", [("mailto:a@x.org", "")]),
        ("[a](../../../b.md)", [("../../../b.md", "../b.md")]),
        ("`[a](b.md)` and <!-- [c](d.md) -->", []),
        ("```\n[a](b.md)\n```\n", []),
        ("[^1]: b.md", []),
    ],
)
def test_every_target_is_found_where_it_stands(text: str, expected: list[tuple[str, str]]) -> None:
    assert targets(text) == expected
