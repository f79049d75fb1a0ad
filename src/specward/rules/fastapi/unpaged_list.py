"""A list that grows without end is answered whole.

## What it does

Reports a GET that answers an array of objects and takes no parameter by which it could be parted (`limit`, `page`,
`offset`, `cursor`, …). An array with `maxItems` has an end.

## Why is this bad?

It works until there are ten thousand. Then one call reads them all from the database, holds them in memory and sends
them, and adding a limit is a breaking change.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
fastapi: {openapi: openapi.json, profile: seed}
```

```json openapi.json
{
  "openapi": "3.1.0",
  "info": {"title": "Shop", "version": "1.0.0"},
  "paths": {
    "/items": {
      "get": {
        "responses": {
          "200": {
            "description": "OK",
            "content": {
              "application/json": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/Item"}}}
            }
          }
        }
      },
      "post": {
        "responses": {
          "201": {
            "description": "OK",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Item"}}}
          }
        }
      }
    }
  },
  "components": {"schemas": {"Item": {"type": "object", "properties": {"id": {"type": "integer"}}}}}
}
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
fastapi: {openapi: openapi.json, profile: seed}
```

```json openapi.json
{
  "openapi": "3.1.0",
  "info": {"title": "Shop", "version": "1.0.0"},
  "paths": {
    "/items": {
      "get": {
        "parameters": [{"name": "limit", "in": "query", "schema": {"type": "integer", "maximum": 100}}],
        "responses": {
          "200": {
            "description": "OK",
            "content": {
              "application/json": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/Item"}}}
            }
          }
        }
      },
      "post": {
        "responses": {
          "201": {
            "description": "OK",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Item"}}}
          }
        }
      }
    }
  },
  "components": {"schemas": {"Item": {"type": "object", "properties": {"id": {"type": "integer"}}}}}
}
```

## Limits

It is information: a list may be short by nature, as the payment methods of one person are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.interface.known_api import operations_of
from specward.packs.fastapi.interface.paths import is_technical
from specward.packs.fastapi.interface.schema import types_of
from specward.packs.fastapi.told import once_a_place
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.interface.operation import Operation
    from specward.project import Project

_PAGING = re.compile(
    r"(^|[-_.\[])(limit|page|offset|skip|cursor|size|count|first|last|top|take|max|after|before|start|from|since|until"
    r"|token|range|days?|hours?|top_?k|ids?|n)([-_.\]]|$)|pagesize|perpage|pagenum|maxresults|startindex|itemsper",
    re.IGNORECASE,
)


@rule("FA217", Severity.INFO, Scope.PROJECT, needs=Need.FASTAPI_SEED, read=20, right=14)
@once_a_place
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each list that is answered whole."""
    for operation in operations_of(project):
        if operation.method != "get" or is_technical(operation.path):
            continue
        if _is_list(operation) and not _is_parted(operation):
            yield Fault(
                operation.place(),
                f"{operation} answers a list without end",
                help="take `limit` and `offset`, or a cursor, and give `limit` a maximum",
            )


def _is_list(operation: Operation) -> bool:
    """Whether it answers an array of objects that has no end."""
    response = operation.responses.get("200")
    schema = operation.api.resolve(response.schema if response else None)
    return (
        "array" in types_of(schema)
        and "maxItems" not in schema
        and "properties" in operation.api.resolve(schema.get("items"))
    )


def _is_parted(operation: Operation) -> bool:
    return any(one.where in ("query", "header") and _PAGING.search(one.name) for one in operation.parameters)
