"""Each request makes an engine of the database of its own.

## What it does

Reports `create_engine` and `create_async_engine` in the function of an operation or of a dependency.

## Why is this bad?

An engine is a pool of connections, meant to be made once. One for each request shares nothing: every request connects
anew, and the connections stay open until the database takes no more.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
```

```python app/db.py
from sqlalchemy import create_engine
from sqlalchemy.orm import Session


def get_session():
    engine = create_engine("postgresql://db/shop")
    with Session(engine) as session:
        yield session
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
```

```python app/db.py
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

engine = create_engine("postgresql://db/shop")


def get_session():
    with Session(engine) as session:
        yield session
```

## Limits

A dependency is what the same file hands to `Depends`, or a function that yields and is no context manager; one that
keeps what it has made, by `lru_cache` or the like, makes it once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterator

    from specward.packs.fastapi.source.module import Function, Module
    from specward.project import Project


@rule("FA146", Severity.WARNING, Scope.MODULE, needs=Need.FASTAPI)
def check(module: Module, _project: Project) -> Iterator[Fault]:
    """Yield a fault for each engine that is made for one request."""
    from specward.packs.fastapi.source.resources import ENGINES

    for call in module.calls:
        if call.name in ENGINES and call.function and _is_per_request(module, call.function):
            message = f"an engine is made at each call of `{call.function.node.name}`"
            yield Fault(module.place(call.node), message, help="make it once, beside the functions or in `lifespan`")


def _is_per_request(module: Module, function: Function) -> bool:
    from specward.packs.fastapi.source.bodies import endpoints, injected, yields

    node: ast.FunctionDef | ast.AsyncFunctionDef = function.node
    if node in endpoints(module):
        return True
    return not node.decorator_list and (node.name in injected(module) or bool(yields(node)))
