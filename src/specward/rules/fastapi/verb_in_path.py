"""A path says with a verb what the method says.

## What it does

Reports a path with a segment that begins with `get`, `list`, `fetch`, `create`, `update`, `edit`, `delete` or
`remove` (`POST /create-item`, `/users/delete/{id}`), and whose method says the same. Verbs that no method stands for,
`cancel`, `login`, `search`, are as they should be.

## Why is this bad?

The method is the verb. With a second one in the path there are two of them to get right, and one resource has as many
addresses as things can be done to it.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
fastapi: {openapi: openapi.json}
```

```json openapi.json
{
  "openapi": "3.1.0",
  "info": {"title": "Shop", "version": "1.0.0"},
  "paths": {"/create-item": {"post": {"responses": {"200": {"description": "OK"}}}}}
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
  "paths": {"/items": {"post": {"responses": {"200": {"description": "OK"}}}}}
}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.interface.known_api import operations_of
from specward.packs.fastapi.interface.paths import is_parameter, words_of
from specward.packs.fastapi.told import once_a_place
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.interface.operation import Operation
    from specward.project import Project

_SAYS = {
    "get": {"get", "list", "fetch", "retrieve"},
    "post": {"create"},
    "put": {"update", "edit"},
    "patch": {"update", "edit"},
    "delete": {"delete", "remove"},
}


@rule("FA211", Severity.INFO, Scope.PROJECT, needs=Need.FASTAPI, read=21, right=20)
@once_a_place
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each operation whose path repeats its method."""
    for operation in operations_of(project):
        segment = _verb(operation)
        if segment:
            yield Fault(
                operation.place(),
                f"`{segment[:60]}` in {operation} repeats the method",
                help="name the resource alone",
            )


def _verb(operation: Operation) -> str:
    """The first segment that repeats the method; empty where none does.

    Below one item, `create-invoice` is what is done with that, and no repetition.
    """
    said = _SAYS.get(operation.method, set())
    below_item = False
    for segment in operation.segments:
        if is_parameter(segment):
            below_item = True
        elif (words := words_of(segment)) and words[0] in said and not (below_item and len(words) > 1):
            return segment
    return ""
