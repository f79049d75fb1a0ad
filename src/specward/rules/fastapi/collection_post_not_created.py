"""A POST that creates does not answer 201.

## What it does

Reports a POST on a collection that answers 200 with the thing it made: there is a path for a single one below
(`/items/{id}`), and the answer has an id. The profiles `seed` and `strict` ask.

## Why is this bad?

201 says that something is there now that was not before. Of 200 nobody knows without reading on: it may have been
found, or changed. Caches, clients and tests go by the code.

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
      "post": {
        "responses": {
          "200": {
            "description": "OK",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Item"}}}
          }
        }
      }
    },
    "/items/{id}": {
      "get": {
        "responses": {
          "200": {
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
      "post": {
        "responses": {
          "201": {
            "description": "OK",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Item"}}}
          }
        }
      }
    },
    "/items/{id}": {
      "get": {
        "responses": {
          "200": {
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

A POST that runs, searches or signs in answers 200, and has no single thing below its path.
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

_IDS = frozenset({"id", "uuid", "uid", "_id", "pk", "slug"})
_CREATED = frozenset({"201", "202"})


@rule("FA213", Severity.WARNING, Scope.PROJECT, needs=Need.FASTAPI_SEED, read=33, right=33)
@once_a_place
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each POST that creates and does not say so."""
    operations = operations_of(project)
    roots = collections(operations)
    for operation in operations:
        if operation.method != "post" or operation.path.rstrip("/") not in roots:
            continue
        if "200" in operation.responses and not _CREATED.intersection(operation.responses) and _has_id(operation):
            yield Fault(
                operation.place(),
                f"{operation} answers 200 with what it made",
                help="give `status_code=201`",
            )


def _has_id(operation: Operation) -> bool:
    """Whether the answer is a thing with an id, and not a list of them or a report."""
    schema = operation.api.resolve(operation.responses["200"].schema)
    properties = schema.get("properties")
    return isinstance(properties, dict) and not _IDS.isdisjoint(properties)
