"""The files that a record names."""

from __future__ import annotations

import pytest

from specward.adr.citations.named_paths import affected, named_paths
from specward.artifacts.adr import read_adr
from specward.markdown.document import Document


def record(text: str) -> list[str]:
    return [named.path for named in named_paths(read_adr(Document("docs/adr/0001-x.md", text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is in `src/a.py` and `./src/b/c.ts:12-20`.", ["src/a.py", "src/b/c.ts"]),
        ("All of `src/auth/`.", ["src/auth"]),
        ("[a](../../src/a.py#L3)", ["src/a.py"]),
        ("[`src/old.py`](../../src/new.py)", ["src/new.py"]),
        ("[id] routes: `app/[id]/page.tsx`", ["app/[id]/page.tsx"]),
        ("`a.py` has no folder, nor has `make test`, nor src/b.py quotes.", []),
        ("```\n`src/a.py`\n```\n\n<!-- `src/a.py` -->\n", []),
        ("[web](https://example.org/src/a.py)", []),
    ],
)
def test_paths_stand_in_backquotes_and_links(text: str, expected: list[str]) -> None:
    assert record(f"# T\n\n{text}\n") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('---\naffects: [src/auth/**, "web/*.ts"]\n---\n# T\n', ["src/auth/**", "web/*.ts"]),
        ("---\napplies_to:\n  - src/a.py\n  - ./src/b/\n---\n# T\n", ["src/a.py", "src/b/"]),
        ("# T\n\n- **Affects:** `src/auth/**`, src/a.py\n", ["src/auth/**", "src/a.py"]),
        ("# T\n\n- **Affects:** everybody who signs in\n", []),
        ("# T\n", []),
    ],
)
def test_fields_say_what_a_decision_applies_to(text: str, expected: list[str]) -> None:
    assert affected(read_adr(Document("docs/adr/0001-x.md", text))) == expected
