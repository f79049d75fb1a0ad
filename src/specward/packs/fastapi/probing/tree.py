"""Syntax trees that another Python has made: from JSON back to nodes of this one's `ast`.

`packs.fastapi.inside.serialise` writes a tree as a flat list, since JSON is nested no deeper than Python calls itself.
A node is `[type, kind, [line, column, end line, end column] or null, fields]`; a value that is a node is
`{"n": index}`, behind the node that holds it; one without field or position, such as an operator, is `{"s": type}`; a
number or bytes that JSON has no word for are `{"c": [kind, text]}`.

A type that this Python does not know becomes the nearest that it does, with the same expressions in it: who looks for
calls finds them. The list may come from anywhere, so the compiler looks over what is made of it, and runs none of it.
"""

from __future__ import annotations

import _ast
import ast
import warnings
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MOST_NODES = 500_000
DEEPEST = 400
"""Of nodes within nodes: whoever walks through them calls himself at each."""
_MOST_DOTS = 100
"""In front of a relative import: each is written out when its name is told."""
_RENAMED = {"TemplateStr": "JoinedStr", "Interpolation": "FormattedValue"}
"""Types of a newer Python that differ from one of this in their name, and in fields that are left out (PEP 750)."""
_LISTS = frozenset({"type_params", "type_ignores", "decorator_list", "keywords", "bases", "args", "body", "orelse"})
"""Fields that hold an empty list where the other Python has none."""
_CONSTANTS: dict[str, Callable[[str], object]] = {
    "int": lambda text: int(text, 16),
    "float": float,
    "complex": complex,
    "bytes": bytes.fromhex,
    "ellipsis": lambda _: ...,
}
_POSITIONS = ("lineno", "col_offset", "end_lineno", "end_col_offset")


class NotATree(ValueError):
    """The list is no tree of a Python file; the message says why."""


def rebuild(nodes: list[Any], text: str) -> ast.Module:
    """The tree that a list is.

    Args:
        nodes: what `serialise` has written, or what somebody says it has.
        text: the file, its line endings all line feeds; each node must lie in it.

    Raises:
        NotATree: it is none, or is larger or deeper than any that people write.
    """
    if not 0 < len(nodes) <= MOST_NODES:
        raise NotATree(f"it has {len(nodes)} nodes")
    lines = [len(line.encode("utf-8", "surrogatepass")) for line in text.split("\n")]
    made: dict[int, tuple[ast.AST | None, int]] = {}
    for index in range(len(nodes) - 1, -1, -1):
        made[index] = _Node(index, nodes[index], made, lines).made()
    tree, _ = made.pop(0)
    if made or not isinstance(tree, ast.Module):
        raise NotATree("it is no module, or holds nodes that belong to none")
    _examine(ast.fix_missing_locations(tree))
    return tree


def _examine(tree: ast.Module) -> None:
    """Let the compiler see to it that each field holds what its type says."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(tree, "<probe>", "exec", dont_inherit=True)
    except SyntaxError:
        return  # a tree all right; that its `return` stands outside of any function is not asked here
    except (TypeError, ValueError, OverflowError, RecursionError, MemoryError, SystemError) as error:
        raise NotATree(str(error)) from None


class _Node:
    """One entry of the list, about to become a node."""

    def __init__(
        self, index: int, entry: object, made: dict[int, tuple[ast.AST | None, int]], lines: list[int]
    ) -> None:
        if not (isinstance(entry, list) and len(entry) == 4 and isinstance(entry[3], dict)):
            raise NotATree(f"node {index} is not a type, a kind, a position and fields")
        self._index = index
        self._type, self._kind, self._position, self._fields = entry
        self._made = made
        self._lines = lines
        self._height = 0

    def made(self) -> tuple[ast.AST | None, int]:
        """The node, None where there is no room for its kind; and how deep it is."""
        fields = {name: self._value(value) for name, value in self._fields.items()}
        if self._height > DEEPEST:
            raise NotATree(f"its nodes are more than {DEEPEST} deep")
        known = _known(_RENAMED.get(self._type, self._type)) if isinstance(self._type, str) else None
        node = known() if known else _kin(self._type, self._kind, fields)
        if known and node is not None:
            for name in known._fields:
                setattr(node, name, fields.get(name, [] if name in _LISTS else None))
            if isinstance(node, ast.ImportFrom) and node.level not in range(_MOST_DOTS + 1):
                raise NotATree(f"node {self._index} imports from nowhere")
        if node is not None and self._position is not None:
            self._place(node)
        return node, self._height + 1

    def _place(self, node: ast.AST) -> None:
        position = self._position
        if not (isinstance(position, list) and len(position) == 4 and all(type(at) is int for at in position)):
            raise NotATree(f"node {self._index} stands nowhere")
        for line, column in (position[:2], position[2:]):
            if not (0 < line <= len(self._lines) and 0 <= column <= self._lines[line - 1]):
                raise NotATree(f"node {self._index} lies outside of the file")
        for name, at in zip(_POSITIONS, position, strict=True):
            setattr(node, name, at)

    def _value(self, value: object) -> object:
        if isinstance(value, list):
            items = (self._item(item) for item in value)
            return [item for item in items if item is not _ABSENT]
        found = self._item(value)
        return None if found is _ABSENT else found

    def _item(self, value: object) -> object:
        if value is None or isinstance(value, str | bool | int):
            return value
        if isinstance(value, dict) and len(value) == 1:
            [(how, what)] = value.items()
            if how == "n":
                return self._child(what)
            if how == "s" and isinstance(what, str) and (known := _known(what)) and not known._fields:
                return known()
            if how == "c":
                return _constant(what)
        raise NotATree(f"node {self._index} holds what no tree does")

    def _child(self, index: object) -> object:
        """The node at a later index, which nobody else holds."""
        if not isinstance(index, int) or index <= self._index or index not in self._made:
            raise NotATree(f"node {self._index} holds a node that it cannot hold")
        node, height = self._made.pop(index)
        self._height = max(self._height, height)
        return _ABSENT if node is None else node


_ABSENT = object()


def _known(name: str) -> type[ast.AST] | None:
    """The type of nodes of this name. `ast` has more under such names, which are none; `_ast` has not."""
    found = getattr(_ast, name, None)
    return found if isinstance(found, type) and issubclass(found, ast.AST) else None


def _constant(what: object) -> object:
    if not (isinstance(what, list) and len(what) == 2 and isinstance(what[1], str) and what[0] in _CONSTANTS):
        raise NotATree("a constant is of no known kind")
    try:
        return _CONSTANTS[what[0]](what[1])
    except ValueError as error:
        raise NotATree(f"a constant is none: {error}") from None


def _kin(name: object, kind: object, fields: Mapping[str, object]) -> ast.AST | None:
    """What stands in for a node of a type that this Python does not know; None where nothing can."""
    target, value = fields.get("name"), fields.get("value")
    if name == "TypeAlias" and isinstance(target, ast.Name) and isinstance(value, ast.expr):
        # PEP 695, as it was written before (PEP 613)
        return ast.AnnAssign(target, ast.Name("TypeAlias", ast.Load()), value, 1)
    held = [item for value in fields.values() for item in (value if isinstance(value, list) else [value])]
    expressions = ast.Tuple([item for item in held if isinstance(item, ast.expr)], ast.Load())
    if kind == "expr":
        return expressions
    if kind == "stmt":
        statements: list[ast.stmt] = [item for item in held if isinstance(item, ast.stmt)]
        return ast.If(expressions, statements, []) if statements else ast.Expr(expressions)
    return ast.MatchAs() if kind == "pattern" else None
