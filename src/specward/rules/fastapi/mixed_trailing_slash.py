"""Some collections end in a slash and others do not.

## What it does

Reports each collection whose path ends in a slash where most do not, or the other way round, once for each path. A
collection is what has single things below it: `/items` where there is `/items/{id}`.

## Why is this bad?

The wrong form is answered with a redirect. Many clients drop the body or the authorization when they follow it, and
behind a proxy it may lead to `http`. Where it is sometimes one and sometimes the other, callers guess.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
fastapi: {openapi: openapi.json}
```

```json openapi.json
{
  "openapi": "3.1.0",
  "info": {"title": "Shop", "version": "1.0.0"},
  "paths": {
    "/items/": {"get": {"responses": {"200": {"description": "OK"}}}},
    "/items/{id}": {"get": {"responses": {"200": {"description": "OK"}}}},
    "/users": {"get": {"responses": {"200": {"description": "OK"}}}},
    "/users/{id}": {"get": {"responses": {"200": {"description": "OK"}}}},
    "/orders": {"get": {"responses": {"200": {"description": "OK"}}}},
    "/orders/{id}": {"get": {"responses": {"200": {"description": "OK"}}}}
  }
}
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
fastapi: {openapi: openapi.json}
```

```json openapi.json
{
  "openapi": "3.1.0",
  "info": {"title": "Shop", "version": "1.0.0"},
  "paths": {
    "/items": {"get": {"responses": {"200": {"description": "OK"}}}},
    "/items/{id}": {"get": {"responses": {"200": {"description": "OK"}}}},
    "/users": {"get": {"responses": {"200": {"description": "OK"}}}},
    "/users/{id}": {"get": {"responses": {"200": {"description": "OK"}}}},
    "/orders": {"get": {"responses": {"200": {"description": "OK"}}}},
    "/orders/{id}": {"get": {"responses": {"200": {"description": "OK"}}}}
  }
}
```

## Limits

A path that answers the same method in both forms is left alone: nobody is sent elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.interface.known_api import operations_of
from specward.packs.fastapi.interface.paths import collections
from specward.packs.fastapi.told import once_a_place
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.interface.operation import Operation
    from specward.project import Project


@rule("FA219", Severity.WARNING, Scope.PROJECT, needs=Need.FASTAPI, read=39, right=38)
@once_a_place
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each collection of the rarer form."""
    operations = operations_of(project)
    roots = collections(operations)
    forms: dict[bool, dict[str, Operation]] = {True: {}, False: {}}
    served = {(operation.method, operation.path) for operation in operations}
    for operation in operations:
        path = operation.path
        other = path.rstrip("/") if path.endswith("/") else f"{path}/"
        if path.rstrip("/") in roots and (operation.method, other) not in served:
            forms[operation.path.endswith("/")].setdefault(operation.path, operation)
    rarer = len(forms[True]) <= len(forms[False])
    for path, operation in forms[rarer].items():
        if forms[not rarer]:
            ends, others = ("ends", "do not") if rarer else ("does not end", "do")
            yield Fault(
                operation.place(),
                f"{path[:120]} {ends} in a slash, and {len(forms[not rarer])} other collections {others}",
                help="write all in one form; `redirect_slashes=False` shows who relies on the other",
            )
