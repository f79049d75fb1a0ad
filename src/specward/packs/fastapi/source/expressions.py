"""What expressions say as they are written."""

from __future__ import annotations

import ast


def literal(node: ast.expr | None) -> str | None:
    """The text that an expression is, written out; None where it is another thing."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def is_true(node: ast.expr | None) -> bool:
    """Whether an expression is `True`, written out."""
    return isinstance(node, ast.Constant) and node.value is True


def argument(call: ast.Call, name: str, position: int = -1) -> ast.expr | None:
    """What a call is given for a parameter, by its name or its position; None where it is given nothing."""
    for keyword in call.keywords:
        if keyword.arg == name:
            return keyword.value
    if 0 <= position < len(call.args) and not any(
        isinstance(given, ast.Starred) for given in call.args[: position + 1]
    ):
        return call.args[position]
    return None


def first_name(node: ast.AST) -> str:
    """The first part of a dotted name, as it is written; empty where it is no plain name."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""
