"""A GET or DELETE has a body.

## What it does

Reports a GET that is documented with a body, and a DELETE, which is information.

## Why is this bad?

A body of GET means nothing by the standard of HTTP (RFC 9110, 9.3.1): browsers cannot send one, proxies and caches
drop it, and OpenAPI tools ignore it. The same is said of DELETE (9.3.5), although many clients send one.

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
    "/items": {
      "get": {
        "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Item"}}}},
        "responses": {"200": {"description": "OK"}}
      }
    }
  },
  "components": {"schemas": {"Item": {"type": "object", "properties": {"id": {"type": "integer"}}}}}
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
    "/items": {
      "get": {
        "parameters": [{"name": "name", "in": "query", "schema": {"type": "string"}}],
        "responses": {"200": {"description": "OK"}}
      }
    }
  }
}
```

## Limits

In FastAPI a parameter of a Pydantic model, a list or a `dict` is a body unless it is declared as `Query()`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.interface.known_api import operations_of
from specward.packs.fastapi.told import once_a_place
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project

_HELP = {
    "get": "take query parameters, or make it a POST on a path of its own: `/items/search`",
    "delete": "take the ids from the path or the query, or make it a POST: `/items/bulk-delete`",
}


@rule("FA215", Severity.ERROR, Scope.PROJECT, needs=Need.FASTAPI, read=8, right=8)
@once_a_place
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each operation that has a body where none is read."""
    for operation in operations_of(project):
        if operation.method in _HELP and operation.body is not None:
            yield Fault(
                operation.place(),
                f"{operation} takes a body, which means nothing with {operation.method.upper()}",
                help=_HELP[operation.method],
                severity=None if operation.method == "get" else Severity.INFO,
            )
