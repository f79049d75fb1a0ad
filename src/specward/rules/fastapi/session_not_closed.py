"""A session of the database is handed out, and nobody closes it.

## What it does

Reports a dependency that yields a session which it has made without `with`, and does not close in a `finally`; and one
that returns such a session.

## Why is this bad?

An exception in the endpoint passes the line after `yield` by. The session keeps its connection, and after a few errors
the pool is empty: every request waits, then fails.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
```

```python app/db.py
from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

SessionLocal = sessionmaker(create_engine("sqlite://"))


def get_session():
    session = SessionLocal()
    yield session
    session.close()
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
```

```python app/db.py
from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

SessionLocal = sessionmaker(create_engine("sqlite://"))


def get_session():
    with SessionLocal() as session:
        yield session
```

## Limits

What returns a session counts only where the same file hands it to `Depends`. A session that is closed in a function of
the back end's own is not recognised.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.source.module import Function, Module
    from specward.project import Project

_CLOSING = frozenset({"close", "aclose", "remove", "close_all"})


@rule("FA142", Severity.WARNING, Scope.MODULE, needs=Need.FASTAPI)
def check(module: Module, _project: Project) -> Iterator[Fault]:
    """Yield a fault for each dependency that leaves its session open."""
    from specward.packs.fastapi.source.bodies import injected
    from specward.packs.fastapi.source.resources import makes_session

    makers = {call.function.node for call in module.calls if call.function and makes_session(call.name)}
    handed = injected(module) if makers else set()
    for function in module.functions:
        if function.node in makers and all(map(_hands_out, map(module.name_of, function.node.decorator_list))):
            yield from _left_open(module, function, is_dependency=function.node.name in handed)


def _hands_out(decorator: str) -> bool:
    """Whether what a decorator makes hands out what the function yields, as a dependency does; a fixture is none."""
    return decorator.rpartition(".")[2] in {"contextmanager", "asynccontextmanager"}


def _left_open(module: Module, function: Function, *, is_dependency: bool) -> Iterator[Fault]:
    from specward.packs.fastapi.source.bodies import own_nodes

    made = _made(module, function)
    for node in own_nodes(function.node.body):
        if isinstance(node, ast.Yield) and _is_made(node.value, made, module) and not _is_closed(node, function):
            yield Fault(
                module.place(node),
                "after an exception this session is never closed",
                help="make it in a `with`, or close it in a `finally` around the `yield`",
            )
        elif is_dependency and isinstance(node, ast.Return) and _is_made(node.value, made, module):
            yield Fault(module.place(node), "nobody closes this session", help="yield it from within a `with`")


def _made(module: Module, function: Function) -> set[str]:
    """The names that a function assigns a new session to."""
    from specward.packs.fastapi.source.bodies import own_nodes

    found = set()
    for node in own_nodes(function.node.body):
        if isinstance(node, ast.Assign | ast.AnnAssign) and _makes(node.value, module):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if isinstance(target, ast.Name):
                found.add(target.id)
    return found


def _is_made(node: ast.expr | None, made: set[str], module: Module) -> bool:
    return (isinstance(node, ast.Name) and node.id in made) or _makes(node, module)


def _makes(node: ast.expr | None, module: Module) -> bool:
    from specward.packs.fastapi.source.resources import makes_session

    return isinstance(node, ast.Call) and makes_session(module.name_of(node.func))


def _is_closed(node: ast.Yield, function: Function) -> bool:
    """Whether a `finally` around a yield closes anything, or a `with` stands around it."""
    from specward.packs.fastapi.source.bodies import own_nodes

    for around in own_nodes(function.node.body):
        if isinstance(around, ast.Try) and _holds(around.body, node) and any(map(_closes, own_nodes(around.finalbody))):
            return True
        if isinstance(around, ast.With | ast.AsyncWith) and _holds(around.body, node):
            return True
    return False


def _holds(body: list[ast.stmt], node: ast.AST) -> bool:
    from specward.packs.fastapi.source.bodies import own_nodes

    return any(inner is node for inner in own_nodes(body))


def _closes(node: Any) -> bool:  # noqa: ANN401 -- a node of any type
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _CLOSING
