from __future__ import annotations

import sys
from typing import Any

import pytest

from specward import yaml_text
from specward.yaml_text import Node, YamlError, events, subset


def plain(node: Node) -> Any:
    """The bare values of a node."""
    if isinstance(node.value, dict):
        return {key: plain(value) for key, value in node.value.items()}
    return node.value if isinstance(node.value, str) else [plain(item) for item in node.value]


READ_BY_THE_SUBSET = [
    ("id: 0010\ndate: 2026-01-02\nok: yes\nn: null\n", {"id": "0010", "date": "2026-01-02", "ok": "yes", "n": "null"}),
    ("a:\n  - x: 1\n    y: 2\n  -\n  - z\nb:\n- 1\nc:\n", {"a": [{"x": "1", "y": "2"}, "", "z"], "b": ["1"], "c": ""}),
    (
        "- rule: x\n- forbid: {pattern: 'print\\(', in: 'src/**'}\n",
        [{"rule": "x"}, {"forbid": {"pattern": "print\\(", "in": "src/**"}}],
    ),
    ("a: ['x, y', \"z\", src/**, [1, {k: v}]]\n", {"a": ["x, y", "z", "src/**", ["1", {"k": "v"}]]}),
    ('"a b": c\n\'d\': "e # f" # g\n', {"a b": "c", "d": "e # f"}),
    ("---\n# first\na: b # c\n\n  # d\ne: f#g\n", {"a": "b", "e": "f#g"}),
    ("a: 1\r\nb:\r\n  - 2\r\n", {"a": "1", "b": ["2"]}),
    ("url: https://example.org/a:b\n", {"url": "https://example.org/a:b"}),
    ("a:\n    b:\n      c:\n      - d\n    e: f\n", {"a": {"b": {"c": ["d"]}, "e": "f"}}),
    ("", ""),
    ("# nothing\n", ""),
    ("a: []\nb: {}\n", {"a": [], "b": {}}),
    ("a :  b   \n", {"a": "b"}),
]


@pytest.mark.parametrize(("text", "expected"), READ_BY_THE_SUBSET)
def test_plain_documents_are_read_without_a_yaml_parser(text: str, expected: object) -> None:
    node = subset.read(text, 0, len(text))
    assert node is not None
    assert plain(node) == expected


@pytest.mark.parametrize(("text", "_expected"), READ_BY_THE_SUBSET)
def test_both_readers_give_the_same_nodes(text: str, _expected: object) -> None:
    if text.strip(" \n#nothig"):
        assert subset.read(text, 0, len(text)) == events.read(text, 0, len(text))


@pytest.mark.parametrize(
    "text",
    [
        "a: |\n  b\n",
        "a: >-\n  b\n",
        'a: "b\\tc"\n',
        "a: 'it''s'\n",
        "a: b\n  c\n",
        "a:\n  b\n",
        "a:\tb\n",
        "a: b\u00a0\n",
        "a: b\u0085c\n",
        "a: b\u2028c\n",
        "a: b\rc: d\n",
        "- - a\n",
        "a: [b,\n  c]\n",
        "? a\n: b\n",
        "a: [b: c]\n",
        "a: [b, ]\n",
        "a: [1,, 2]\n",
        "just text\n",
        "a: 1\n b: 2\n",
        "  a: 1\nb: 2\n",
        "a: 1\n- b\n",
        "%YAML 1.1\n---\na: b\n",
        "...\n",
    ],
)
def test_the_subset_declines_what_it_is_not_sure_of(text: str) -> None:
    assert subset.read(text, 0, len(text)) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: |\n  b\n  c\nd: e\n", {"a": "b\nc\n", "d": "e"}),
        ('a: "b\\tc"\n', {"a": "b\tc"}),
        ("a: 'it''s'\n", {"a": "it's"}),
        ("a: b\n  c\n", {"a": "b c"}),
        ("a: [b,\n  c]\n", {"a": ["b", "c"]}),
        ("- - a\n  - b\n", [["a", "b"]]),
        ("a:\tb\n", {"a": "b"}),
        ("a: 👩\u200d🚀\n", {"a": "👩\u200d🚀"}),
    ],
)
def test_the_rest_of_yaml_is_read_too(text: str, expected: object) -> None:
    assert plain(yaml_text.read(text)) == expected


def test_spans_slice_the_document_at_any_start() -> None:
    text = 'before\n---\nid: "01"\nfiles:\n - a.py\nlong: |\n  one\n\n  two\n\nlast:\n---\nafter'
    entries = yaml_text.read(text, 11, text.index("---\nafter")).entries
    assert text[entries["id"].start : entries["id"].end] == '"01"'
    assert text[entries["id"].key_start :].startswith("id:")
    assert text[entries["files"].start : entries["files"].end] == "- a.py"
    assert text[entries["long"].start : entries["long"].end] == "|\n  one\n\n  two"
    assert entries["last"].start == entries["last"].end == text.index("last:") + 5


def test_only_missing_and_unquoted_nulls_are_null() -> None:
    entries = yaml_text.read("a:\nb: null\nc: ~\nd: \"\"\ne: 'null'\nf: none\n").entries
    assert [key for key, node in entries.items() if node.is_null] == ["a", "b", "c"]
    assert entries["b"].value == "null"
    assert entries["b"].text == ""
    assert entries["e"].text == "null"


@pytest.mark.parametrize(
    ("text", "message", "offset"),
    [
        ("a: &x 1\nb: *x\n", "anchor `&x`", 3),
        ("b: *x\n", "alias `*x`", 3),
        ("a: !!python/object:os.system b\n", "tags", 3),
        ("<<: {a: 1}\n", "merge keys", 0),
        ("a: 1\nb: 2\na: 3\n", "duplicate key `a`", 10),
        ("x: {a: 1, a: 2}\n", "duplicate key `a`", 10),
        ("a: 1\n---\nb: 2\n", "a second document", 5),
        ("[a]: b\n", "a key must be plain text", 0),
        ("id: {{ID}}\n", "a key must be plain text", 5),
        ("? \n: b\n", "a key is missing", 1),
        ("title: a: b\n", "mapping values", 8),
        ("é: 😀\nx: \x07", "control characters", 8),
        ("a: \0", "control characters", 3),
        ("a: [b\n", "", 6),
    ],
)
def test_what_is_refused_is_said_with_its_place(text: str, message: str, offset: int) -> None:
    with pytest.raises(YamlError) as caught:
        yaml_text.read(text)
    assert message in caught.value.message
    assert caught.value.offset == offset
    assert "\n" not in caught.value.message


def test_an_error_is_placed_in_the_whole_text() -> None:
    with pytest.raises(YamlError) as caught:
        yaml_text.read("0123456789a: b: c\n", 10)
    assert caught.value.offset == 14


def test_an_alias_bomb_is_refused_before_it_grows() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    with pytest.raises(YamlError, match="anchor"):
        yaml_text.read("\n".join(lines))


@pytest.mark.parametrize("text", ["[" * 10_000, "a: " + "[" * 10_000, "{a: " * 10_000, "- " * 10_000])
def test_deep_nesting_is_refused(text: str) -> None:
    with pytest.raises(YamlError):
        yaml_text.read(text)


def test_deep_blocks_are_refused() -> None:
    text = "\n".join(" " * depth + "a:" for depth in range(2_000))
    with pytest.raises(YamlError, match="levels deep"):
        yaml_text.read(text)


def test_a_key_of_a_megabyte_is_refused() -> None:
    with pytest.raises(YamlError):
        yaml_text.read("k" * 1_000_000 + ": v\n")


def test_the_same_line_in_two_places_is_read_with_the_places_of_each() -> None:
    first = yaml_text.read("labels: [a, {b: c}]\n").entries["labels"]
    first.items.clear()
    second = yaml_text.read("x: y\nlabels: [a, {b: c}]\n").entries["labels"]
    assert (second.start, second.end, second.key_start) == (13, 24, 5)
    assert [(item.start, item.end) for item in second.items] == [(14, 15), (17, 23)]
    assert second.items[1].entries["b"] == ("c", 21, 22, 18)


def test_a_byte_order_mark_is_passed_over() -> None:
    assert plain(yaml_text.read("\ufeffa: b\n")) == {"a": "b"}
    assert plain(yaml_text.read("\ufeffa: |\n  b\n")) == {"a": "b\n"}


def test_the_pure_python_parser_gives_the_same_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    import yaml

    text = "a: |\n  b\r\nc: [1,\n 2]\nd: 😀 e\nf:\n"
    fast = events.read(text, 0, len(text))
    monkeypatch.setattr(events, "_LOADER", yaml.BaseLoader)
    assert events.read(text, 0, len(text)) == fast
    with pytest.raises(YamlError) as caught:
        events.read("é: 😀\nx: \x07", 0, 9)
    assert caught.value.offset == 8


def test_plain_text_does_not_bring_in_a_yaml_parser(unmeasured: None) -> None:
    import subprocess

    code = "import sys; from specward import yaml_text; yaml_text.read('a: [b]'); sys.exit('yaml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
