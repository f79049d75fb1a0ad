"""What is answered to input that is not valid is not documented.

## What it does

Reports an operation that takes a body, or a parameter that cannot be just anything, and documents none of 422, 400,
`4XX` and `default`. FastAPI documents 422 by itself: somebody took it out.

## Why is this bad?

It is the error that every client gets first. Without it in the document no client has a type for it, and nobody
learns which field was wrong.

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
      "post": {
        "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/ItemCreate"}}}},
        "responses": {"201": {"description": "OK"}}
      }
    }
  },
  "components": {
    "schemas": {"ItemCreate": {"type": "object", "properties": {"id": {"type": "integer"}}}}
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
    "/items": {
      "post": {
        "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/ItemCreate"}}}},
        "responses": {
          "201": {"description": "OK"},
          "422": {
            "description": "Not valid",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/HTTPValidationError"}}}
          }
        }
      }
    }
  },
  "components": {
    "schemas": {
      "ItemCreate": {"type": "object", "properties": {"id": {"type": "integer"}}},
      "HTTPValidationError": {"type": "object", "properties": {"detail": {"type": "array"}}}
    }
  }
}
```

## Limits

Where another status than 422 and 400 says that input is not valid, the document does not tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.interface.known_api import operations_of
from specward.packs.fastapi.interface.schema import takes_anything, types_of
from specward.packs.fastapi.told import once_a_place
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.interface.operation import Operation
    from specward.project import Project

_KNOWN = frozenset({"422", "400", "4XX", "4xx", "default"})
_ONLY_TEXT = frozenset({"type", "title", "description", "default", "examples", "example"})


@rule("FA232", Severity.WARNING, Scope.PROJECT, needs=Need.FASTAPI)
@once_a_place
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each operation that takes what it may have to refuse, and does not say how."""
    for operation in operations_of(project):
        if _KNOWN.isdisjoint(operation.responses) and _may_refuse(operation):
            yield Fault(
                operation.place(),
                f"{operation} does not document what it answers to input that is not valid",
                help="leave FastAPI's 422 in the document, or name the model of your own by `responses={422: …}`",
            )


def _may_refuse(operation: Operation) -> bool:
    """Whether there is input that is not valid: any text is, where nothing more is asked of it."""
    resolve = operation.api.resolve
    if operation.body and operation.body.schema and not takes_anything(resolve(operation.body.schema)):
        return True
    for one in operation.parameters:
        schema = resolve(one.schema)
        is_text = types_of(schema) == ("string",) and _ONLY_TEXT.issuperset(schema)
        if (one.required and one.where != "path") or not (is_text or takes_anything(schema)):
            return True
    return False
