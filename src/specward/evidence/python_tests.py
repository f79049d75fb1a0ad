"""Marked tests of a Python file: functions and methods, with what their classes and their module say too.

A test's fingerprint is that of its source: dedented, without comments, docstring, blank lines and the marks themselves.
It changes with what the test does, and not with what it is said to verify.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from specward.evidence.code import Code, decode_python
from specward.evidence.comment_marks import CommentMarks
from specward.evidence.hollow import Hollowness
from specward.evidence.mark import TestCase
from specward.evidence.outline import read_outline, without_docstring
from specward.evidence.python_marks import MarkReader
from specward.fingerprint import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.evidence.mark import MalformedMark, Mark
    from specward.evidence.outline import Function
    from specward.finding import Location


def read_python(path: str, data: bytes) -> tuple[list[TestCase], list[MalformedMark]]:
    """The marked tests of a Python file, and what was meant as a mark; both by line.

    Raises:
        Unparsable: it is not Python, or not of a version that this one can read.
    """
    module = _Module(Code(path, decode_python(data)))
    module.read()
    # A mark that has a name may serve several tests; what is wrong with it is wrong once.
    return sorted(module.cases.values(), key=_place), sorted(dict.fromkeys(module.malformed), key=_place)


def fingerprints(path: str, data: bytes) -> dict[str, str]:
    """The fingerprint of each marked test of a Python file, by id.

    Raises:
        Unparsable: see `read_python`.
    """
    module = _Module(Code(path, decode_python(data)))
    module.read()
    return {
        identity: fingerprint((("kind", "test"), ("source", module.source(function))))
        for identity, function in module.functions.items()
    }


class _Module:
    """One module being read."""

    def __init__(self, code: Code) -> None:
        self._code = code
        self.cases: dict[str, TestCase] = {}
        """By id: of two functions of one name the later is the one that runs."""
        self.functions: dict[str, Function] = {}
        """Those of the cases, by id."""
        self.malformed: list[MalformedMark] = []
        self._outline = read_outline(code.text)
        self._statements = list(_flat(self._outline.tree.body))
        self._marks = MarkReader(code, self._statements, self.malformed)
        self._comments = CommentMarks(code, self._mark_lines(), self.malformed)
        self._hollowness = Hollowness(self._outline)

    def _mark_lines(self) -> Iterator[int]:
        """The lines of the comments that may hold a mark."""
        text = self._code.text
        line, counted = 1, 0
        for start, end in self._outline.comments:
            if "verifies" in text[start:end]:
                line += text.count("\n", counted, start)
                counted = start
                yield line

    def read(self) -> None:
        """Read every function, class by class."""
        pending = [("", self._statements, self._pytestmark(self._statements), True)]
        while pending:
            prefix, statements, inherited, collected = pending.pop()
            for statement in statements:
                if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
                    self._function(statement, prefix, inherited if collected else [])
                elif isinstance(statement, ast.ClassDef):
                    inner = list(_flat(statement.body))
                    own = [*self._above(statement), *self._pytestmark(inner)]
                    is_test = bool(own) or _is_test_class(statement)
                    pending.append((f"{prefix}{statement.name}::", inner, [*own, *inherited], is_test))
        self._comments.refuse_others()

    def _function(self, function: Function, prefix: str, inherited: list[Mark]) -> None:
        marks = self._above(function)
        if function.name.startswith("test"):
            marks += inherited
        if marks:
            identity = f"{self._code.path}::{prefix}{function.name}"
            hollow = self._hollowness.of(function)
            self.cases[identity] = TestCase(identity, self._name(function), tuple(marks), hollow)
            self.functions[identity] = function

    def _above(self, owner: Function | ast.ClassDef) -> list[Mark]:
        """The marks that stand above a function or a class, as decorators and as comments."""
        first = owner.decorator_list[0].lineno if owner.decorator_list else owner.lineno
        return [*self._marks.of_decorators(owner.decorator_list), *self._comments.above(first)]

    def _pytestmark(self, statements: list[ast.stmt]) -> list[Mark]:
        """The marks that a module or a class gives to all its tests."""
        found: list[Mark] = []
        for statement in statements:
            match statement:
                case (
                    ast.Assign(targets=[ast.Name(id="pytestmark")], value=value)
                    | ast.AnnAssign(target=ast.Name(id="pytestmark"), value=ast.expr() as value)
                    | ast.AugAssign(target=ast.Name(id="pytestmark"), value=value)
                ):
                    found += self._marks.of_value(value)
                case _:
                    pass
        return found

    def _name(self, function: Function) -> Location:
        """Where a function's name stands."""
        line = function.lineno
        start = self._code.lines[line - 1].find(f" {function.name}", function.col_offset) + 1
        return self._code.location(line, start, start + len(function.name))

    def source(self, function: Function) -> str:
        """What a test's fingerprint is made of."""
        lines = self._outline.lines
        body = self._outline.body(function)
        decorators = [one for one in function.decorator_list if not self._marks.is_mark(one)]
        source = [line for one in decorators for line in lines[one.lineno - 1 : one.end_lineno]]
        source += lines[function.lineno - 1 : body.first - 1]
        source += without_docstring("\n".join(lines[body.first - 1 : body.last])).split("\n")
        indent = lines[function.lineno - 1][: function.col_offset]
        return "\n".join(bare.removeprefix(indent) for line in source if (bare := line.rstrip()))


def _flat(statements: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements with those inside of `if`, `try`, `with` and loops, in order."""
    pending = list(reversed(statements))
    while pending:
        statement = pending.pop()
        yield statement
        if not isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            for block in ("finalbody", "orelse", "handlers", "body"):
                inner = getattr(statement, block, ())
                pending.extend(reversed(inner) if isinstance(inner, list) else ())


def _is_test_class(statement: ast.ClassDef) -> bool:
    """Whether pytest collects a class by its name, or because it is a unittest case."""
    bases = (base.attr if isinstance(base, ast.Attribute) else getattr(base, "id", "") for base in statement.bases)
    return statement.name.startswith("Test") or any(base.endswith("TestCase") for base in bases)


def _place(found: TestCase | MalformedMark) -> tuple[int, int]:
    return found.location.start
