"""Syntax trees through JSON: nothing is lost of a tree, and nothing gets through that is none."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import specward
from specward.packs.fastapi.probing.inside.serialise import serialise
from specward.packs.fastapi.probing.tree import NotATree, rebuild

SOURCES = sorted(Path(specward.__file__).parent.glob("[a-f]*/**/*.py"))[::20]
EVERY_CONSTANT = """
async def f(a, /, b: int = 1, *c, d=..., **e) -> None:
    x = [0xFFFFFFFFFFFFFFFFFFFF, -1.5e300, 2j, b"\\x00\\xff", None, True, 1e999, "\\ud800", "ä", u"u"]
    match x:
        case {"a": 1, **rest} | [1, *_] if a:
            pass
    async with a as b, c:
        return f"{a!r:>{b}} {{}}"
"""


def tree_of(text: str) -> ast.Module:
    return rebuild(json.loads(json.dumps(serialise(ast.parse(text)))), text)


def dumped(tree: ast.AST) -> str:
    return ast.dump(tree, include_attributes=True)


@pytest.mark.verifies("006-the-five-agents/AC-016")
def test_every_tree_of_this_repositorys_source_comes_back_whole() -> None:
    for text in [EVERY_CONSTANT, *(path.read_text(encoding="utf-8") for path in SOURCES)]:
        assert dumped(tree_of(text)) == dumped(ast.parse(text))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["Name", "Call", "expr", "stmt", "Load", "a"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["n", "s", "c", "id", "ctx", "body", "func", "value", "args"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


def refused_or_a_module(nodes: list[Any], text: str) -> None:
    try:
        tree = rebuild(nodes, text)
    except NotATree:
        return
    assert isinstance(tree, ast.Module)
    dumped(tree)
    compile(tree, "<test>", "exec", dont_inherit=True, flags=ast.PyCF_ONLY_AST)


@given(st.lists(JSON, max_size=5))
def test_any_list_is_a_module_or_refused(nodes: list[Any]) -> None:
    refused_or_a_module(nodes, "x\n")


NODES = serialise(ast.parse(EVERY_CONSTANT))


@given(st.integers(0, len(NODES) - 1), st.integers(0, 3), JSON)
def test_a_tree_with_one_part_forged_is_a_module_or_refused(node: int, part: int, forged: Any) -> None:
    nodes = json.loads(json.dumps(NODES))
    nodes[node][part] = forged
    refused_or_a_module(nodes, EVERY_CONSTANT)


@given(st.integers(0, len(NODES) - 1), st.data())
def test_a_tree_with_one_field_forged_is_a_module_or_refused(node: int, data: st.DataObject) -> None:
    nodes = json.loads(json.dumps(NODES))
    fields = nodes[node][3]
    if fields:
        fields[data.draw(st.sampled_from(sorted(fields)))] = data.draw(JSON)
    refused_or_a_module(nodes, EVERY_CONSTANT)
