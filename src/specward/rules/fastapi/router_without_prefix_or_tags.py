"""A router has neither a prefix nor tags, nor is it given any where it is included.

## What it does

Follows each router that has operations to where it is included, and up to the application. Reports it where nothing on
the way has a prefix or tags, and its operations have no tags either.

## Why is this bad?

The router groups its operations for the code alone: in the documentation they all stand under `default`, and each of
them has to repeat the path that they share.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
fastapi:
  profile: seed
```

```python app/orders.py
from fastapi import APIRouter

router = APIRouter()


@router.get("/orders")
def orders() -> list[str]:
    return []
```

```python app/main.py
from fastapi import FastAPI

from app import orders

app = FastAPI()
app.include_router(orders.router)
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
fastapi:
  profile: seed
```

```python app/orders.py
from fastapi import APIRouter

router = APIRouter()


@router.get("")
def orders() -> list[str]:
    return []
```

```python app/main.py
from fastapi import FastAPI

from app import orders

app = FastAPI()
app.include_router(orders.router, prefix="/orders", tags=["orders"])
```

## Limits

A router of which no inclusion is found, or one that a loop includes, is not reported: nobody can tell what it is given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.source.included import Routing, Variable
    from specward.project import Project

_ENOUGH = frozenset({"prefix", "tags", "**"})


@rule("FA102", Severity.INFO, Scope.PROJECT, needs=Need.FASTAPI_SEED, read=31, right=28)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each router without."""
    if not project.judges_all:
        return
    from specward.packs.fastapi.source.included import routing_of
    from specward.packs.fastapi.source.outlines import place

    routing = routing_of(project)
    for (path, name), made in routing.routers.items():
        routes = [
            route
            for route in routing.outlines[path].routes
            if route.receiver == name and "include_in_schema" not in route.given
        ]
        if not routes or any(not _ENOUGH.isdisjoint(route.given) for route in routes):
            continue
        if not _has_enough(routing, (path, name)):
            yield Fault(
                place(project, path, made[0].spot),
                f"`{name}` has neither a prefix nor tags, here or where it is included",
                help="give it `prefix=` and `tags=`",
                related=tuple(
                    place(project, where, inclusion.spot, "included here")
                    for where, _, inclusion in routing.inclusions[path, name]
                ),
            )


def _has_enough(routing: Routing, router: Variable) -> bool:
    """Whether anything on the ways from a router to an application has a prefix or tags, or may have."""
    waiting, seen, arrives = [router], {router}, False
    while waiting:
        one = waiting.pop()
        if one in routing.applications:
            arrives = True
            continue
        made, included = routing.routers.get(one, []), routing.inclusions.get(one, [])
        if len(made) != 1 or not included or not _ENOUGH.isdisjoint(made[0].given):
            return True
        if any(into is None or not _ENOUGH.isdisjoint(inclusion.given) for _, into, inclusion in included):
            return True
        further = {into for _, into, _ in included if into and into not in seen}
        seen |= further
        waiting += further
    return not arrives
