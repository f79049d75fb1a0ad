"""Trees of another Python: what this one has no word for becomes what it knows, and what is too much is refused."""

from __future__ import annotations

import ast
from typing import Any

import pytest

from specward.digest import digest
from specward.packs.fastapi.probing.inside.serialise import serialise
from specward.packs.fastapi.probing.probe_file import PATH, written
from specward.packs.fastapi.probing.probed import Probed, Tree
from specward.packs.fastapi.probing.tree import DEEPEST, NotATree, rebuild
from specward.packs.fastapi.source.modules import read_module
from specward.project import Project
from specward.sources.memory import MemorySource

NAME: list[Any] = ["Name", "expr", [1, 0, 1, 1], {"id": "f", "ctx": {"s": "Load"}}]
CALL: list[Any] = ["Call", "expr", [1, 0, 1, 3], {"func": {"n": 3}, "args": [], "keywords": []}]


def module(statement: list[Any], *others: list[Any], text: str = "f()\n") -> ast.Module:
    return rebuild([["Module", "mod", None, {"body": [{"n": 1}], "type_ignores": []}], statement, *others], text)


@pytest.mark.verifies("006-the-five-agents/AC-016")
def test_a_statement_that_is_not_known_keeps_its_expressions() -> None:
    tree = module(["Defer", "stmt", [1, 0, 1, 3], {"value": {"n": 2}}], CALL, NAME)
    assert ast.unparse(tree) == "(f(),)"
    assert [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Call)] == [1]


@pytest.mark.verifies("006-the-five-agents/AC-016")
def test_a_statement_that_is_not_known_keeps_its_statements() -> None:
    inner = ["Expr", "stmt", [1, 0, 1, 3], {"value": {"n": 3}}]
    tree = module(["Lazily", "stmt", [1, 0, 1, 3], {"body": [{"n": 2}]}], inner, NAME)
    assert ast.unparse(tree) == "if ():\n    f"


@pytest.mark.verifies("006-the-five-agents/AC-016")
def test_an_expression_that_is_not_known_keeps_what_is_in_it() -> None:
    tree = module(
        ["Expr", "stmt", [1, 0, 1, 3], {"value": {"n": 2}}],
        ["Pipe", "expr", [1, 0, 1, 3], {"left": {"n": 3}, "right": {"n": 4}, "how": "up"}],
        NAME,
        NAME,
    )
    assert ast.unparse(tree) == "(f, f)"


@pytest.mark.verifies("006-the-five-agents/AC-016")
def test_a_type_alias_is_an_annotated_assignment_and_type_parameters_are_left_out() -> None:
    target = ["Name", "expr", [1, 0, 1, 1], {"id": "T", "ctx": {"s": "Store"}}]
    parameter = ["SomeVar", "type_param", [1, 0, 1, 1], {"name": "U"}]
    fields = {"name": {"n": 2}, "type_params": [{"n": 4}], "value": {"n": 3}}
    alias = module(["TypeAlias", "stmt", [1, 0, 1, 3], fields], target, NAME, parameter)
    assert ast.unparse(alias) in {"T: TypeAlias = f", "type T = f"}


@pytest.mark.parametrize(
    "change", [{"n": 0}, {"n": 1}, {"n": 9}, {"n": "1"}, {"s": "Nothing"}, {"c": ["int", "x"]}, 3.5]
)
def test_a_value_that_no_tree_holds_is_refused(change: object) -> None:
    with pytest.raises(NotATree):
        module(["Expr", "stmt", [1, 0, 1, 3], {"value": change}])


def test_a_node_outside_of_the_file_is_refused() -> None:
    for position in ([3, 0, 3, 1], [1, 0, 1, 99], [0, 0, 0, 1], [1, -1, 1, 1], [1, 0, 1], "1"):
        with pytest.raises(NotATree):
            module(["Expr", "stmt", [1, 0, 1, 3], {"value": {"n": 2}}], [*NAME[:2], position, NAME[3]])


def test_a_tree_that_is_too_deep_is_refused() -> None:
    text = "x = " + "-" * (DEEPEST + 1) + "1\n"
    with pytest.raises(NotATree, match="deep"):
        rebuild(serialise(ast.parse(text)), text)


def test_nodes_that_nobody_holds_are_refused() -> None:
    with pytest.raises(NotATree):
        module(["Pass", "stmt", [1, 0, 1, 3], {}], NAME)


NEWER = "lazily load()\n"
"""In the syntax of no Python yet."""


def read(text: str, probed: Probed) -> tuple[list[str], bool]:
    """The calls in a file, and whether it is said not to be analysed."""
    project = Project(MemorySource({"app/new.py": text, PATH: written(probed)}))
    module = read_module(project, "app/new.py")
    assert module is not None
    return [call.name for call in module.calls], module.unread is not None


@pytest.mark.verifies("006-the-five-agents/AC-016")
def test_a_file_in_a_newer_syntax_is_known_by_the_tree_that_the_projects_interpreter_made_of_that_text() -> None:
    call = ["Call", "expr", [1, 7, 1, 13], {"func": {"n": 3}, "args": [], "keywords": []}]
    name = ["Name", "expr", [1, 7, 1, 11], {"id": "load", "ctx": {"s": "Load"}}]
    body = ["Lazily", "stmt", [1, 0, 1, 13], {"value": {"n": 2}}]
    nodes = [["Module", "mod", None, {"body": [{"n": 1}], "type_ignores": []}], body, call, name]
    probed = Probed(trees={"app/new.py": Tree(digest(NEWER), nodes)})
    assert read(NEWER, probed) == (["load"], False)
    assert read(f"{NEWER}\n", probed) == ([], True)
    assert read(NEWER, Probed(trees={"app/new.py": Tree(digest(NEWER), nodes[:2])})) == ([], True)
    assert read(NEWER, Probed()) == ([], True)
