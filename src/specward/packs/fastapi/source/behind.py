"""The function behind an operation, as the file has it that the probe names, and what it does with what it is sent.

What it hands to another function is followed one step, within the same file.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

from specward.packs.fastapi.source.bodies import method, own_nodes
from specward.packs.fastapi.source.expressions import argument, literal
from specward.packs.fastapi.source.modules import read_module
from specward.packs.fastapi.source.signature import parameters
from specward.remembered import remembered_each
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.interface.operation import Operation
    from specward.packs.fastapi.source.module import Function, Module
    from specward.project import Project

_OF_FRAMEWORK = ("fastapi.", "starlette.", "sse_starlette.")
_OF_JSON = frozenset({"JSONResponse", "ORJSONResponse", "UJSONResponse"})
_PLAIN = "Response"
_DATA, _JSON, _OTHER = "data", "json", "other"
"""What a function returns: something that has a schema, JSON that it has written out itself, another response."""
_READING = frozenset({"get", "pop", "setdefault"})


class Behind(NamedTuple):
    """A function behind an operation, and its file."""

    module: Module
    function: Function


class Functions:
    """The functions behind the operations of a project; each file is read once.

    Args:
        project: the project.
    """

    def __init__(self, project: Project) -> None:
        self._project = project

    def behind(self, operation: Operation) -> Behind | None:
        """The function that stands where the probe saw it, its decorators included; None where none does."""
        module = self._module(operation.file) if operation.file.endswith(".py") else None
        line, last = operation.line, operation.function.rpartition(".")[2]
        for function in module.functions if module else ():
            node = function.node
            first = min([node.lineno, *(one.lineno for one in node.decorator_list)])
            if module and node.name == last and first <= line <= (node.end_lineno or node.lineno):
                return Behind(module, function)
        return None

    @remembered_each
    def _module(self, path: str) -> Module | None:
        try:
            return read_module(self._project, path)
        except UnreadableFile:  # reported where it is checked
            return None


def answers_by_itself(behind: Behind) -> bool:
    """Whether a function returns just responses of its own, and not only JSON: a page, a file, a stream, a redirect."""
    kinds = _kinds(behind, is_followed=True)
    return _OTHER in kinds and _DATA not in kinds


def never_answers(behind: Behind) -> bool:
    """Whether a function does nothing but raise: it says that something is not to be had."""
    body = behind.function.node.body
    returns = (ast.Return, ast.Yield, ast.YieldFrom)
    return isinstance(body[-1], ast.Raise) and not any(isinstance(node, returns) for node in own_nodes(body))


def hands_on(behind: Behind) -> bool:
    """Whether a function looks for no named key in what it may be sent as its body, or in what it makes of that."""
    module, function = behind
    nodes = list(own_nodes(function.node.body))
    bodies = {one.node.arg for one in parameters(module, function) if one.may_be_body}
    found = bodies | {name for node in nodes for name in _made_of(node, bodies)}
    return bool(bodies) and not any(_is_key_of(node, found) for node in nodes)


def _made_of(node: ast.AST, bodies: set[str]) -> list[str]:
    """The names that are given what is made of a body: `clean(body)`."""
    if not isinstance(node, ast.Assign):
        return []
    value: ast.expr = node.value.value if isinstance(node.value, ast.Await) else node.value
    sources = value.args if isinstance(value, ast.Call) else [value]
    is_made = any(_is_one_of(one, bodies) for one in sources)
    return [target.id for target in node.targets if isinstance(target, ast.Name)] if is_made else []


def _is_key_of(node: ast.AST, bodies: set[str]) -> bool:
    if isinstance(node, ast.Subscript):
        return _is_one_of(node.value, bodies) and literal(node.slice) is not None
    if isinstance(node, ast.Compare):
        pairs = zip(node.ops, node.comparators, strict=True)
        return any(isinstance(one, ast.In | ast.NotIn) and _is_one_of(given, bodies) for one, given in pairs)
    if not isinstance(node, ast.Call):
        return False
    if any(one.arg is None and _is_one_of(one.value, bodies) for one in node.keywords):
        return True  # whoever takes `**body` has a name for each
    if not isinstance(node.func, ast.Attribute) or node.func.attr not in _READING:
        return False
    return _is_one_of(node.func.value, bodies) and literal(argument(node, "key", 0)) is not None


def _is_one_of(node: ast.expr, names: set[str]) -> bool:
    return isinstance(node, ast.Name) and node.id in names


def _kinds(behind: Behind, *, is_followed: bool) -> set[str]:
    """What kinds of things a function returns; see `_kind`."""
    return {kind for one in _returned(behind.function) for kind in _kind(one, behind, is_followed=is_followed)}


def _returned(function: Function) -> Iterator[ast.expr | None]:
    """What a function returns; of a variable what it is given in the same function."""
    nodes = list(own_nodes(function.node.body))
    given: dict[str, list[ast.expr | None]] = {}
    for node in nodes:
        if isinstance(node, ast.Assign) and isinstance(target := node.targets[0], ast.Name):
            given.setdefault(target.id, []).append(node.value)
    for node in nodes:
        if isinstance(node, ast.Return):
            for value in _branches(node.value):
                name = value.id if isinstance(value, ast.Name) else ""
                yield from given.get(name) or [value]


def _branches(value: ast.expr | None) -> Iterator[ast.expr | None]:
    waiting: list[ast.expr | None] = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, ast.IfExp):
            waiting += [one.orelse, one.body]
        else:
            yield one.value if isinstance(one, ast.Await) else one


def _kind(value: ast.expr | None, behind: Behind, *, is_followed: bool) -> set[str]:
    """What an expression makes, by itself or by another function of the file; of several branches each."""
    call = value.value if isinstance(value, ast.Await) else value
    if not isinstance(call, ast.Call):
        return {_DATA}
    name = behind.module.name_of(call.func)
    kind = name.rpartition(".")[2] or method(call)
    if kind == "TemplateResponse":
        return {_OTHER}
    if name.startswith(_OF_FRAMEWORK) and kind.endswith(_PLAIN):
        return {_of_plain(call) if kind == _PLAIN else _DATA if kind in _OF_JSON else _OTHER}
    called = _called(name, behind) if is_followed else None
    return _kinds(Behind(behind.module, called), is_followed=False) if called else {_DATA}


def _of_plain(call: ast.Call) -> str:
    """What a plain `Response` is: nothing, which a status tells, JSON that is written out, or another."""
    if argument(call, "content", 0) is None:
        return _DATA
    return _JSON if "json" in (literal(argument(call, "media_type", 3)) or "") else _OTHER


def _called(name: str, behind: Behind) -> Function | None:
    """The function of the same file that a name calls; a method by `self`."""
    first, _, rest = name.partition(".")
    owner = behind.function.owner if first in {"self", "cls"} else None
    for one in behind.module.functions:
        if one.node.name == (rest if owner else name) and one.outer is None and (one.owner is owner):
            return one
    return None
