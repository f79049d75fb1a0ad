"""Whoever is logged in may change it.

## What it does

Reports an operation that changes something and asks who is calling, but not what they may do: no dependency has a
word of `fastapi.roles` in its name, and no scope is asked for. It needs the application to have been probed, or
scopes in its document. What people change of their own (`/users/me`, `/profile`, their password) is left alone, and
so are ways in. The profile `seed` asks it of PUT, PATCH and DELETE, `strict` of POST too.

## Why is this bad?

To be logged in is not to be allowed. Where registration is free, anybody is logged in, and an id in the path is all
it takes to change what belongs to somebody else.

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
    "/items": {"post": {"security": [{"oauth": ["items:write"]}], "responses": {"201": {"description": "OK"}}}},
    "/items/{id}": {"put": {"security": [{"oauth": []}], "responses": {"200": {"description": "OK"}}}}
  },
  "components": {
    "securitySchemes": {
      "oauth": {
        "type": "oauth2",
        "flows": {"password": {"tokenUrl": "token", "scopes": {"items:write": "Change items"}}}
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
    "/items": {"post": {"security": [{"oauth": ["items:write"]}], "responses": {"201": {"description": "OK"}}}},
    "/items/{id}": {"put": {"security": [{"oauth": ["items:write"]}], "responses": {"200": {"description": "OK"}}}}
  },
  "components": {
    "securitySchemes": {
      "oauth": {
        "type": "oauth2",
        "flows": {"password": {"tokenUrl": "token", "scopes": {"items:write": "Change items"}}}
      }
    }
  }
}
```

## Limits

It is information: a function may itself compare the owner of a thing with who is calling, as most do. Neither a
document nor a name tells that; a dependency does, and cannot be forgotten in the next function. What another function
makes a dependency of, as `get_user(roles=…)` may, is taken for one that checks: what it was made with is not known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.interface.access import WRITING, is_entrance, is_own, is_public
from specward.packs.fastapi.interface.known_api import operations_of
from specward.packs.fastapi.told import once_a_place
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.interface.operation import Operation
    from specward.project import Project

_MADE = ("<locals>", "<lambda>", "functools.partial")
"""What names have in them that tell of a function made by another, with arguments that nobody knows."""


@rule("FA241", Severity.INFO, Scope.PROJECT, needs=Need.FASTAPI_SEED)
@once_a_place
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each operation that changes something whoever calls it."""
    operations = operations_of(project)
    has_scopes = any(map(_scopes, operations))
    asked = WRITING if Need.FASTAPI_STRICT.is_met(project) else WRITING - {"post"}
    words = [word.lower() for word in project.config.fastapi_roles]
    for operation in operations:
        if operation.method not in asked or not (has_scopes or operation.function):
            continue
        if operation.is_open or is_public(operation, project.config) or is_entrance(operation) or is_own(operation):
            continue
        names = " ".join(operation.dependencies).lower()
        if not _scopes(operation) and not any(word in names for word in (*words, *_MADE)):
            yield Fault(
                operation.place(),
                f"{operation}: no dependency checks what its callers may do",
                help="add a dependency that checks the role or the owner, or ask for a scope by `Security(…)`",
            )


def _scopes(operation: Operation) -> bool:
    """Whether it asks for a scope, whichever way callers prove who they are."""
    return any(scopes for way in operation.security for scopes in way.values())
