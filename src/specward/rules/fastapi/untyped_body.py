"""An operation takes or answers anything.

## What it does

Reports an operation whose body is a `dict`, a `list` or `Any` without saying what is in it, and one whose answer is a
`dict` or a `list`. What is to be answered is told by `response_model` or by the function's annotation.

## Why is this bad?

Nothing is checked and nothing is documented: a caller learns the names of fields from the code, and a wrong one ends
where it is looked up, as 500 in place of 422.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
```

```python app/orders.py
from fastapi import APIRouter

router = APIRouter(prefix="/orders", tags=["orders"])


@router.post("")
def order(body: dict) -> str:
    return body["name"]
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
```

```python app/orders.py
from fastapi import APIRouter
from pydantic import BaseModel

router = APIRouter(prefix="/orders", tags=["orders"])


class OrderCreate(BaseModel):
    name: str


@router.post("")
def order(body: OrderCreate) -> str:
    return body.name
```

## Limits

`dict[str, int]` says what is in it. An operation that says nothing about its answer is for the OpenAPI document to
judge. Some bodies are free by nature, such as what somebody else's webhook sends: this is information.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.source.expressions import argument
from specward.packs.fastapi.source.signature import answer, parameters
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.source.module import Module, Route
    from specward.packs.fastapi.source.signature import Parameter
    from specward.project import Project

_DICTIONARIES = frozenset({"dict", "typing.Dict", "collections.abc.Mapping", "typing.Mapping"})
_LISTS = frozenset({"list", "typing.List", "collections.abc.Sequence", "typing.Sequence"})
_ANYTHING = frozenset({"typing.Any", "object"})
_OPTIONAL = frozenset({"typing.Optional", "typing.Union"})


@rule("FA131", Severity.INFO, Scope.MODULE, needs=Need.FASTAPI, read=44, right=35)
def check(module: Module, _: Project) -> Iterator[Fault]:
    """Yield a fault for each body and each answer that may be anything."""
    for route in module.routes:
        if argument(route.decorator, "include_in_schema") is not None:
            continue
        function = route.function.node
        for one in parameters(module, route.function):
            if _is_body(one, route) and _is_untyped(module, one.annotation, one.origin == "Body"):
                yield Fault(
                    module.place(one.node),
                    f"`{function.name}` takes anything as `{one.node.arg}`",
                    help="name the fields in a model",
                )
        given = None if argument(route.decorator, "response_class") else answer(route)
        if given is not None and not _is_small_talk(route) and _is_untyped(module, given, anything=False):
            yield Fault(
                module.place(given),
                f"`{function.name}` answers anything",
                help="name the fields in a model",
            )


def _is_body(parameter: Parameter, route: Route) -> bool:
    in_path = f"{{{parameter.node.arg}" in (route.path or "")
    return parameter.origin in {"", "Body"} and not in_path and not {"get", "head"}.issuperset(route.methods)


def _is_small_talk(route: Route) -> bool:
    """Whether an operation answers for the service itself."""
    return _own_path().fullmatch(route.path or "") is not None


def _is_untyped(module: Module, annotation: ast.expr | None, anything: bool) -> bool:
    """Whether a type says nothing of what is in it.

    Args:
        module: where it stands.
        annotation: the type.
        anything: whether `Any`, or no type, counts too: as a parameter alone those would be one of the query.
    """
    if annotation is None:
        return anything
    sides = [side for side in _sides(module, annotation) if not isinstance(side, ast.Constant)]
    return bool(sides) and all(_is_side_untyped(module, side, anything) for side in sides)


def _sides(module: Module, annotation: ast.expr) -> Iterator[ast.expr]:
    """The types of which a type is any: of `dict | None` both."""
    waiting = [annotation]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.BinOp):
            waiting += (node.left, node.right)
        elif isinstance(node, ast.Subscript) and module.name_of(node.value) in _OPTIONAL:
            waiting += _within(node)
        else:
            yield node


def _is_side_untyped(module: Module, side: ast.expr, anything: bool) -> bool:
    if not isinstance(side, ast.Subscript):
        name = module.name_of(side)
        return name in _DICTIONARIES | _LISTS or (anything and name in _ANYTHING)
    name = module.name_of(side.value)
    held = _within(side)[-1] if name in _DICTIONARIES else _within(side)[0]
    return name in _DICTIONARIES | _LISTS and _is_untyped(module, held, anything=True)


def _within(node: ast.Subscript) -> list[ast.expr]:
    return (node.slice.elts or [node.slice]) if isinstance(node.slice, ast.Tuple) else [node.slice]


@cache
def _own_path() -> re.Pattern[str]:
    return re.compile(r"/?|.*(health|healthz|live|ready|ping|status|version|info|metrics)\w*/?", re.IGNORECASE)
