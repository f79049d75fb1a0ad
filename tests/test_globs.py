from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specward.globs import matches


@pytest.mark.parametrize(
    ("glob", "path"),
    [
        ("src/**", "src/a.py"),
        ("src/**", "src/a/b/c.py"),
        ("src/", "src/a/b.py"),
        ("src", "src"),
        ("src", "src/a/b.py"),
        ("**", "a/b"),
        ("**/*.py", "a.py"),
        ("**/*.py", "a/b/c.py"),
        ("src/**/*.py", "src/a.py"),
        ("src/**/*.py", "src/a/b/c.py"),
        ("src/**/test/**/x", "src/a/test/test/b/x"),
        ("specs/0*/**", "specs/001-login/spec.md"),
        ("specs/*/spec.md", "specs/001-login/spec.md"),
        ("a?c", "abc"),
        ("a**b", "axxb"),
        ("**/**/a", "a"),
        ("*.md", ".md"),
        ("[ab].md", "[ab].md"),
        ("{a,b}.md", "{a,b}.md"),
        ("!a", "!a"),
        ("a.c", "a.c"),
        ("docs/**/é*.md", "docs/été/é1.md"),
        ("a*b*c", "a-b-b-c"),
    ],
)
def test_a_glob_matches(glob: str, path: str) -> None:
    assert matches(glob, path)


@pytest.mark.parametrize(
    ("glob", "path"),
    [
        ("src/**", "src"),
        ("src/**", "srcs/a.py"),
        ("src/**", "lib/src/a.py"),
        ("src", "srcs"),
        ("*.py", "a/b.py"),
        ("src/*", "src/a/b"),
        ("src/*.py", "src/a.pyc"),
        ("a?c", "a/c"),
        ("a?c", "ac"),
        ("a**b", "a/b"),
        ("[ab].md", "a.md"),
        ("{a,b}.md", "a.md"),
        ("a.c", "abc"),
        ("**/x", "a/xx"),
        ("specs/**/spec.md", "specs/a/spec.md/b"),
        ("A", "a"),
    ],
)
def test_a_glob_does_not_match(glob: str, path: str) -> None:
    assert not matches(glob, path)


def test_hostile_globs_and_paths_are_answered() -> None:
    assert not matches("a*" * 200 + "b", "a" * 20_000)
    assert not matches("**/a/" * 200 + "b", "a/" * 5_000 + "c")


def reference(glob: str, path: str) -> bool:
    """The definition, as a regular expression: right, but slow on hostile input."""
    pattern = "".join(
        {"**/": "(?:[^/]+/)*", "/**": "/.+", "**": ".*", "*": "[^/]*", "?": "[^/]"}.get(part, re.escape(part))
        for part in re.findall(r"\*\*/|/\*\*$|\*\*|\*|\?|[^*?/]+|/", glob)
    )
    return re.fullmatch(pattern, path) is not None


names = st.text("ab", min_size=1, max_size=3)
patterns = st.one_of(
    st.just("**"), st.text("ab?", min_size=1, max_size=3), st.sampled_from(["*", "a*", "*b", "a*b", "*a*"])
)


@settings(max_examples=500, deadline=None)
@given(st.lists(patterns, min_size=1, max_size=4), st.lists(names, min_size=1, max_size=5))
def test_globs_agree_with_their_definition(parts: list[str], folders: list[str]) -> None:
    while "**" in parts and parts.index("**") + 1 < len(parts) and parts[parts.index("**") + 1] == "**":
        parts.pop(parts.index("**"))
    glob = "/".join(parts)
    if "*" not in glob and "?" not in glob:
        glob += "/*"
    assert matches(glob, "/".join(folders)) == reference(glob, "/".join(folders))
