"""An endpoint asks the database itself.

## What it does

Reports the first query in the function of an operation: a call such as `execute`, `query`, `scalars` or `get` of a
session that the function takes, or a statement that it builds with `select` of SQLAlchemy or SQLModel.

## Why is this bad?

What the query means to the business can then be had by a request only: no job, no command and no test can use it
without HTTP, and whoever changes a table has to look for it in the endpoints.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
fastapi:
  profile: seed
```

```python app/api/orders.py
from typing import Annotated

from fastapi import APIRouter, Depends
from sqlalchemy.orm import Session

from app.database import session_of_request
from app.models import Order

router = APIRouter(prefix="/orders", tags=["orders"])


@router.get("/{number}")
def order(number: int, session: Annotated[Session, Depends(session_of_request)]) -> str:
    return session.get(Order, number).name
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
fastapi:
  profile: seed
```

```python app/api/orders.py
from typing import Annotated

from fastapi import APIRouter, Depends

from app.services.orders import Orders

router = APIRouter(prefix="/orders", tags=["orders"])


@router.get("/{number}")
def order(number: int, orders: Annotated[Orders, Depends()]) -> str:
    return orders.named(number)
```

## Limits

That an endpoint commits or rolls back is no query: some have the transaction end where the request does. Nor is what a
check of health asks. A session is known by what its type is called.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.source.module import Call, Function, Module
    from specward.packs.fastapi.source.signature import Parameter
    from specward.project import Project

_QUERIES = frozenset(
    {
        *("execute", "exec", "query", "scalar", "scalars", "scalar_one", "stream", "stream_scalars", "get"),
        *("get_one", "add", "add_all", "merge", "delete", "bulk_save_objects", "bulk_insert_mappings"),
        *("fetch", "fetchrow", "fetchval", "fetch_all", "fetch_one"),
    }
)
_STATEMENTS = frozenset({"select", "insert", "update", "delete", "text"})


@rule("FA120", Severity.WARNING, Scope.MODULE, needs=Need.FASTAPI_LAYERS, read=58, right=58)
def check(module: Module, _: Project) -> Iterator[Fault]:
    """Yield a fault for each endpoint with a query, at its first."""
    routes = [route for route in module.routes if not _health().search(route.path or "")]
    sessions = {route.function.node: _sessions(module, route.function) for route in routes}
    seen = set()
    for call in module.calls if sessions else ():
        function = call.function.node if call.function else None
        if function in sessions and function not in seen and _asks(call, sessions[function]):
            seen.add(function)
            yield Fault(
                module.place(call.node.func),
                f"`{function.name}` asks the database itself",
                help="let a service or a repository ask, and call that",
            )


def _sessions(module: Module, function: Function) -> frozenset[str]:
    """What the sessions are called that a function takes."""
    from specward.packs.fastapi.source.signature import parameters

    return frozenset(one.node.arg for one in parameters(module, function) if _is_session(module, one))


def _is_session(module: Module, parameter: Parameter) -> bool:
    from specward.packs.fastapi.source.signature import names_in

    return any(_session().fullmatch(name.rpartition(".")[2]) for name in names_in(module, parameter.annotation))


def _asks(call: Call, sessions: frozenset[str]) -> bool:
    holder, _, method = call.name.rpartition(".")
    if holder in sessions:
        return method in _QUERIES
    return method in _STATEMENTS and holder.split(".")[0] in {"sqlalchemy", "sqlmodel"}


@cache
def _health() -> re.Pattern[str]:
    """The paths of checks that ask whether the database is there."""
    return re.compile(r"health|ready|readiness|live|/ping|/status$", re.IGNORECASE)


@cache
def _session() -> re.Pattern[str]:
    """What the type of a session of a database is called."""
    return re.compile(
        r"(Async)?(Db|DB|Database|Sql|SQL|Read|Write|Scoped)?_?(Async)?Session(Dep|Dependency|Transaction)?"
    )
