"""What is sent may be as large as its sender likes.

## What it does

Reports a model that an operation is sent, where a string has no greatest length, an array no greatest number of
items, or a number no bound at all; and an operation whose query has such a parameter. A format, a pattern or fixed
values are bounds too. Ids and files are left alone. The profile `strict` asks.

## Why is this bad?

A text of 500 MB is valid, is held in memory, written to the log and sent to the database, which cuts it off or fails.
A bound says what the field is for, and FastAPI answers 422 before any code runs.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
fastapi: {openapi: openapi.json, profile: strict}
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
    "schemas": {"ItemCreate": {"type": "object", "properties": {"name": {"type": "string"}}}}
  }
}
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
fastapi: {openapi: openapi.json, profile: strict}
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
    "schemas": {"ItemCreate": {"type": "object", "properties": {"name": {"type": "string", "maxLength": 100}}}}
  }
}
```

## Limits

A bound that a validator in Python sets is not in the document. What a server in front allows is not known either.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.interface.known_api import operations_of
from specward.packs.fastapi.interface.models import sent
from specward.packs.fastapi.interface.schema import has_lower_bound, is_bounded, types_of
from specward.packs.fastapi.interface.shape import items, line
from specward.packs.fastapi.told import once_a_place
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from specward.packs.fastapi.interface.api import Api
    from specward.project import Project

_ID = re.compile(r"(^|_)(id|uuid|ids)$|Ids?$")
_SHOWN = 5


@rule("FA220", Severity.INFO, Scope.PROJECT, needs=Need.FASTAPI_STRICT, read=30, right=30)
@once_a_place
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each model, and each operation's query, with anything that has no bound."""
    operations = operations_of(project)
    for operation in operations:
        query = [one for one in operation.parameters if one.where == "query" and not _ID.search(one.name)]
        names = [one.name for one in query if _is_unbounded(operation.api, one.schema)]
        if names:
            yield Fault(
                operation.place(),
                f"{operation} takes {_listed(names)} without a bound",
                help="give them one: `Query(max_length=…)`, `Query(le=…)`",
            )
    for model in sent(operations):
        if model.is_form and any(one.name == "grant_type" for one in model.properties):
            continue  # `OAuth2PasswordRequestForm`, which FastAPI declares
        api = model.operation.api
        names = [one.name for one in model.properties if not _ID.search(one.name) and _is_unbounded(api, one.schema)]
        if names:
            yield Fault(
                model.place(),
                f"{model} takes {_listed(names)} without a bound",
                help="give them one: `Field(max_length=…)`, `Field(le=…)`",
            )


def _is_unbounded(api: Api, given: dict[str, Any]) -> bool:
    """Whether a schema, or one that it may be, is a string, array or number without a bound."""
    schema = api.resolve(given)
    if is_bounded(schema) or "contentMediaType" in schema:
        return False
    types = types_of(schema)
    if "string" in types or "array" in types:
        return True
    if "number" in types or "integer" in types:
        return not has_lower_bound(schema)
    branches = [api.resolve(one) for key in ("anyOf", "oneOf") for one in items(schema.get(key))]
    return any(_is_unbounded(api, {**one, "anyOf": [], "oneOf": []}) for one in branches)


def _listed(names: list[str]) -> str:
    shown = ", ".join(f"`{line(name)[:60]}`" for name in names[:_SHOWN])
    return f"{shown} and {len(names) - _SHOWN} more" if len(names) > _SHOWN else shown
