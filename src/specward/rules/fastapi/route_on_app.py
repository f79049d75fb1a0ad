"""An operation is declared on the application and not on a router.

## What it does

Reports each file that declares several operations on the application itself, at the first of them: three and more are a
warning where the application has routers beside them. The root, checks of health and what is left out of the schema may
stand there.

## Why is this bad?

A router gives its operations a prefix, tags and dependencies in one place, and can be tested and moved by itself. What
is declared on the application has to repeat all of it, and whoever wants to add to it imports the application.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
```

```python app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/orders")
def orders() -> list[str]:
    return []


@app.post("/orders")
def order(name: str) -> str:
    return name
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
```

```python app/orders.py
from fastapi import APIRouter

router = APIRouter(prefix="/orders", tags=["orders"])


@router.get("")
def orders() -> list[str]:
    return []


@router.post("")
def order(name: str) -> str:
    return name
```

```python app/main.py
from fastapi import FastAPI

from app import orders

app = FastAPI()
app.include_router(orders.router)
```

## Limits

A file with a single function needs no router, whatever number of operations it is.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.source.included import Routing
    from specward.packs.fastapi.source.outline import RouteLine
    from specward.project import Project


_MANY = 3
"""Functions: fewer are left beside the routers for a reason as often as not."""


@rule("FA101", Severity.INFO, Scope.PROJECT, needs=Need.FASTAPI, read=19, right=16)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each file that declares operations on an application; the further ones are related."""
    if not project.judges_all:
        return
    from specward.packs.fastapi.source.included import routing_of
    from specward.packs.fastapi.source.outlines import place

    routing = routing_of(project)
    for path, outline in routing.outlines.items():
        found = [
            route
            for route in outline.routes
            if routing.origin_of(path, route.receiver) in routing.applications and not _may_stand(route)
        ]
        count = len({route.function for route in found})
        if count > 1:
            first, *others = found
            is_grave = count >= _MANY and _includes(routing, path, first.receiver)
            yield Fault(
                place(project, path, first.spot),
                f"`{first.function}` is declared on the application, and so {_are(count - 1)}",
                help="declare it on an `APIRouter`, and include that",
                related=tuple(place(project, path, route.spot, "so is this") for route in others),
                severity=Severity.WARNING if is_grave else None,
            )


def _includes(routing: Routing, path: str, name: str) -> bool:
    """Whether an application has routers beside what it declares itself."""
    application = routing.origin_of(path, name)
    return any(into == application for found in routing.inclusions.values() for _, into, _ in found)


def _are(others: int) -> str:
    return "is another" if others == 1 else f"are {others} others"


def _may_stand(route: RouteLine) -> bool:
    return "include_in_schema" in route.given or route.path is None or _own_path().fullmatch(route.path) is not None


@cache
def _own_path() -> re.Pattern[str]:
    """The paths of what the application answers about itself."""
    own = r"health|healthz|health_?-?check|live|livez|liveness|ready|readyz|readiness|ping|status|metrics|version|info"
    return re.compile(
        rf"/?|(/[\w.-]+){{0,3}}/({own})/?|/(docs|redoc|favicon\.ico|robots\.txt|openapi\.json)(/.*)?", re.IGNORECASE
    )
