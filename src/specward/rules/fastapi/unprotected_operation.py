"""Anybody may change data, or do what is for administrators.

## What it does

Reports an operation that changes or deletes something (PUT, PATCH, DELETE, and POST below `/admin` or the like), and
asks nobody who they are, in an API where other operations do. What is only read below `/admin` is information: lists of
plans, segments or holidays lie open there as often as not. A POST of users below it is a warning, for it may be how
they register, and information where it takes a password, for then it most likely is. The profiles `seed` and `strict`
report every operation that is open and does not match `fastapi.public`. Left alone is what sounds like a way in (login,
registration, confirmation, webhook), what takes a parameter that sounds like a proof, such as a token in the query, and
where the application was probed, what depends on something like `get_current_user`.

Where no operation of an API says who may call it, that is one finding, and information.

## Why is this bad?

It is the first thing that is tried: the documentation names the path, and a DELETE without a token needs no skill.
Mostly it is a forgotten dependency on one function of a router.

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
    "/items/{id}": {
      "get": {"security": [{"bearer": []}], "responses": {"200": {"description": "OK"}}},
      "delete": {"responses": {"204": {"description": "OK"}}}
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
    "/items/{id}": {
      "get": {"security": [{"bearer": []}], "responses": {"200": {"description": "OK"}}},
      "delete": {"security": [{"bearer": []}], "responses": {"204": {"description": "OK"}}}
    }
  },
  "components": {
    "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}}
  }
}
```

## Limits

The document tells of what is declared by the classes of `fastapi.security`. A header that a function reads by itself,
a middleware or a gateway is not in it; then list the paths, or `*`, as `fastapi.public`. An open POST is left to the
stricter profiles: forms, carts and counters are open by design as often as not. A PATCH below an item that anybody may
read is information: whoever has the link to an invoice adds his address to it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.interface.access import WRITING, asking, is_entrance, is_public, takes_credentials
from specward.packs.fastapi.interface.known_api import operations_of
from specward.packs.fastapi.interface.paths import is_parameter
from specward.packs.fastapi.told import once_a_place
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specward.packs.fastapi.interface.operation import Operation
    from specward.project import Project

_FOR_FEW = re.compile(r"/(admin|superuser|super-admin|superadmin|backoffice)(/|$)", re.IGNORECASE)
_OF_USERS = re.compile(r"/(users|accounts|customers|members)/?$", re.IGNORECASE)
_CHANGES = WRITING - {"post"}


@rule("FA240", Severity.ERROR, Scope.PROJECT, needs=Need.FASTAPI, read=39, right=39)
@once_a_place
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each operation that is open and should not be, or one for an API that names no way in."""
    operations = [one for one in operations_of(project) if not is_public(one, project.config)]
    if not any(one.security for one in operations_of(project)):
        yield from _unsaid(operations)
        return
    asks_all = Need.FASTAPI_SEED.is_met(project)
    for operation in operations:
        if not operation.is_open or takes_credentials(operation) or asking(operation):
            continue
        is_for_few = not is_entrance(operation) and _FOR_FEW.search(operation.path) is not None
        is_grave = not is_entrance(operation) and operation.method in (WRITING if is_for_few else _CHANGES)
        if is_grave or is_for_few or asks_all:
            yield Fault(
                operation.place(),
                f"anybody may call {operation}"
                + ("" if is_grave or is_for_few else ", which `fastapi.public` does not list"),
                help="ask who is calling, by a dependency of the router; "
                "or list the path as `fastapi.public` if that is meant",
                severity=_severity(operation, is_grave=is_grave and not _is_of_open_item(operation), asks_all=asks_all),
            )


def _severity(operation: Operation, *, is_grave: bool, asks_all: bool) -> Severity | None:
    """How grave it is; None as by default. A POST of users may be how they register."""
    if is_grave:
        is_of_users = operation.method == "post" and _OF_USERS.search(operation.path) is not None
        return (Severity.INFO if _takes_password(operation) else Severity.WARNING) if is_of_users else None
    return Severity.WARNING if asks_all else Severity.INFO


def _is_of_open_item(operation: Operation) -> bool:
    """Whether an operation adds to an item that anybody may read by the link that he was given: a public checkout."""
    shape = _shape(operation)
    return operation.method == "patch" and any(
        one.method == "get" and one.is_open and _shape(one) == shape[:-1] and shape[-2:-1] == ("{}",)
        for one in operation.api.operations
    )


def _shape(operation: Operation) -> tuple[str, ...]:
    return tuple("{}" if is_parameter(segment) else segment for segment in operation.segments)


def _takes_password(operation: Operation) -> bool:
    schema = operation.body.schema if operation.body else None
    return any("password" in one.name.lower() for one in operation.api.walk_properties(schema or {}))


def _unsaid(operations: Sequence[Operation]) -> Iterator[Fault]:
    """Tell of an API that changes something and says nowhere who may."""
    changing = [one for one in operations if one.method in WRITING and not is_entrance(one)]
    if not changing:
        return
    asked = [one for one in operations if takes_credentials(one) or asking(one)]
    yield Fault(
        changing[0].place(),
        f"no operation says who may call it, such as {changing[0]}"
        + (f"; {len(asked)} of {len(operations)} look at a token by themselves" if asked else ""),
        help="take the token by a class of `fastapi.security`, which documents it; "
        'where something in front asks for it, set `fastapi.public: ["*"]`',
        severity=Severity.INFO,
    )
