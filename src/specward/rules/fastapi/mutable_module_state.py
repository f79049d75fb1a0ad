"""An endpoint changes what a module holds.

## What it does

Reports where the function of an operation changes a dictionary, a list or a set of its module, or assigns one of the
module's names anew by `global`.

## Why is this bad?

A service runs as several processes, and each has its own copy: what one request leaves there the next may not find.
It is gone after each restart, and two requests at once change it under each other.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
```

```python app/orders.py
from fastapi import APIRouter

router = APIRouter(prefix="/orders", tags=["orders"])
orders: dict[int, str] = {}


@router.post("")
def order(number: int, name: str) -> str:
    orders[number] = name
    return name
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
```

```python app/orders.py
from typing import Annotated

from fastapi import APIRouter, Depends

from app.repository import Orders, orders

router = APIRouter(prefix="/orders", tags=["orders"])


@router.post("")
def order(number: int, name: str, known: Annotated[Orders, Depends(orders)]) -> str:
    known.add(number, name)
    return name
```

## Limits

What is called after a cache, a lock, a count or the open connections of the process is meant to live and die with it,
and is left alone; so is what is only filled in where a test finds it lacking. What a function that the endpoint calls
does is not looked at.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.source.module import FunctionNode, Module
    from specward.project import Project

_MUTABLE = (ast.Dict, ast.List, ast.Set, ast.DictComp, ast.ListComp, ast.SetComp)
_MAKERS = frozenset({"dict", "list", "set", "collections.defaultdict", "collections.deque", "collections.OrderedDict"})
_CHANGES = frozenset(
    {
        *("append", "appendleft", "extend", "insert", "add", "update", "pop", "popleft", "popitem", "remove"),
        *("discard", "clear", "setdefault"),
    }
)


@rule("FA112", Severity.WARNING, Scope.MODULE, needs=Need.FASTAPI, read=6, right=6)
def check(module: Module, _: Project) -> Iterator[Fault]:
    """Yield a fault for each name of the module, the first time that an endpoint changes it."""
    names = _assigned(module) if module.routes else {}
    held = {name for name, value in names.items() if _is_mutable(module, value)}
    for route in module.routes if names else ():
        if route.function.outer is not None:
            continue  # made by what runs it, for as long as that runs
        seen = set()
        for node, name in _changes(route.function.node, held, frozenset(names)):
            if name not in seen and not _of_the_process().search(name):
                seen.add(name)
                yield Fault(
                    module.place(node),
                    f"`{route.function.node.name}` changes `{name}` of its module",
                    help="keep it in a database, or in what a dependency hands in",
                )


def _assigned(module: Module) -> dict[str, ast.expr | None]:
    """The names that a module assigns to at its top, and what it gives them first."""
    found: dict[str, ast.expr | None] = {}
    for node in module.tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found.setdefault(node.targets[0].id, node.value)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found.setdefault(node.target.id, node.value)
    return found


def _is_mutable(module: Module, value: ast.expr | None) -> bool:
    if isinstance(value, ast.Call):
        return module.name_of(value.func) in _MAKERS
    return isinstance(value, _MUTABLE)


def _changes(function: FunctionNode, held: set[str], names: frozenset[str]) -> Iterator[tuple[ast.AST, str]]:
    """Where a function changes what a name of its module holds, or makes the name stand for another thing."""
    nodes = [node for statement in function.body for node in ast.walk(statement)]
    ours = {name for node in nodes if isinstance(node, ast.Global) for name in node.names} & names
    local = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)} - ours
    given = function.args
    local |= {one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs)}
    filled = _filled(nodes)
    for node in nodes:
        name = _changed(node, ours)
        if (id(node), name) in filled:
            continue
        if name in ours or (name in held and name not in local):
            yield node, name


def _changed(node: ast.AST, ours: set[str]) -> str:
    """The name that a part of a function changes; empty where it changes none."""
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del):
        return _name(node.value)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _CHANGES:
        return _name(node.func.value)
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id in ours:
        return node.id
    return ""


def _filled(nodes: list[ast.AST]) -> set[tuple[int, str]]:
    """The parts of a function that run where a name lacks what is asked of it, each with that name."""
    return {
        (id(part), name)
        for node in nodes
        if isinstance(node, ast.If)
        for name in _lacking(node.test)
        for statement in node.body
        for part in ast.walk(statement)
    }


def _lacking(test: ast.expr) -> Iterator[str]:
    """The names that a test finds without something: `a not in known`, `known[a] is None`, `not known`."""
    for node in ast.walk(test):
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.NotIn):
            yield _name(node.comparators[0])
        elif isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Is):
            yield _name(node.left)
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield _name(node.operand)


def _name(node: ast.AST) -> str:
    while isinstance(node, ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


@cache
def _of_the_process() -> re.Pattern[str]:
    return re.compile(
        r"cache|memo|lock|mutex|semaphore|count|metric|stat(s|istics)|connection|client|socket|subscriber|listener"
        r"|pool|loaded|model|engine|task|worker|session_?maker",
        re.IGNORECASE,
    )
