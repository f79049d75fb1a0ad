"""Syntax trees as JSON; `probing.tree` says how, and reads it."""

from __future__ import annotations

import ast

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_MOST_NODES = 500_000
_KINDS = frozenset({"mod", "stmt", "expr", "pattern", "type_param"})
_PLAIN = (str, bool, type(None))
_POSITIONS = ("lineno", "col_offset", "end_lineno", "end_col_offset")


def serialise(tree: ast.AST) -> list[Any]:
    """A tree as a flat list of nodes, each before what it holds.

    Raises:
        ValueError: it has more nodes than any file that people write.
    """
    found = [tree]
    nodes: list[Any] = []
    while len(nodes) < len(found):
        node = found[len(nodes)]
        position = [getattr(node, name, None) for name in _POSITIONS]
        fields = {name: _encoded(getattr(node, name), found) for name in node._fields if hasattr(node, name)}
        kind = next((base.__name__ for base in type(node).__mro__ if base.__name__ in _KINDS), "")
        nodes.append([type(node).__name__, kind, None if None in position else position, fields])
        if len(found) > _MOST_NODES:
            raise ValueError(f"it has more than {_MOST_NODES} nodes")
    return nodes


def _encoded(value: object, found: list[ast.AST]) -> object:
    if isinstance(value, ast.AST):
        if not (value._fields or value._attributes):  # noqa: SLF001 -- the names of its position, as documented
            return {"s": type(value).__name__}
        found.append(value)
        return {"n": len(found) - 1}
    if isinstance(value, list):
        return [_encoded(item, found) for item in value]
    if isinstance(value, _PLAIN) or (isinstance(value, int) and abs(value) < 1 << 53):
        return value
    return _constant(value)


def _constant(value: object) -> object:
    if isinstance(value, int):
        return {"c": ["int", hex(value)]}
    if isinstance(value, bytes):
        return {"c": ["bytes", value.hex()]}
    return {"c": ["ellipsis" if value is ... else type(value).__name__, repr(value)]}
