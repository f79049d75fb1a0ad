"""An asynchronous endpoint waits for the database with everything else standing still.

## What it does

Reports an `async def` operation that uses a synchronous session of SQLAlchemy or SQLModel: one that it declares as
such, or makes itself.

## Why is this bad?

While the database answers, the event loop does nothing else: no other request is served. In a plain `def` the same code
runs in a thread, and stands in nobody's way.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
```

```python app/api/items.py
from typing import Annotated

from fastapi import APIRouter, Depends
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.db import get_session

router = APIRouter()


@router.get("/items")
async def list_items(db: Annotated[Session, Depends(get_session)]) -> list[str]:
    return list(db.scalars(text("select name from item")))
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
```

```python app/api/items.py
from typing import Annotated

from fastapi import APIRouter, Depends
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.db import get_session

router = APIRouter()


@router.get("/items")
def list_items(db: Annotated[Session, Depends(get_session)]) -> list[str]:
    return list(db.scalars(text("select name from item")))
```

## Limits

The class of a session is known where the function, or an alias in the same file, names it, and is believed: where an
`AsyncSession` is handed in as a `Session`, the line is at fault for that. A session that is handed on to another
function is not followed. A file with several such operations is told of once, unless a suppression stands in it.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.told import once_a_file
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.source.module import Call, Function, Module
    from specward.project import Project


@rule("FA143", Severity.WARNING, Scope.MODULE, needs=Need.FASTAPI, read=37, right=37)
@once_a_file
def check(module: Module, _project: Project) -> Iterator[Fault]:
    """Yield a fault for the first time that each such operation waits."""
    for function in dict.fromkeys(route.function for route in module.routes if route.function.is_async):
        waiting = _first_wait(module, function)
        if waiting:
            yield Fault(
                module.place(waiting.node),
                f"`{function.node.name}` is asynchronous, and this session is not",
                help="make the function a plain `def`, or use an `AsyncSession`",
            )


def _first_wait(module: Module, function: Function) -> Call | None:
    from specward.packs.fastapi.source.bodies import method
    from specward.packs.fastapi.source.resources import WAITING

    sessions = _sessions(module, function)
    calls = (call for call in module.calls if call.function and call.function.node is function.node)
    waits = (
        call
        for call in calls
        if not call.awaited and method(call.node) in WAITING and call.name.rpartition(".")[0] in sessions
    )
    return next(waits, None) if sessions else None


def _sessions(module: Module, function: Function) -> set[str]:
    """The names that stand for a synchronous session in a function."""
    from specward.packs.fastapi.source.bodies import own_nodes
    from specward.packs.fastapi.source.resources import SYNC_SESSIONS, is_annotated

    given = function.node.args
    found = {
        one.arg
        for one in (*given.posonlyargs, *given.args, *given.kwonlyargs)
        if is_annotated(module, one.annotation, SYNC_SESSIONS)
    }
    for node in own_nodes(function.node.body):
        if not (isinstance(node, ast.withitem) and isinstance(node.context_expr, ast.Call)):
            continue
        if module.name_of(node.context_expr.func) in SYNC_SESSIONS and isinstance(node.optional_vars, ast.Name):
            found.add(node.optional_vars.id)
    return found
