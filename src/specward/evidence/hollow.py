"""Tests that can prove nothing: they assert nothing, or only what is always true.

A test is given the benefit of the doubt where it raises, returns or skips by itself, and where it calls what may check
for it: a function with such a name, one of its own file that checks, one from a module of helpers, a fixture, or a
method that its class has from elsewhere.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import TYPE_CHECKING

from specward.lazy import lazy

if TYPE_CHECKING:
    from specward.evidence.outline import Function, Outline

EMPTY = "it is empty"
NOTHING = "it asserts nothing"
ALWAYS_TRUE = "it asserts only what is always true"

_CHECKING = (
    r"(?:assert|expect|should|verif|check|ensure|must|validat|confirm|compar|equal|raises|warns|deprecated_call|fail"
    r"|approx|snapshot|golden|skip|xfail|exit)"
)
"""What the name of a function that checks has in it."""


class Hollowness:
    """Judges the tests of one module."""

    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        self._checked: dict[str, bool] = {}

    def of(self, function: Function) -> str:
        """Why a test can prove nothing; empty where it can, or where nobody can tell."""
        body = self._outline.body(function)
        if _checks(body.code):
            return ""
        statements = self._statements(function)
        if statements is None or self._decorated(function):
            return ""
        done = [statement for statement in statements if not _says_nothing(statement)]
        if not done:
            return EMPTY
        nodes = [node for statement in done for node in ast.walk(statement)]
        asserts = [node for node in nodes if isinstance(node, ast.Assert)]
        parameters = {argument.arg for argument in ast.walk(function.args) if isinstance(argument, ast.arg)}
        if not all(_always_true(one.test) for one in asserts):
            return ""
        if any(self._may_check(node, parameters) for node in nodes):
            return ""
        return ALWAYS_TRUE if asserts else NOTHING

    def _statements(self, function: Function) -> list[ast.stmt] | None:
        """The statements of a function, which the outline does not have; None where they cannot be read."""
        body = self._outline.body(function)
        if body.first == function.lineno:
            return function.body  # on the line of the `def`: the outline has left it alone
        keyword = "async def" if isinstance(function, ast.AsyncFunctionDef) else "def"
        try:
            tree = ast.parse("\n".join([f"{keyword} test():", *self._outline.lines[body.first - 1 : body.last]]))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None
        first = tree.body[0]
        return first.body if isinstance(first, ast.FunctionDef | ast.AsyncFunctionDef) else None

    def _decorated(self, function: Function) -> bool:
        """Whether a decorator checks: `@image_comparison(…)`."""
        names = (_last_name(node) for one in function.decorator_list for node in ast.walk(one))
        return any(name != "verifies" and _checking_name().search(name) for name in names)

    def _may_check(self, node: ast.AST, parameters: set[str]) -> bool:
        if isinstance(node, ast.Return):
            return node.value is not None
        if isinstance(node, ast.Raise | ast.Yield | ast.YieldFrom):
            return True
        if isinstance(node, ast.Attribute):
            return _checking_name().search(node.attr) is not None  # `equal = self.assertEqual`
        if not isinstance(node, ast.Call):
            return False
        name, root = _last_name(node.func), _root(node.func)
        asked = any(keyword.arg == "check" for keyword in node.keywords)  # subprocess.run(…, check=True)
        called = isinstance(node.func, ast.Name) and name in parameters
        own = isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name) and root in {"self", "cls"}
        inherited = own and name not in self._functions
        helped = root in self._helpers or inherited or ((own or root == name) and self._checks_here(name))
        return asked or called or helped or _checking_name().search(name) is not None

    @lazy
    def _helpers(self) -> set[str]:
        """The names that the module has from modules that help tests."""
        found: set[str] = set()
        for node in ast.walk(self._outline.tree):
            if isinstance(node, ast.ImportFrom) and (node.level or _helping_module().search(node.module or "")):
                found.update(name.asname or name.name for name in node.names)
            elif isinstance(node, ast.Import):
                names = ((name, name.asname or name.name.partition(".")[0]) for name in node.names)
                found.update(bound for name, bound in names if _helping_module().search(name.name))
        return found

    @lazy
    def _functions(self) -> dict[str, str]:
        """The code of the module's own functions and methods, by name."""
        found: dict[str, str] = {}
        for node in ast.walk(self._outline.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                found[node.name] = found.get(node.name, "") + self._outline.body(node).code
        return found

    def _checks_here(self, name: str) -> bool:
        """Whether a function of the module checks, by itself or by another one of the module."""
        pending, seen = [name], {name}
        while pending and name not in self._checked:
            code = self._functions.get(pending.pop(), "")
            if _checks(code) or "raise " in code:
                self._checked[name] = True
            called = set(_call().findall(code)) - seen
            seen |= called
            pending += called
        return self._checked.setdefault(name, False)


def _says_nothing(statement: ast.stmt) -> bool:
    """`pass`, `...`, a docstring."""
    is_constant = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    return isinstance(statement, ast.Pass) or is_constant


def _always_true(test: ast.expr) -> bool:
    match test:
        case ast.Constant(value=value):
            return bool(value)
        case ast.Tuple(elts=elements):
            return bool(elements)  # `assert (x, "message")` asserts that the tuple is not empty
        case ast.UnaryOp(op=ast.Not(), operand=ast.Constant(value=value)):
            return not value
        case ast.Compare(left=ast.Name(id=left), ops=[ast.Eq() | ast.Is()], comparators=[ast.Name(id=right)]):
            return left == right
        case ast.Compare(left=ast.Constant(value=left), ops=[ast.Eq()], comparators=[ast.Constant(value=right)]):
            return bool(left == right)
        case _:
            return False


def _last_name(node: ast.AST) -> str:
    """The last part of a dotted name."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _root(node: ast.AST) -> str:
    """The first part of a dotted name, of what calls in a chain begin with."""
    while isinstance(node, ast.Attribute | ast.Call | ast.Subscript):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def _checks(code: str) -> bool:
    """Whether code, its strings empty, asserts something that may be false, or calls what checks by its name."""
    return _assertion().search(code) is not None or _checking_call().search(code) is not None


@cache
def _assertion() -> re.Pattern[str]:
    """An assertion, save those that need a closer look: `assert (…`, `assert True`, `assert x == x`."""
    return re.compile(r"assert\b(?![ \t]*(?:\(|\\|not\b|True\b|\d|\"\"|([\w.]+)[ \t]*(?:==|is)[ \t]*\1\b))")


@cache
def _checking_call() -> re.Pattern[str]:
    return re.compile(rf"(?!assert[ \t(]){_CHECKING}\w*[ \t]*\(")


@cache
def _checking_name() -> re.Pattern[str]:
    return re.compile(_CHECKING)


@cache
def _helping_module() -> re.Pattern[str]:
    words = "tests?|testing|conftest|helpers?|support|utils?|common|assert\\w*|fixtures?|steps?"
    return re.compile(rf"(?:^|[._])(?:{words})(?:$|[._])")


@cache
def _call() -> re.Pattern[str]:
    return re.compile(r"\b(\w+)[ \t]*\(")
