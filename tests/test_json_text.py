from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specward.json_text import Node, NotJson, insert, loads, parse, remove, replace

BLANKS = st.text(" \t\r\n", max_size=3)
SCALARS = ["0", "1.0", "-2.5e+10", "12345678901234567890", "true", "false", "null", '""', '"é \\u00e9 \\" \\\\ /"']
KEYS = ["a", "hooks", "", 'q"', "é"]

Tree = Any
TREES = st.recursive(
    st.sampled_from(SCALARS),
    lambda inner: (
        st.lists(inner, max_size=4) | st.lists(st.tuples(st.sampled_from(KEYS), inner), max_size=4).map(tuple)
    ),
    max_leaves=12,
)


@st.composite
def written(draw: st.DrawFn, tree: Tree) -> str:
    """A tree of lists, tuples of members and texts of scalars, written with blanks wherever JSON allows them."""
    if isinstance(tree, str):
        return tree
    parts = []
    for child in tree:
        name = ""
        if isinstance(tree, tuple):
            key, child = child  # noqa: PLW2901 -- a member is a key and a child
            name = json.dumps(key, ensure_ascii=draw(st.booleans())) + draw(BLANKS) + ":" + draw(BLANKS)
        parts.append(draw(BLANKS) + name + draw(written(child)) + draw(BLANKS))
    inside = ",".join(parts) if parts else draw(BLANKS)
    return f"{{{inside}}}" if isinstance(tree, tuple) else f"[{inside}]"


@st.composite
def documents(draw: st.DrawFn) -> str:
    text = draw(BLANKS) + draw(written(draw(TREES))) + draw(BLANKS)
    return draw(st.sampled_from(["", "\ufeff"])) + text


def nodes(node: Node) -> list[Node]:
    return [node, *(found for child in node.children for found in nodes(child.node))]


def plain(text: str, node: Node) -> Any:
    """What a node holds, by its parts."""
    if node.kind == "{":
        return {child.key: plain(text, child.node) for child in node.children}
    return [plain(text, child.node) for child in node.children] if node.kind == "[" else loads(text, node)


@given(documents())
def test_every_part_of_a_document_stands_where_the_scanner_says(text: str) -> None:
    root = parse(text)
    assert plain(text, root) == json.loads(text.removeprefix("\ufeff"))
    for node in nodes(root):
        assert loads(text, node) == plain(text, node)
        for child in node.children:
            assert child.key is None or text.startswith('"', child.start)


@settings(max_examples=300)
@given(documents(), st.data(), st.sampled_from([1, {"command": "x", "list": [{}]}, []]))
def test_what_was_inserted_is_there_and_removing_it_gives_back_every_byte(
    text: str, data: st.DataObject, value: object
) -> None:
    holders = [node for node in nodes(parse(text)) if node.kind]
    if not holders:
        return
    at = data.draw(st.integers(0, len(holders) - 1))
    holder = holders[at]
    key = "new" if holder.kind == "{" else None
    after = insert(text, holder, value, key)
    changed = next(node for node in nodes(parse(after)) if node.kind and node.start == holder.start)
    assert loads(after, changed.children[-1].node) == value
    assert changed.children[-1].key == key
    before = plain(text, holder)
    assert plain(after, changed) == ([*before, value] if key is None else {**before, key: value})
    back = remove(after, changed, len(changed.children) - 1)
    if holder.children:
        assert back == text
    else:
        brackets = text[holder.start] + text[holder.end - 1]
        assert back == text[: holder.start] + brackets + text[holder.end :]


@given(documents(), st.data())
def test_without_any_child_the_others_are_as_they_were(text: str, data: st.DataObject) -> None:
    holders = [node for node in nodes(parse(text)) if node.children]
    if not holders:
        return
    holder = data.draw(st.sampled_from(holders))
    index = data.draw(st.integers(0, len(holder.children) - 1))
    after = remove(text, holder, index)
    changed = next(node for node in nodes(parse(after)) if node.kind and node.start == holder.start)
    left = [text[c.start : c.end] for i, c in enumerate(holder.children) if i != index]
    assert [after[child.start : child.end] for child in changed.children] == left


@given(st.text('{}[]",:\\ \n\t01.eE+-truefalsn/u\ufeff', max_size=30))
def test_what_is_read_is_what_the_standard_library_reads(text: str) -> None:
    try:
        expected = json.loads(text.removeprefix("\ufeff"), parse_constant=pytest.fail)
    except (ValueError, pytest.fail.Exception):
        with pytest.raises(NotJson):
            parse(text)
    else:
        assert plain(text, parse(text)) == expected


@pytest.mark.parametrize(
    ("text", "line", "column", "problem"),
    [
        ("", 1, 1, "a value is expected here"),
        ('{\n  "a": 1,\n}', 3, 1, "a key in double quotes is expected here"),
        ("[1, 2,]", 1, 7, "a value is expected here"),
        ('{\n  // mine\n  "a": 1\n}', 2, 3, "a key in double quotes is expected here; comments are no part of JSON"),
        ('{"a": 1 /* b */}', 1, 9, "`,` or `}` is expected here; comments are no part of JSON"),
        ("{'a': 1}", 1, 2, "a key in double quotes is expected here"),
        ('{"a" 1}', 1, 6, "`:` is expected here"),
        ('["a\nb"]', 1, 2, "a valid string is expected here"),
        ('["\\x"]', 1, 2, "a valid string is expected here"),
        ("[NaN]", 1, 2, "a value is expected here"),
        ("[01]", 1, 3, "`,` or `]` is expected here"),
        ("{} {}", 1, 4, "something follows after the value"),
        ('{"a": [1}', 1, 9, "`,` or `]` is expected here"),
    ],
)
def test_what_is_no_json_is_told_with_its_place(text: str, line: int, column: int, problem: str) -> None:
    with pytest.raises(NotJson) as caught:
        parse(text)
    assert (caught.value.line, caught.value.column, caught.value.problem) == (line, column, problem)


def test_of_a_key_that_occurs_twice_the_last_counts() -> None:
    text = '{"a": 1, "\\u0061": {"b": 2}}'
    found = parse(text).find(("a", "b"))
    assert found is not None
    assert loads(text, found) == 2


def test_a_way_that_leads_through_no_object_leads_nowhere() -> None:
    assert parse('{"a": [1]}').find(("a", "b")) is None
    assert parse("[]").find(("a",)) is None


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ('{\n\t"a": 1\n}', '{\n\t"a": 1,\n\t"k": [\n\t\t2\n\t]\n}'),
        ('{\n    "a": 1\n}\n', '{\n    "a": 1,\n    "k": [\n        2\n    ]\n}\n'),
        ('{\r\n  "a" : 1\r\n}', '{\r\n  "a" : 1,\r\n  "k" : [\r\n    2\r\n  ]\r\n}'),
        ('{"a":1}', '{"a":1,"k":[2]}'),
        ('{"a": 1}', '{"a": 1, "k": [2]}'),
        ('{ "a": 1 }', '{ "a": 1, "k": [2] }'),
        ("{}", '{\n  "k": [\n    2\n  ]\n}'),
        ("{ \n }\n", '{\n  "k": [\n    2\n  ]\n}\n'),
        ('{\n  "a": 1\n  , "b": 2\n}', '{\n  "a": 1\n  , "b": 2, "k": [2]\n}'),
    ],
)
def test_what_is_inserted_is_written_like_its_neighbours(text: str, after: str) -> None:
    assert insert(text, parse(text), [2], "k") == after


def test_an_empty_list_deep_inside_is_opened_at_its_own_indentation() -> None:
    text = '{\n  "a": {\n    "b": []\n  }\n}'
    holder = parse(text).find(("a", "b"))
    assert holder is not None
    assert insert(text, holder, {"c": 1}) == '{\n  "a": {\n    "b": [\n      {\n        "c": 1\n      }\n    ]\n  }\n}'


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ('{\n  "a": {\n    "b": 1\n  }\n}', '{\n  "a": {\n    "c": 2\n  }\n}'),
        ('{\n  "a": {"b": 1}\n}', '{\n  "a": {"c": 2}\n}'),
    ],
)
def test_another_value_takes_the_room_of_the_one_before(text: str, after: str) -> None:
    node = parse(text).find(("a",))
    assert node is not None
    assert replace(text, node, {"c": 2}) == after


def test_nesting_has_an_end() -> None:
    parse("[" * 100 + "]" * 100)
    with pytest.raises(NotJson, match="nested more than 100 deep"):
        parse("[" * 100_000)


def test_a_megabyte_is_read_in_a_moment() -> None:
    text = '{"a": "' + "\\\\" * 500_000 + '", "b": [' + "1," * 100_000 + "1]}"
    begin = time.perf_counter()
    parse(text)
    assert time.perf_counter() - begin < 5


def test_an_unclosed_string_is_refused_in_a_moment() -> None:
    begin = time.perf_counter()
    with pytest.raises(NotJson):
        parse('"' + "\\n" * 1_000_000)
    assert time.perf_counter() - begin < 5
