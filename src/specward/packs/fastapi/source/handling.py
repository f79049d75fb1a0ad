"""What an `except` clause does with what it catches."""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import TYPE_CHECKING

from specward.packs.fastapi.source.bodies import own_nodes
from specward.suppression import MARK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.source.module import Handler, Module

_BROAD = frozenset({"Exception", "BaseException", "builtins.Exception", "builtins.BaseException"})
_IMPORTS = (ast.Import, ast.ImportFrom)
_ENDING = frozenset(
    {"close", "aclose", "cancel", "stop", "shutdown", "terminate", "kill", "unlink", "remove", "disconnect"}
)
"""The methods that put something away; that this fails matters to nobody."""
_LEAVING = re.compile(r"os\.(exec\w+|_exit|abort)|sys\.exit")
_FEW = 3
"""Fewer statements do one thing, of which it is plain what may go wrong."""


def is_broad(handler: Handler) -> bool:
    """Whether it catches whatever goes wrong."""
    return handler.node.type is None or not _BROAD.isdisjoint(handler.caught)


def is_swallowing(handler: Handler) -> bool:
    """Whether it drops whatever goes wrong: it catches all, and does nothing at all, or is bare and raises nothing."""
    if handler.node.type is None:
        return not any(map(_leaves, own_nodes(handler.node.body)))
    return is_broad(handler) and all(map(_is_nothing, handler.node.body))


def _leaves(node: ast.AST) -> bool:
    """Whether nothing goes on after a node: it raises, or ends or replaces the process."""
    if isinstance(node, ast.Call):
        return _LEAVING.fullmatch(ast.unparse(node.func)) is not None
    return isinstance(node, ast.Raise)


def is_silent(handler: Handler, module: Module) -> bool:
    """Whether nobody learns of what it catches: it neither raises nor looks at it, and calls nothing that tells."""
    node = handler.node
    for inner in own_nodes(node.body):
        if isinstance(inner, ast.Raise) or (isinstance(inner, ast.Name) and inner.id == node.name):
            return False
        if isinstance(inner, ast.Call) and _tells(_called(inner, module)):
            return False
    return True


def guarded(module: Module) -> Iterator[tuple[Handler, list[ast.stmt]]]:
    """Each `except` clause that somebody may wonder about, with what it guards.

    Left out are those that guard just imports, or just the end of something, and those within another one, where what
    went wrong first is dealt with; as well as those that a comment explains.
    """
    tried: list[ast.Try | ast.TryStar] = [*module.nodes(ast.Try)]
    tried += module.nodes(ast.TryStar)
    bodies = {handler: one.body for one in tried for handler in one.handlers}
    within = {
        node
        for handler in module.handlers
        for node in own_nodes(handler.node.body)
        if isinstance(node, ast.ExceptHandler)
    }
    for handler in module.handlers:
        body = bodies[handler.node]
        if handler.node not in within and not all(map(_is_plain, body)) and not _is_explained(handler, module):
            yield handler, body


def may_fail_anyhow(body: list[ast.stmt]) -> bool:
    """Whether statements do so much that many things may go wrong: more than a few, or one that waits for another."""
    nodes = list(own_nodes(body))
    if any(isinstance(node, ast.Await | ast.AsyncWith | ast.AsyncFor) for node in nodes):
        return True
    return sum(isinstance(node, ast.stmt) for node in nodes) >= _FEW


def _is_plain(statement: ast.stmt) -> bool:
    """Whether a statement imports something, or puts something away."""
    if isinstance(statement, ast.For):
        return all(map(_is_plain, statement.body))
    value = statement.value if isinstance(statement, ast.Expr) else None
    call = value.value if isinstance(value, ast.Await) else value
    if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
        return call.func.attr in _ENDING
    return isinstance(statement, _IMPORTS)


def _is_explained(handler: Handler, module: Module) -> bool:
    """Whether a comment stands in a clause; in a bare one it is asked to be for a linter.

    A suppression is no such comment: it would make itself look idle, and, taken away, be wanted again.
    """
    node = handler.node
    lines = [_suppressing().split(line, 1)[0] for line in module.code.lines[node.lineno - 1 : node.end_lineno]]
    return any("# noqa" in line if node.type is None else _comment().search(line) for line in lines)


def _is_nothing(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Expr):
        return isinstance(statement.value, ast.Constant)
    return isinstance(statement, ast.Pass | ast.Continue | ast.Break)


def _called(call: ast.Call, module: Module) -> str:
    """What is called, as far as it has names: `logger.bind().error` is `error`."""
    return module.name_of(call.func) or (call.func.attr if isinstance(call.func, ast.Attribute) else "")


def _tells(name: str) -> bool:
    return name == "print" or _telling().search(name) is not None


@cache
def _comment() -> re.Pattern[str]:
    return re.compile(r"(^|\s)#")


@cache
def _suppressing() -> re.Pattern[str]:
    return re.compile(rf"#[ \t]*{MARK}")


@cache
def _telling() -> re.Pattern[str]:
    """What names have in them that log an exception, or hand it on."""
    return re.compile(
        r"log|\.(debug|info|warn|warning|error|exception|critical|fail|failure|handleError)$|^(debug|info|warning|error)$"
        r"|traceback|exc_info|sentry|capture|report|notify|print_exc|record_exception|set_status|secho|exit$|abort",
        re.IGNORECASE,
    )
