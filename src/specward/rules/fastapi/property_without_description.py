"""The properties of a model have no description.

## What it does

Reports a model that is sent or answered, where most of its properties have no description; once a model, and once for
an API where no property has one. `id`, `email` and the time of a change explain themselves, and so does what has fixed
values. The profiles `seed` and `strict` ask.

## Why is this bad?

The name of a field says what it is to those who know already. Whether `amount` has taxes in it, in which currency,
and what is meant where it is missing, a client finds out by trying.

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
    "schemas": {
      "ItemCreate": {"type": "object", "properties": {"amount": {"type": "integer"}, "unit": {"type": "string"}}}
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
    "/items": {
      "post": {
        "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/ItemCreate"}}}},
        "responses": {"201": {"description": "OK"}}
      }
    }
  },
  "components": {
    "schemas": {
      "ItemCreate": {
        "type": "object",
        "properties": {
          "amount": {"type": "integer", "description": "How many are in stock, counted each night"},
          "unit": {"type": "string", "description": "What one of them is: `piece`, `kg`"}
        }
      }
    }
  }
}
```

## Limits

Whether a description says more than the name does is for people to judge.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.interface.known_api import operations_of
from specward.packs.fastapi.interface.models import exchanged
from specward.packs.fastapi.interface.shape import line, words
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.interface.api import Property
    from specward.packs.fastapi.interface.models import Model
    from specward.project import Project

_PLAIN = re.compile(
    r"(^|_)(id|uuid)$|Id$|^(created|updated|deleted)_?(at|on|by)$|^(created|updated)(At|On)$"
    r"|^(e_?mail|password|username|access_token|refresh_token|token_type)$",
    re.IGNORECASE,
)
_SHOWN = 5
_FEWEST = 3


@rule("FA221", Severity.INFO, Scope.PROJECT, needs=Need.FASTAPI_SEED, read=30, right=30)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each model whose properties are not explained."""
    found = [(model, *_asked(model)) for model in exchanged(operations_of(project)) if not model.is_form]
    told = [(model, asked, bare) for model, asked, bare in found if len(bare) * 2 > len(asked)]
    if len(told) >= _FEWEST and all(len(bare) == len(asked) for _, asked, bare in found):
        yield Fault(
            told[0][0].place(),
            f"no property of the {len(told)} models has a description, such as those of {told[0][0]}",
            help="say what they mean by `Field(description=…)`",
        )
        return
    for model, asked, bare in told:
        shown = ", ".join(f"`{line(name)[:60]}`" for name in bare[:_SHOWN])
        yield Fault(
            model.place(),
            f"{model}: {len(bare)} of {len(asked)} properties have no description",
            help=f"say what they mean by `Field(description=…)`: {shown}{', …' if len(bare) > _SHOWN else ''}",
        )


def _asked(model: Model) -> tuple[list[Property], list[str]]:
    """The properties that need a description, and the names of those that have none."""
    asked = [one for one in model.properties if not _explains_itself(one)]
    return asked, [one.name for one in asked if not words(one.schema.get("description")).strip()]


def _explains_itself(given: Property) -> bool:
    return _PLAIN.search(given.name) is not None or "enum" in given.schema or "const" in given.schema
