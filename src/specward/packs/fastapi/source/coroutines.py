"""The coroutines of a file, and the calls in it that may drop one."""

from __future__ import annotations

import ast
import sys
from bisect import bisect_left, bisect_right
from functools import cache
from typing import TYPE_CHECKING

from specward.packs.fastapi.source.expressions import first_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.source.module import Call, Function, Module

_METHOD = frozenset({"staticmethod", "classmethod"})


def coroutines_of(module: Module) -> tuple[str, ...]:
    """The functions of a file that are `async def`, methods as `Class.method`.

    What yields is none, and of what has a decorator nobody can tell.
    """
    yields = sorted(node.lineno for kind in (ast.Yield, ast.YieldFrom) for node in module.nodes(kind))
    found = (_called(function) for function in module.functions if _is_coroutine(module, function, yields))
    return tuple(dict.fromkeys(name for name in found if name))


def dropped_calls(module: Module) -> Iterator[tuple[str, ast.Call]]:
    """The calls of a file that are statements by themselves and not awaited, with the name of what is called.

    Told are those of an imported name and of a coroutine of the same file; a name that is a parameter is another, and
    the standard library has nothing that matters here.
    """
    statements = {node.value for node in module.nodes(ast.Expr) if isinstance(node.value, ast.Call)}
    own = frozenset(coroutines_of(module))
    parameters = cache(_parameters)
    for call in module.calls:
        name = _told(module, call, own) if call.node in statements else ""
        if name and name.partition(".")[0] not in parameters(call.function):
            yield name, call.node


def _is_coroutine(module: Module, function: Function, yields: list[int]) -> bool:
    node = function.node
    first_after = bisect_left(yields, node.lineno)
    if not function.is_async or bisect_right(yields, node.end_lineno or node.lineno) > first_after:
        return False
    return all(module.name_of(decorator) in _METHOD for decorator in node.decorator_list)


def _called(function: Function) -> str:
    """What others call a function; empty where they cannot, for it stands in another."""
    if function.outer is not None:
        return ""
    return f"{function.owner.node.name}.{function.node.name}" if function.owner else function.node.name


def _told(module: Module, call: Call, own: frozenset[str]) -> str:
    """The name of what a call calls; empty where it is of no interest."""
    first, _, rest = call.name.partition(".")
    if first in {"self", "cls"}:
        owner = call.function.owner if call.function else None
        name = f"{owner.node.name}.{rest}" if owner else ""
        return name if name in own else ""
    if not first or call.awaited:
        return ""
    is_imported = first_name(call.node.func) in module.imports and first not in sys.stdlib_module_names
    return call.name if call.name in own or is_imported else ""


def _parameters(function: Function | None) -> frozenset[str]:
    given = function.node.args if function else None
    return frozenset(one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs)) if given else frozenset()
