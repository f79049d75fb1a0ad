"""Two operations have the same id.

## What it does

Reports each operation whose `operationId` another one before it has too.

## Why is this bad?

The standard asks for ids that are unique. Generated clients name their functions by them: of two with one name the
second replaces the first, or nothing is generated at all.

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
    "/items": {"get": {"operationId": "read", "responses": {"200": {"description": "OK"}}}},
    "/users": {"get": {"operationId": "read", "responses": {"200": {"description": "OK"}}}}
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
    "/items": {"get": {"operationId": "read_items", "responses": {"200": {"description": "OK"}}}},
    "/users": {"get": {"operationId": "read_users", "responses": {"200": {"description": "OK"}}}}
  }
}
```

## Limits

Applications that are mounted in another have documents of their own, and ids of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.interface.known_api import api_of
from specward.packs.fastapi.told import once_a_place
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.interface.operation import Operation
    from specward.project import Project


@rule("FA207", Severity.ERROR, Scope.PROJECT, needs=Need.FASTAPI, read=3, right=3)
@once_a_place
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each operation whose id is taken."""
    api = api_of(project)
    first: dict[str, Operation] = {}
    for operation in api.operations if api else ():
        if not operation.id:
            continue
        other = first.setdefault(operation.id, operation)
        if other is not operation:
            yield Fault(
                operation.place(),
                f"{operation} has the id of {other}, `{operation.id[:80]}`",
                help="one function on several methods or paths gets one id: give each route its `operation_id`",
                related=(other.place()._replace(label="this one too"),),
            )
