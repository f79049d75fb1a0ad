"""What is sent or answered has no example.

## What it does

Reports a model that an operation is sent or answers, where neither it, nor any of its properties, nor the body or
answer that it was found in gives an example; once a model, and once for an API where none does. A model that another
holds is covered by an example of that one. The profiles `seed` and `strict` ask.

## Why is this bad?

An example is what people copy. Without one the documentation shows `"string"` and `0`, with which no call succeeds,
and whoever tries it out has to make up a body that makes sense.

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
fastapi: {openapi: openapi.json, profile: seed}
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
    "schemas": {"ItemCreate": {"type": "object", "properties": {"name": {"type": "string", "examples": ["Oak table"]}}}}
  }
}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.interface.known_api import operations_of
from specward.packs.fastapi.interface.models import exchanged
from specward.packs.fastapi.interface.schema import examples_of
from specward.packs.fastapi.interface.shape import mapping
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.interface.models import Model
    from specward.packs.fastapi.interface.operation import Body, Response
    from specward.project import Project
_FEWEST = 3
_HELP = "give its fields `Field(examples=[…])`, or the model `json_schema_extra`"


@rule("FA222", Severity.INFO, Scope.PROJECT, needs=Need.FASTAPI_SEED, read=30, right=30)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each model that is sent or answered by itself and gives no example."""
    asked = [one for one in exchanged(operations_of(project)) if not one.is_form and _is_whole(one)]
    bare = [one for one in asked if not _has_example(one)]
    if len(bare) == len(asked) >= _FEWEST:
        yield Fault(bare[0].place(), f"none of the {len(bare)} models gives an example, such as {bare[0]}", help=_HELP)
        return
    for model in bare:
        yield Fault(model.place(), f"{model} gives no example", help=_HELP)


def _is_whole(model: Model) -> bool:
    """Whether it is what is sent or answered, itself or as a list, not a part of it."""
    return any("." not in one.path.removeprefix("[].") for one in model.properties)


def _has_example(model: Model) -> bool:
    operation = model.operation
    parts = [operation.body, *operation.success.values()]
    if any(_shows_one(part) for part in parts if part):
        return True
    whole = operation.api.resolve(model.schema)
    item = operation.api.resolve(whole.get("items"))
    return any(examples_of(one) for one in (whole, item, *(given.schema for given in model.properties)))


def _shows_one(part: Body | Response) -> bool:
    content = mapping(part.raw.get("content"))
    return any(examples_of(mapping(kind)) for kind in content.values())
