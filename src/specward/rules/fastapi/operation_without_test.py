"""No test mentions an operation.

## What it does

Looks into the tests for the path of each operation, whatever is filled in for its parameters and whatever prefix a
client or a constant brings (`f"{settings.API}/items/{item.id}"`), for the name of its function, as in
`url_path_for("read_item")`, and for its id. An operation of which none is found is reported. A project that has no
tests is left alone, and so are paths that are there for machines, such as health checks. The profiles `seed` and
`strict` ask.

## Why is this bad?

What no test calls breaks without being noticed: a parameter that is renamed, a dependency that refuses everybody, an
answer that does not fit its schema.

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
    "/items": {"get": {"responses": {"200": {"description": "OK"}}}},
    "/orders/{id}": {"get": {"responses": {"200": {"description": "OK"}}}}
  }
}
```

```python tests/test_items.py
def test_items_are_listed(client):
    assert client.get("/items").status_code == 200
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
    "/items": {"get": {"responses": {"200": {"description": "OK"}}}},
    "/orders/{id}": {"get": {"responses": {"200": {"description": "OK"}}}}
  }
}
```

```python tests/test_items.py
def test_items_are_listed(client):
    assert client.get("/items").status_code == 200


def test_an_order_is_found(client, order):
    assert client.get(f"/orders/{order.id}").status_code == 200
```

## Limits

It reads and runs nothing: a mention is no test, and the method is not asked for. A path that tests put together from
parts, or a client that is generated, may be missed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.tested import untested
from specward.packs.fastapi.told import once_a_place
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project


@rule("FA320", Severity.WARNING, Scope.PROJECT, needs=Need.FASTAPI_SEED, read=55, right=55)
@once_a_place
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each operation that no test mentions."""
    for operation in untested(project) or ():
        yield Fault(
            operation.place(),
            f"no test mentions {operation}, neither by its path nor by its function",
            help="call it in a test: once as it should be, once as somebody else",
        )
