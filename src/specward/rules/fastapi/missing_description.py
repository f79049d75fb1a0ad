"""An operation is not described.

## What it does

Reports an operation without a description. FastAPI takes it from the docstring of the function. The profiles `seed`
and `strict` ask.

## Why is this bad?

A path and a schema tell what can be sent, and not what happens then: what is created, who may call it, what comes in
which order, when it fails.

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
    "/orders/{id}/cancel": {"post": {"summary": "Cancel an order", "responses": {"200": {"description": "OK"}}}}
  }
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
    "/orders/{id}/cancel": {
      "post": {
        "summary": "Cancel an order",
        "description": "Only before it is shipped; what was paid is paid back within a day.",
        "responses": {"200": {"description": "OK"}}
      }
    }
  }
}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.interface.known_api import operations_of
from specward.packs.fastapi.interface.paths import is_technical
from specward.packs.fastapi.told import once_a_place
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project


@rule("FA206", Severity.WARNING, Scope.PROJECT, needs=Need.FASTAPI_SEED, read=56, right=56)
@once_a_place
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each operation without a description."""
    for operation in operations_of(project):
        if not operation.description.strip() and not is_technical(operation.path):
            yield Fault(
                operation.place(),
                f"{operation} has no description",
                help="write a docstring: what happens, who may, when it fails",
            )
