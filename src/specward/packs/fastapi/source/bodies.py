"""What a function does itself: its statements without the functions and classes that stand in it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from specward.packs.fastapi.source.expressions import argument

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specward.packs.fastapi.source.module import Module

_OTHERS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


def own_nodes(body: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """Every node of some statements or expressions, from top to bottom; of a function in them just the node itself."""
    waiting = [*body]
    waiting.reverse()
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, _OTHERS):
            below = list(ast.iter_child_nodes(node))
            below.reverse()
            waiting += below


def is_main(node: ast.AST) -> bool:
    """Whether a statement is `if __name__ == "__main__":`, which does nothing when the file is imported."""
    test = node.test if isinstance(node, ast.If) else None
    return isinstance(test, ast.Compare) and isinstance(test.left, ast.Name) and test.left.id == "__name__"


def yields(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.Yield]:
    """What a function yields by itself; a dependency that does so is a generator."""
    return [node for node in own_nodes(function.body) if isinstance(node, ast.Yield)]


def method(call: ast.Call) -> str:
    """What a call calls as a method; empty where it calls no method."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def endpoints(module: Module) -> set[ast.AST]:
    """The functions of a file that a decorator makes operations."""
    return {route.function.node for route in module.routes}


def injected(module: Module) -> set[str]:
    """The names of what a file hands to `Depends` or `Security`, as imported."""
    calls = (call.node for call in module.calls if call.name.rpartition(".")[2] in {"Depends", "Security"})
    given = (argument(call, "dependency", 0) for call in calls)
    return {module.name_of(one) for one in given if one is not None}
