"""A summary only repeats the name of the function.

## What it does

Reports an operation whose summary is the one that FastAPI makes of the function's name, `Read Item` of `read_item`.
The profiles `seed` and `strict` ask.

## Why is this bad?

The summary is what stands in lists of operations and search results. One that was made of the function's name tells
those who call the API nothing that the path does not.

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
    "/items/{id}": {
      "get": {
        "operationId": "read_item_items__id__get",
        "summary": "Read Item",
        "responses": {"200": {"description": "OK"}}
      }
    }
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
    "/items/{id}": {
      "get": {
        "operationId": "read_item_items__id__get",
        "summary": "One item with its prices",
        "responses": {"200": {"description": "OK"}}
      }
    }
  }
}
```

## Limits

Without a probe the function's name is known from the operation's id alone; where that is made in another way, nothing
is reported.
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

    from specward.packs.fastapi.interface.operation import Operation
    from specward.project import Project


@rule("FA205", Severity.INFO, Scope.PROJECT, needs=Need.FASTAPI_SEED, read=70, right=70)
@once_a_place
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each summary that nobody wrote."""
    for operation in operations_of(project):
        if not is_technical(operation.path) and _is_generated(operation):
            yield Fault(
                operation.place(),
                f"the summary of {operation} is made of its function's name: `{operation.summary[:60]}`",
                help="give `summary=` in the decorator",
            )


def _is_generated(operation: Operation) -> bool:
    """Whether it is the function's name in words; FastAPI begins an operation's id with that name too."""
    name = operation.summary.replace(" ", "_")
    if not name or name.replace("_", " ").title() != operation.summary:
        return False
    if operation.function:
        return operation.function.rpartition(".")[2].lower() == name.lower()
    return operation.id.lower().startswith(name.lower()) or operation.id.lower().endswith(f"-{name.lower()}")
