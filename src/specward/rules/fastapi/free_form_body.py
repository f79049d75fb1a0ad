"""A body takes anything.

## What it does

Reports an operation whose JSON body may be anything, or any object: its schema names no property. In FastAPI that is
a body of `dict`, `Any` or `Body()` without a type. Where others decide what is sent (webhooks, callbacks, proxies),
or a parameter of the path does (`/records/{kind}`), and where the thing is a map by nature, such as labels, a free
form is as it must be.

## Why is this bad?

Nothing is validated: what is missing or misspelt is found by the code that trips over it, as a 500 in place of a 422.
Nobody learns from the documentation what to send.

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
        "requestBody": {
          "required": true,
          "content": {"application/json": {"schema": {"type": "object", "additionalProperties": true}}}
        },
        "responses": {"200": {"description": "OK"}}
      }
    }
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
        "requestBody": {
          "required": true,
          "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Item"}}}
        },
        "responses": {"200": {"description": "OK"}}
      }
    }
  },
  "components": {"schemas": {"Item": {"type": "object", "properties": {"id": {"type": "integer"}}}}}
}
```

## Limits

A field that may hold anything inside of a model, such as settings or metadata, is not reported. Where the application
was probed and the function looks for no named key in its body, as it hands on what others have the form of, it is
information.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.interface.known_api import operations_of
from specward.packs.fastapi.interface.operation import JSON
from specward.packs.fastapi.interface.paths import is_incoming, is_shaped_by_parameter
from specward.packs.fastapi.interface.schema import is_free_object, takes_anything
from specward.packs.fastapi.source.behind import Functions, hands_on
from specward.packs.fastapi.told import once_a_place
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.interface.operation import Operation
    from specward.project import Project

_FREE = re.compile(r"/(labels|metadata|attributes|variables|annotations|context|state)/?$")


@rule("FA203", Severity.WARNING, Scope.PROJECT, needs=Need.FASTAPI, read=41, right=41)
@once_a_place
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each operation that takes any body."""
    functions = Functions(project)
    for operation in operations_of(project):
        body = operation.body
        if body is None or body.schema is None or JSON not in body.content_types or is_incoming(operation.path):
            continue
        if _FREE.search(operation.path) or is_shaped_by_parameter(operation.path):
            continue
        schema = operation.api.resolve(body.schema)
        if takes_anything(schema) or is_free_object(schema):
            what = "any object" if is_free_object(schema) else "anything"
            yield Fault(
                operation.place(),
                f"{operation} takes {what} as its body",
                help="declare a Pydantic model with the fields that are read",
                severity=Severity.INFO if _hands_on(operation, functions) else None,
            )


def _hands_on(operation: Operation, functions: Functions) -> bool:
    """Whether the function behind an operation is seen to look for no named key in what it is sent."""
    behind = functions.behind(operation)
    return behind is not None and hands_on(behind)
