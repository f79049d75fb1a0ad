"""What an operation takes and gives, as its function and its decorator write it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

from specward.packs.fastapi.source.expressions import argument

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.source.module import Function, Module, Route

_BODY = frozenset({"Body", "Form", "File"})
_OTHER = frozenset({"Depends", "Security", "Path", "Query", "Header", "Cookie"})


class Parameter(NamedTuple):
    """A parameter of an operation's function."""

    node: ast.arg
    annotation: ast.expr | None
    """Its type: of `Annotated[Item, Body()]` what stands first."""
    default: ast.expr | None
    origin: str
    """What says where it comes from: `Depends`, `Query`, `Body`; empty where nothing does."""

    @property
    def may_be_body(self) -> bool:
        """Whether nothing says that it comes from elsewhere than the body."""
        return self.origin not in _OTHER


def parameters(module: Module, function: Function) -> list[Parameter]:
    """The parameters of a function in order, `*args` and `**kwargs` left out."""
    given = function.node.args
    positional = [*given.posonlyargs, *given.args]
    without = [None] * (len(positional) - len(given.defaults))
    pairs = [*zip(positional, [*without, *given.defaults], strict=True)]
    pairs += zip(given.kwonlyargs, given.kw_defaults, strict=True)
    return [_parameter(module, node, default) for node, default in pairs]


def answer(route: Route) -> ast.expr | None:
    """The type of what an operation answers: its `response_model`, else what its function is annotated with."""
    return argument(route.decorator, "response_model") or route.function.node.returns


def names_in(module: Module, annotation: ast.expr | None) -> Iterator[str]:
    """The dotted names in a type, as imported: of `list[Item] | None` those of `list` and `Item`."""
    waiting = [annotation] if annotation else []
    while waiting:
        node = waiting.pop()
        if name := module.name_of(node):
            yield name
        else:
            waiting += [below for below in ast.iter_child_nodes(node) if isinstance(below, ast.expr)]


def _parameter(module: Module, node: ast.arg, default: ast.expr | None) -> Parameter:
    annotation, said = node.annotation, [default]
    if isinstance(annotation, ast.Subscript) and module.name_of(annotation.value).rpartition(".")[2] == "Annotated":
        parts = annotation.slice.elts if isinstance(annotation.slice, ast.Tuple) else [annotation.slice]
        annotation, said = parts[0], [*parts[1:], default]
    called = (module.name_of(one.func if isinstance(one, ast.Call) else one).rpartition(".")[2] for one in said if one)
    return Parameter(node, annotation, default, next((name for name in called if name in _BODY | _OTHER), ""))
