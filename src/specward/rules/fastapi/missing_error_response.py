"""An error that an operation surely answers is not documented.

## What it does

Reports an operation that asks who is calling and documents neither 401 nor 403, and one on a single thing
(`/items/{id}`) that does not document 404; where most of the API's others do. Under the profiles `seed` and `strict`
each one is reported, and an API that never documents them once.

## Why is this bad?

Generated clients know the answers that the document names. Of the others they make an unexpected failure, and whoever
uses them learns of "not found" in production.

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
    "/a/{id}": {
      "get": {
        "security": [{"bearer": []}],
        "responses": {
          "200": {"description": "OK"},
          "401": {"description": "Who are you?"},
          "404": {"description": "There is none"}
        }
      },
      "put": {
        "security": [{"bearer": []}],
        "responses": {
          "200": {"description": "OK"},
          "401": {"description": "Who are you?"},
          "404": {"description": "There is none"}
        }
      }
    },
    "/b/{id}": {
      "get": {
        "security": [{"bearer": []}],
        "responses": {
          "200": {"description": "OK"},
          "401": {"description": "Who are you?"},
          "404": {"description": "There is none"}
        }
      },
      "put": {
        "security": [{"bearer": []}],
        "responses": {"200": {"description": "OK"}, "401": {"description": "Who are you?"}}
      }
    }
  },
  "components": {
    "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}}
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
    "/a/{id}": {
      "get": {
        "security": [{"bearer": []}],
        "responses": {
          "200": {"description": "OK"},
          "401": {"description": "Who are you?"},
          "404": {"description": "There is none"}
        }
      },
      "put": {
        "security": [{"bearer": []}],
        "responses": {
          "200": {"description": "OK"},
          "401": {"description": "Who are you?"},
          "404": {"description": "There is none"}
        }
      }
    },
    "/b/{id}": {
      "get": {
        "security": [{"bearer": []}],
        "responses": {
          "200": {"description": "OK"},
          "401": {"description": "Who are you?"},
          "404": {"description": "There is none"}
        }
      },
      "put": {
        "security": [{"bearer": []}],
        "responses": {
          "200": {"description": "OK"},
          "401": {"description": "Who are you?"},
          "404": {"description": "There is none"}
        }
      }
    }
  },
  "components": {
    "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}}
  }
}
```

## Limits

A thing is single where the path ends in a parameter, and that parameter is an id, a key, a name or the like. `4XX`
and `default` document every error.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.interface.known_api import operations_of
from specward.packs.fastapi.interface.paths import is_shaped_by_parameter, is_technical
from specward.packs.fastapi.told import once_a_place
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specward.packs.fastapi.interface.operation import Operation
    from specward.project import Project

_MOST = 2 / 3
_FEWEST = 3
_SINGLE = re.compile(r"\{\w*(id|uuid|slug|name|key|code|number|identifier)\}/?$", re.IGNORECASE)
_ANY = frozenset({"4XX", "4xx", "default"})
_REFUSED = frozenset({"401", "403"}) | _ANY
_GONE = frozenset({"404"}) | _ANY
_HELP = 'name them where the router is made: `APIRouter(responses={404: {"model": Error}})`'


@rule("FA231", Severity.INFO, Scope.PROJECT, needs=Need.FASTAPI, read=37, right=37)
@once_a_place
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each operation, or for an API that documents none of them."""
    operations = [one for one in operations_of(project) if not is_technical(one.path)]
    secured = [one for one in operations if not one.is_open]
    single = [one for one in operations if _SINGLE.search(one.path) and not is_shaped_by_parameter(one.path)]
    asks_all = Need.FASTAPI_SEED.is_met(project)
    missing: dict[Operation, list[str]] = {}
    for asked, known, what in ((secured, _REFUSED, "401 or 403"), (single, _GONE, "404")):
        lacking = [one for one in asked if known.isdisjoint(one.responses)]
        if lacking and len(lacking) == len(asked) and asks_all:
            yield Fault(
                lacking[0].place(),
                f"none of the {len(asked)} operations that answer {what} documents it, such as {lacking[0]}",
                help=_HELP,
            )
        elif _is_exception(lacking, asked) or asks_all:
            for operation in lacking:
                missing.setdefault(operation, []).append(what)
    for operation in operations:
        if operation in missing:
            yield Fault(
                operation.place(), f"{operation} does not document {', nor '.join(missing[operation])}", help=_HELP
            )


def _is_exception(lacking: Sequence[Operation], asked: Sequence[Operation]) -> bool:
    """Whether most of those that are asked document it."""
    known = len(asked) - len(lacking)
    return known >= _FEWEST and known >= len(asked) * _MOST
