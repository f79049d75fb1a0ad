"""The status of a DELETE and what it answers do not fit.

## What it does

Reports a DELETE that answers 200 and does not say with what, or 204 with a body. Of a function that returns nothing
FastAPI documents 200 and an empty schema, unless it is given another status.

## Why is this bad?

204 says that there is nothing to read; with 200 a client waits for something, and mostly gets `null`. A body after
204 is never read: HTTP has none there.

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
      "delete": {
        "responses": {"200": {"description": "OK", "content": {"application/json": {"schema": {}}}}}
      }
    }
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
  "paths": {"/items/{id}": {"delete": {"responses": {"204": {"description": "It is gone"}}}}}
}
```

## Limits

A DELETE that answers 200 with what was deleted, or with a message, says what it does. An API of which more than half
of the DELETE operations, or 25 of them, do not say what they answer is told of once, by default; under the profiles
`seed` and `strict` each operation is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.interface.known_api import operations_of
from specward.packs.fastapi.interface.schema import takes_anything, types_of
from specward.packs.fastapi.source.behind import Functions, never_answers
from specward.packs.fastapi.told import is_told_once, once_a_place
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.interface.operation import Operation
    from specward.project import Project

_SHOWN = 20
_HELP = "give `status_code=204` where it returns nothing, else annotate what it returns"


@rule("FA214", Severity.WARNING, Scope.PROJECT, needs=Need.FASTAPI, read=46, right=46)
@once_a_place
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each DELETE of either kind."""
    deletes = [one for one in operations_of(project) if one.method == "delete"]
    for operation in deletes:
        gone = operation.responses.get("204")
        if gone and gone.content_types:
            yield Fault(operation.place(), f"{operation} answers 204 with a body", help="answer 200, or nothing")
    functions = Functions(project)
    silent = [one for one in deletes if _is_silent(one) and not _is_refused(one, functions)]
    if is_told_once(project, len(silent), len(deletes)):
        first, *others = (one.place() for one in silent)
        message = f"{len(silent)} of {len(deletes)} DELETE operations answer 200 and do not say with what"
        yield Fault(first, message, help=_HELP, related=tuple(others[: _SHOWN - 1]))
        return
    for operation in silent:
        yield Fault(operation.place(), f"{operation} answers 200 and does not say with what", help=_HELP)


def _is_refused(operation: Operation, functions: Functions) -> bool:
    """Whether the function behind an operation is seen to do nothing but raise."""
    behind = functions.behind(operation)
    return behind is not None and never_answers(behind)


def _is_silent(operation: Operation) -> bool:
    """Whether it answers 200, and nothing tells with what."""
    done = operation.responses.get("200")
    if done is None or "204" in operation.responses:
        return False
    schema = operation.api.resolve(done.schema)
    return not done.content_types or types_of(schema) == ("null",) or takes_anything(schema)
