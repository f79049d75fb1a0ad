from __future__ import annotations

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from specward.markdown import front_matter
from specward.markdown.front_matter import FrontMatter, loose_keys, set_value
from specward.markdown.scalar import quote

RECORD = """---
id: "0007"
title: Add login form
stage: green
labels: ["login", "forms"]
links:
  spec: specs/001-login/spec.md
  pr: null
files:
 - src/login.py
 - tests/test_login.py
feature:
---

## Prompt

Do it.
"""


def read(text: str) -> FrontMatter:
    found = front_matter.read(text)
    assert found is not None
    return found


def values(text: str) -> dict[str, object]:
    """Key to scalar, list of scalars or mapping of scalars."""
    return {key: _bare(node.value) for key, node in read(text).entries.items()}


def _bare(value: object) -> object:
    if isinstance(value, dict):
        return {key: _bare(node.value) for key, node in value.items()}
    return [_bare(node.value) for node in value] if isinstance(value, list) else value


def test_a_record_is_read_with_its_spans() -> None:
    found = read(RECORD)
    assert found.closed
    assert found.problem == ""
    assert RECORD[found.start : found.end].splitlines()[0] == "---"
    assert RECORD[found.start : found.end].endswith("feature:\n---")
    assert RECORD[found.content_start : found.content_end].startswith('id: "0007"\n')
    assert RECORD[found.content_start : found.content_end].endswith("feature:\n")
    assert RECORD[found.body_start :] == "\n## Prompt\n\nDo it.\n"
    assert values(RECORD)["links"] == {"spec": "specs/001-login/spec.md", "pr": "null"}
    assert found.text("id") == "0007"
    assert found.text("feature") == found.text("absent") == found.text("files") == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# Title\n",
        "---",
        "---\n",
        "---\n---\n",
        "---\n\nProse after a thematic break.\n\n---\n",
        "---\n\n# Title\n\n---\n",
        "----\nid: 1\n---\n",
        "--- text\nid: 1\n---\n",
        "text\n---\nid: 1\n---\n",
        " ---\nid: 1\n---\n",
        "---\n- a\n- b\n---\n",
        "---\nhttp://example.org\n---\n",
    ],
)
def test_a_document_without_front_matter_has_none(text: str) -> None:
    assert front_matter.read(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "---\nid: 1\n---\nbody",
        "\ufeff---\nid: 1\n---\nbody",
        "\n\n---\nid: 1\n---\nbody",
        "\ufeff\r\n---\r\nid: 1\r\n---\r\nbody",
        "---  \nid: 1\n---\t\nbody",
        "---\nid: 1\n...\nbody",
        "---\n\nid: 1\n---\nbody",
        "---\n# a comment\nid: 1\n\n---\nbody",
        "---\n  id: 1\n---\nbody",
        "---\n'id': 1\n---\nbody",
    ],
)
def test_front_matter_is_found_in_every_form_met(text: str) -> None:
    assert values(text) == {"id": "1"}
    assert text[read(text).body_start :] == "body"
    assert read(text).problem == ""


def test_front_matter_may_end_the_document() -> None:
    found = read("---\nid: 1\n---")
    assert found.end == found.body_start == len("---\nid: 1\n---")
    assert found.closed


def test_front_matter_that_is_never_closed_ends_at_the_first_heading() -> None:
    text = "---\nid: 1\ntitle: A\n\n## Prompt\n\nText\n"
    found = read(text)
    assert not found.closed
    assert found.problem == "front matter is not closed"
    assert text[found.problem_start : found.problem_end] == "---"
    assert values(text) == {"id": "1", "title": "A"}
    assert text[found.body_start :].startswith("## Prompt")


def test_a_thematic_break_in_the_body_does_not_close_front_matter() -> None:
    text = "---\nid: 1\n\n# Title\n\nProse: with a colon.\nAnd more.\n\n---\n\nEnd\n"
    assert not read(text).closed
    assert text[read(text).body_start :].startswith("# Title")
    assert values(text) == {"id": "1"}


def test_unclosed_front_matter_without_a_heading_ends_at_prose() -> None:
    text = "---\nid: 1\nfiles:\n - a\n\ntitle: A\n\nSome prose.\n"
    assert values(text) == {"id": "1", "files": ["a"], "title": "A"}
    assert text[read(text).body_start :] == "Some prose.\n"


@pytest.mark.parametrize("block", ["tag:Web Client\n", "tag:a\r\nowner:b\r\n"])
def test_keys_without_a_blank_make_front_matter_with_a_problem(block: str) -> None:
    text = f"---\n{block}---\n\n# T\n"
    found = read(text)
    assert found.problem
    assert text[found.body_start :] == "\n# T\n"


@pytest.mark.parametrize("text", ["---\nhttps://example.org\n---\n", "---\nNote:this\n\n---\n", "---\ntag:a\n"])
def test_a_line_between_breaks_that_is_no_key_makes_none(text: str) -> None:
    assert front_matter.read(text) is None


def test_one_bad_value_spoils_no_other() -> None:
    text = (
        "---\nid: 0010\ntitle: Fix: the login\nlabels: [a, b]\n"
        "links:\n  pr: null\nfiles:\n - a: b: c\n - d\nid: 2\n---\nbody\n"
    )
    found = read(text)
    assert values(text) == {
        "id": "0010",
        "title": "Fix: the login",
        "labels": ["a", "b"],
        "links": {"pr": "null"},
        "files": ["a: b: c", "d"],
    }
    assert "mapping values" in found.problem
    assert text[found.problem_start : found.problem_end] in "title: Fix: the login"
    assert found.closed
    for node in found.entries.values():
        assert text[node.key_start] in "itlf"


def test_a_key_given_twice_is_a_problem_and_the_first_one_counts() -> None:
    text = "---\nid: 1\nid: 2\n---\n"
    assert values(text) == {"id": "1"}
    assert read(text).problem == "duplicate key `id`"
    assert text[read(text).problem_start : read(text).problem_end] == "id: 2"


def test_a_template_that_was_never_filled_is_read_as_text() -> None:
    assert values("---\nid: {{ID}}\ntitle: {{TITLE}}\n---\n") == {"id": "{{ID}}", "title": "{{TITLE}}"}


def test_tabs_spoil_nothing() -> None:
    assert values("---\nid:\t1\ntitle: a\tb\nfiles:\n\t- x\n---\n") == {"id": "1", "title": "a\tb", "files": ["x"]}


def test_keys_without_dashes_can_be_asked_for() -> None:
    assert {key: node.value for key, node in loose_keys("\nid: 1\ntitle: A: b\n\n## Prompt\nx: y\n").items()} == {
        "id": "1",
        "title": "A: b",
    }
    assert list(loose_keys("```yaml\nid: 1\nstage: red\n```\nother: 2\n")) == ["id", "stage"]
    assert list(loose_keys("```yaml\nid: 1\n")) == ["id"]
    assert loose_keys("# Title\n") == {}
    assert loose_keys("") == {}


HOSTILE = [
    "---\n" + "a: " + "[" * 10_000 + "\n---\n",
    "---\nkey: v\n" + "k" * 1_000_000 + ": 1\n---\n",
    "---\nid: \0\n---\n",
    "---\nid: 1\n" + "\n---x" * 20_000,
    "---\nid: 1\n" + "a: b: c\n" * 20_000,
    "---\nid" + " " * 300_000 + "\n---\n",
    "---\nid: 1\n" + "# h\n" * 20_000 + "---\n",
    "\n" * 200_000 + "---\nid: 1\n---\n",
    "---\n" + "a: b: c\n" * 100_000 + "---\n",
    "---\nid: 1\n" + "a: b\n" * 100_000,
    "\n" * 2_000_000 + "---\nid: 1\n---\n",
    "---\n" + "#\n" * 500_000 + "id: 1\n---\n",
    "---\na: &a [x]\nb: [*a, *a]\n---\n",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_answered(text: str) -> None:
    found = front_matter.read(text)
    assert found is None or 0 <= found.start <= found.content_start <= found.content_end <= found.body_start <= len(
        text
    )


PIECES = [
    "---", "...", "\n", "\r\n", "\r", "\n\n", "id: 1", "title: a: b", "- x", " - y", "  k: v", "# H", "## H", "\t", " ",
    "\ufeff", '"', "'", "[", "{", "|", "&a", "*a", "\0",
    "\u2028", "\u0085", "😀", "\ud800", "```", "key:", ": ", "<<: *a",
]  # fmt: skip
documents = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=20).map(lambda pieces: "---\n" + "\n".join(pieces)),
)


@settings(max_examples=400, deadline=None)
@given(documents)
def test_no_text_makes_the_reader_raise(text: str) -> None:
    loose_keys(text)
    found = front_matter.read(text)
    if found is None:
        return
    order = [0, found.start, found.content_start, found.content_end, found.end, found.body_start, len(text)]
    assert order == sorted(order)
    assert (
        found.content_start <= found.problem_start <= found.problem_end <= len(text)
        or not found.problem
        or not found.closed
    )
    for node in found.entries.values():
        assert found.content_start <= node.key_start <= node.start <= node.end <= found.content_end


@pytest.mark.parametrize(
    "value", ["specs/001-login/spec.md", "Add login form", "green", "/sp.phr", "gpt-5", "a:b", "C++", "x #", "a, b"]
)
def test_harmless_text_is_written_plain_or_quoted_for_a_reason(value: str) -> None:
    assert quote(value) == (f'"{value}"' if {"#", ","} & set(value) else value)


@pytest.mark.parametrize(
    "value",
    ["", "0010", "1", "2026-01-02", "null", "Yes", "off", "y", "~", "-x", "a: b", "a:", "a ", "[x", "{x}", "#x", "*x",
     "&x", "!x", "%x", "@x", "`x", "'x'", '"x"', ".5", "1:30", "=", "<<", "é", "x\ty", "a\nb", "001-login", "?",
     "C:\\x"],
)  # fmt: skip
def test_text_that_yaml_could_retype_is_quoted(value: str) -> None:
    assert quote(value)[0] in "\"'"


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=40))
@example("A?")
@example("a:b")
@example('it\'s "both" \\ and\n\u2028\u0085\ufeff😀\x00\ufffe')
def test_quoted_text_is_read_back(value: str) -> None:
    import yaml

    from specward import yaml_text

    assert yaml_text.read(f"k: {quote(value)}\n").entries["k"].value == value
    assert yaml.safe_load(f"k: {quote(value)}\n")["k"] == value
    assert yaml.safe_load(f"k: [{quote(value)}, x]\n")["k"] == [value, "x"]


BEFORE = [
    RECORD,
    RECORD.replace("\n", "\r\n"),
    "\ufeff" + RECORD,
    "---\nid: 1\ntitle: a # remark\nfeature:   # none\n---",
    "---\n  id: 1\n  title: >-\n    folded\n    text\n---\nbody\n",
    "---\nid: 1\ntitle: x\n\n## Prompt\n",
    "---\nid: 1\ntitle: Fix: it\n---\n",
    '---\n"title": x\n---\n',
]


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(BEFORE),
    st.sampled_from(["id", "title", "feature", "links", "labels", "files", "new", "uid"]),
    st.one_of(st.text(max_size=30), st.lists(st.text(max_size=10), max_size=3)),
)
def test_an_edit_is_read_back_and_changes_nothing_else(text: str, key: str, value: str | list[str]) -> None:
    before = read(text)
    span, written = set_value(text, before, key, value)
    edited = text[: span.start] + written + text[span.end :]
    after = read(edited)
    assert _bare(after.entries[key].value) == value
    assert before.closed == after.closed
    others = {name: node for name, node in before.entries.items() if name != key}
    assume(not (before.problem and before.closed) or key != "title")
    assert {name: _bare(node.value) for name, node in others.items()} == {
        name: _bare(node.value) for name, node in after.entries.items() if name != key
    }
    assert edited[after.body_start :] == text[before.body_start :]
