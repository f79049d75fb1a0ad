"""A Python file of the back end, read as a syntax tree; nothing is imported and nothing runs.

One walk finds what rules ask about: imports, classes, functions, calls, handlers of exceptions, routes. Names are told
as what was imported: `HTTPException` after `from fastapi import HTTPException` is `fastapi.HTTPException`.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar

from specward.lazy import own
from specward.packs.fastapi.source.expressions import argument, literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.evidence.code import Code
    from specward.finding import Location

N = TypeVar("N", bound=ast.AST)
FunctionNode: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef
_LEAVES = (ast.Name, ast.Constant, ast.Global, ast.Nonlocal, ast.Pass, ast.Break, ast.Continue, ast.alias)
_BARE = frozenset(
    {"ctx", "op", "ops", "id", "attr", "names", "type_comment", "type_ignores", "kind", "level", "module"}
)
"""Fields that never hold a node to be looked at."""
_BELOW: dict[type, tuple[str, ...]] = {
    kind: tuple(field for field in reversed(kind._fields) if field not in _BARE)
    for kind in vars(ast).values()
    if isinstance(kind, type) and issubclass(kind, ast.AST) and not issubclass(kind, _LEAVES)
}
"""The fields of each type of node that may hold others, the last first; leaves are left out."""
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_AROUND = frozenset({*_FUNCTIONS, *_COMPREHENSIONS, ast.ClassDef, ast.For, ast.AsyncFor, ast.While})
"""The types of nodes that matter to what stands in them."""
_NOTED = frozenset({ast.Call, ast.ExceptHandler, ast.Import, ast.ImportFrom})
METHODS = frozenset({"get", "post", "put", "patch", "delete", "head", "options", "trace"})
"""What a router's method for a route is called, and the HTTP method in lower case."""


class Class(NamedTuple):
    """A class definition."""

    node: ast.ClassDef
    bases: tuple[str, ...]
    """The dotted names of its bases, as imported; a subscript such as `Generic[T]` by what stands before it."""


class Function(NamedTuple):
    """A function or a method."""

    node: FunctionNode
    owner: Class | None
    """The class that it is a method of."""
    outer: ast.AST | None
    """The function that it stands in."""

    @property
    def is_async(self) -> bool:
        """Whether it is `async def`."""
        return isinstance(self.node, ast.AsyncFunctionDef)


class Call(NamedTuple):
    """A call."""

    node: ast.Call
    name: str
    """What is called, dotted and as imported: `time.sleep`, `db.execute`; empty where it is no plain name."""
    function: Function | None
    """The innermost function that it stands in: what a lambda calls counts as its function's, what a decorator or a
    default calls as that of the function around."""
    awaited: bool
    in_loop: bool
    """Whether a loop or comprehension of the same function repeats it; what is looped over is had once."""


class Handler(NamedTuple):
    """An `except` clause."""

    node: ast.ExceptHandler
    caught: tuple[str, ...]
    """The dotted names of what it catches; none where it is bare."""
    function: Function | None


class Route(NamedTuple):
    """A function that a decorator makes an operation: `@router.get("/items")`."""

    function: Function
    decorator: ast.Call
    receiver: str
    """What the decorator belongs to: `router`, `app`."""
    methods: tuple[str, ...]
    """In lower case; those of `api_route` are as its `methods` says."""
    path: str | None
    """As written there, without any prefix; None where it is no literal."""


class Unread(NamedTuple):
    """Why a file was not analysed, and where it cannot be understood, as people count."""

    reason: str
    line: int = 1
    column: int = 1
    is_newer: bool | None = None
    """Whether a newer Python understands what stands there; None where nobody can tell."""


class Module:
    """A Python file of the back end.

    Args:
        code: the file.
        tree: its syntax tree; an empty one where it was not analysed.
        unread: why it was not.
    """

    def __init__(self, code: Code, tree: ast.Module, unread: Unread | None = None) -> None:
        self.code = code
        self.path = code.path
        self.tree = tree
        self.unread = unread
        self.rests_on_probe = False
        """Whether the project's own interpreter has parsed it, or would have to."""
        self.imports: dict[str, str] = {}
        """What each imported name stands for, dotted; a relative import keeps its leading dots."""
        self.classes: list[Class] = []
        self.functions: list[Function] = []
        self.calls: list[Call] = []
        self.handlers: list[Handler] = []
        self._by_type: defaultdict[type, list[Any]] = defaultdict(list)
        self._walk()

    def nodes(self, kind: type[N]) -> Iterator[N]:
        """Every node of a type, from top to bottom; names, constants and other leaves are not told."""
        return iter(self._by_type.get(kind, ()))

    def place(self, node: ast.AST) -> Location:
        """Where a node stands; of one over several lines, what stands of it in the first."""
        line, start = node.lineno, node.col_offset  # type: ignore[attr-defined]  # whatever has a place
        end = node.end_col_offset if node.end_lineno == line else None  # type: ignore[attr-defined]  # the same
        text = self.code.lines[line - 1]
        stop = len(text.rstrip()) if end is None else self.code.characters(line, end)
        return self.code.location(line, self.code.characters(line, start), stop)

    def header(self, node: FunctionNode | ast.ClassDef) -> Location:
        """Where the name of a function or class stands."""
        text = self.code.lines[node.lineno - 1]
        start = text.find(node.name, self.code.characters(node.lineno, node.col_offset))
        return self.code.location(node.lineno, max(start, 0), max(start, 0) + len(node.name))

    def name_of(self, node: ast.AST | None) -> str:
        """The dotted name that an expression is, as imported: `fastapi.Depends`; empty where it is none."""
        parts: list[str] = []
        while isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        if not isinstance(node, ast.Name):
            return ""
        return ".".join([self.imports.get(node.id, node.id), *reversed(parts)])

    @own
    def routes(self) -> list[Route]:
        """Every function that a decorator makes an operation, in source order."""
        return [route for function in self.functions for route in self._routes_of(function)]

    def _routes_of(self, function: Function) -> list[Route]:
        routes = []
        for decorator in function.node.decorator_list:
            if not (isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Attribute)):
                continue
            receiver, verb = self.name_of(decorator.func.value), decorator.func.attr
            methods = (verb,) if verb in METHODS else _methods(decorator) if verb == "api_route" else ()
            given = argument(decorator, "path", 0)
            if receiver and methods and given is not None and self._may_be_path(given):
                routes.append(Route(function, decorator, receiver, methods, literal(given)))
        return routes

    def _may_be_path(self, given: ast.expr) -> bool:
        """Whether an argument may be the path of an operation: others have decorators of such names too."""
        if isinstance(given, ast.Constant):
            return isinstance(given.value, str) and given.value[:1] in {"", "/"}
        return self._is_of_fastapi

    @own
    def _is_of_fastapi(self) -> bool:
        return any(name.startswith(("fastapi", "starlette")) for name in self.imports.values())

    def _walk(self) -> None:
        """Look at each node once, from top to bottom, with what stands around it."""
        by_type, below = self._by_type, _BELOW
        outside: dict[ast.AST, _Around] = {}
        awaited: set[ast.AST] = set()
        todo: list[tuple[Any, _Around]] = [(self.tree, _Around())]
        while todo:
            node, around = todo.pop()
            kind = type(node)
            by_type[kind].append(node)
            if node in outside:
                around = outside.pop(node)
            if kind in _NOTED:
                self._note(node, around, awaited=node in awaited)
            elif kind in _AROUND:
                outside.update(dict.fromkeys(_had_before(node), around))
                around = self._within(node, around)
            elif kind is ast.Await:
                awaited.add(node.value)
            for field in below[kind]:
                value = getattr(node, field, None)
                if type(value) is list:
                    todo += [(child, around) for child in reversed(value) if type(child) in below]
                elif type(value) in below:
                    todo.append((value, around))

    def _note(self, node: Any, around: _Around, *, awaited: bool) -> None:  # noqa: ANN401 -- a node of any type that is one
        if isinstance(node, ast.Call):
            self.calls.append(Call(node, self.name_of(node.func), around.function, awaited, around.in_loop))
        elif isinstance(node, ast.ExceptHandler):
            self.handlers.append(Handler(node, self._caught(node), around.function))
        else:
            self._import(node)

    def _within(self, node: Any, around: _Around) -> _Around:  # noqa: ANN401 -- a node of any type that is one
        """What stands around that which a node repeats, or runs when it is called."""
        if isinstance(node, _FUNCTIONS):
            function = Function(node, around.owner, around.function.node if around.function else None)
            self.functions.append(function)
            return _Around(function)
        if isinstance(node, ast.ClassDef):
            owner = Class(node, tuple(map(self._base, node.bases)))
            self.classes.append(owner)
            return around._replace(owner=owner)
        return around._replace(in_loop=True)

    def _base(self, node: ast.expr) -> str:
        return self.name_of(node.value if isinstance(node, ast.Subscript) else node)

    def _caught(self, node: ast.ExceptHandler) -> tuple[str, ...]:
        if node.type is None:
            return ()
        return tuple(map(self.name_of, node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]))

    def _import(self, node: ast.Import | ast.ImportFrom) -> None:
        if isinstance(node, ast.Import):
            for alias in node.names:
                name = alias.name if alias.asname else alias.name.partition(".")[0]
                self.imports[alias.asname or name] = name
            return
        module = "." * node.level + (node.module or "")
        dot = "" if module.endswith(".") or not module else "."
        for alias in node.names:
            self.imports[alias.asname or alias.name] = f"{module}{dot}{alias.name}"


class _Around(NamedTuple):
    """What stands around a node."""

    function: Function | None = None
    owner: Class | None = None
    """The class, where no function is between."""
    in_loop: bool = False


def _had_before(node: Any) -> list[ast.AST]:  # noqa: ANN401 -- a node of a type of `_AROUND`
    """What is below a function, a class or a loop, and had once and outside of it."""
    if isinstance(node, _FUNCTIONS):
        return [node.args, *node.decorator_list, *([node.returns] if node.returns else [])]
    if isinstance(node, ast.ClassDef):
        return [*node.bases, *node.keywords, *node.decorator_list]
    if isinstance(node, _COMPREHENSIONS):
        return [generator.iter for generator in node.generators[:1]]
    return [*node.orelse, *([] if isinstance(node, ast.While) else [node.iter])]


def _methods(decorator: ast.Call) -> tuple[str, ...]:
    """The methods that `api_route` is given, GET where it is given none."""
    given = argument(decorator, "methods")
    if not isinstance(given, ast.List | ast.Tuple | ast.Set):
        return ("get",)
    return tuple(str(item.value).lower() for item in given.elts if isinstance(item, ast.Constant))
