"""What the decorators and `pytestmark` of a Python module say that its tests verify.

`pytest.mark` counts under any name that the module itself gives it. A mark is read only where it is literal: what is
computed when the tests run cannot be known from the source, and is reported instead of guessed.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from specward.evidence.mark import MalformedMark, Mark
from specward.evidence.target import target_fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.evidence.code import Code
    from specward.finding import Location

_MARK = "mark.verifies"
_HOPS = 8
"""How many names may stand between a mark and its use."""


class MarkReader:
    """Reads marks in one module.

    Args:
        code: the module's text.
        statements: the module's statements, those in its `if`, `try` and `with` blocks too.
        malformed: where what cannot count is put.
    """

    def __init__(self, code: Code, statements: list[ast.stmt], malformed: list[MalformedMark]) -> None:
        self._code = code
        self._malformed = malformed
        self._imported: dict[str, str] = {}
        self._assigned: dict[str, ast.expr] = {}
        self._known: dict[int, bool] = {}
        self._parameters: dict[int, list[Mark]] = {}
        """By list of parameters, which may serve several tests."""
        for statement in statements:
            self._learn(statement)

    def _learn(self, statement: ast.stmt) -> None:
        match statement:
            case ast.Import(names=names):
                self._imported.update((name.asname or name.name, name.name) for name in names)
            case ast.ImportFrom(module=str(module), names=names, level=0):
                self._imported.update((name.asname or name.name, f"{module}.{name.name}") for name in names)
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                self._assigned[name] = value
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                self._assigned[name] = value
            case _:
                pass

    def of_decorators(self, decorators: list[ast.expr]) -> Iterator[Mark]:
        """The marks that stand above a function or class, those on its parameters too."""
        for decorator in decorators:
            if self._is_mark(decorator):
                yield from self._marks(decorator)
            elif isinstance(decorator, ast.Call):
                yield from self._on_parameters(decorator)
            elif isinstance(decorator, ast.Name):
                yield from self.of_value(decorator)

    def of_value(self, value: ast.expr) -> Iterator[Mark]:
        """The marks in the value of `pytestmark` or of `marks=`."""
        value = self._resolved(value)
        for element in value.elts if isinstance(value, ast.List | ast.Tuple) else [value]:
            found = self._resolved(element)
            if self._is_mark(found):
                yield from self._marks(found)
            elif any(self._is_mark(node) for node in ast.walk(found) if isinstance(node, ast.Call)):
                self._refuse(found, "which marks apply is computed when the tests run")

    def is_mark(self, decorator: ast.expr) -> bool:
        """Whether a decorator is a mark itself."""
        return self._is_mark(self._resolved(decorator))

    def _resolved(self, value: ast.expr) -> ast.expr:
        """What a name of the module stands for."""
        for _ in range(_HOPS):
            if not isinstance(value, ast.Name) or value.id not in self._assigned:
                break
            value = self._assigned[value.id]
        return value

    def _is_mark(self, value: ast.expr) -> bool:
        known = self._known.get(id(value))
        if known is None:
            name = self._name(value.func if isinstance(value, ast.Call) else value)
            known = self._known[id(value)] = name.endswith(_MARK)
        return known

    def _name(self, value: ast.expr) -> str:
        """The dotted name of an expression, imports and aliases resolved; empty where it has none."""
        parts: list[str] = []
        for _ in range(_HOPS):
            while isinstance(value, ast.Attribute):
                parts.append(value.attr)
                value = value.value
            if not isinstance(value, ast.Name):
                return ""
            if value.id not in self._assigned:
                parts.append(self._imported.get(value.id, value.id))
                return ".".join(reversed(parts))
            value = self._assigned[value.id]
        return ""

    def _marks(self, mark: ast.expr) -> Iterator[Mark]:
        """What one `pytest.mark.verifies(…)` claims."""
        if not isinstance(mark, ast.Call) or not (mark.args or mark.keywords):
            self._refuse(mark, "the mark names nothing")
            return
        partial = False
        for keyword in mark.keywords:
            value = keyword.value
            if keyword.arg != "partial":
                self._refuse(keyword, f"a mark has no argument `{keyword.arg}`" if keyword.arg else _computed(value))
            elif isinstance(value, ast.Constant) and isinstance(value.value, bool):
                partial = value.value
            else:
                self._refuse(value, "`partial` is neither True nor False")
        for argument in mark.args:
            fault = _fault(argument)
            if fault:
                self._refuse(argument, fault)
            elif isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield Mark(argument.value, self._location(argument), partial)

    def _on_parameters(self, decorator: ast.Call) -> Iterator[Mark]:
        """The marks of each `pytest.param(…, marks=…)` in a decorator or in a list that it names."""
        for argument in (*decorator.args, *(keyword.value for keyword in decorator.keywords)):
            value = self._resolved(argument)
            if id(value) not in self._parameters:
                self._parameters[id(value)] = [mark for node in ast.walk(value) for mark in self._on_parameter(node)]
            yield from self._parameters[id(value)]

    def _on_parameter(self, node: ast.AST) -> Iterator[Mark]:
        if isinstance(node, ast.Call) and self._name(node.func).rpartition(".")[2] == "param":
            for keyword in node.keywords:
                if keyword.arg == "marks":
                    yield from (mark._replace(parameter=True) for mark in self.of_value(keyword.value))

    def _refuse(self, node: ast.expr | ast.keyword, reason: str) -> None:
        self._malformed.append(MalformedMark(self._location(node), reason))

    def _location(self, node: ast.expr | ast.keyword) -> Location:
        """Where a node stands; of one that goes over several lines the first."""
        code, line = self._code, node.lineno
        start = code.characters(line, node.col_offset)
        end = node.end_col_offset if node.end_lineno == line else None
        return code.location(line, start, len(code.lines[line - 1]) if end is None else code.characters(line, end))


def _fault(argument: ast.expr) -> str:
    """Why an argument of a mark cannot count; empty where it can."""
    if not isinstance(argument, ast.Constant):
        return _computed(argument)
    if not isinstance(argument.value, str):
        return f"`{argument.value!r:.40}` is no id"
    return target_fault(argument.value)


def _computed(value: ast.expr) -> str:
    if isinstance(value, ast.JoinedStr):
        return "an f-string is computed when the test runs; write the id itself"
    if isinstance(value, ast.Name):
        return f"`{value.id[:60]}` is a variable; write the id itself"
    return "the argument is computed when the test runs; write the id itself"
