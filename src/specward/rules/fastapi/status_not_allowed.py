"""An operation documents a status code that is not among those agreed.

## What it does

Reports an operation with a status code that `fastapi.statuses` does not list. The profile `core` asks only where the
configuration sets the list; `seed` and `strict` ask with the list that stands there by default, 200, 201, 204, 400,
401, 403, 404, 409, 422 and 500, and what they report is information until somebody has agreed to a list.

## Why is this bad?

A client handles the codes that its author knows of. With a short list every operation fails in ways that are handled
already; each further code needs a reason, and a place where it is agreed.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
fastapi: {openapi: openapi.json, profile: seed}
```

```json openapi.json
{
  "openapi": "3.1.0",
  "info": {"title": "Shop", "version": "1.0.0"},
  "paths": {"/items": {"post": {"responses": {"418": {"description": "I'm a teapot"}}}}}
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
  "paths": {"/items": {"post": {"responses": {"409": {"description": "There is one of that name"}}}}}
}
```

## Limits

Ranges (`4XX`) and `default` name no code, and are not looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.interface.known_api import operations_of
from specward.packs.fastapi.told import once_a_place
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project


@rule("FA212", Severity.WARNING, Scope.PROJECT, needs=Need.FASTAPI)
@once_a_place
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each operation with another status code."""
    is_agreed = "fastapi.statuses" in project.config.where
    if not is_agreed and not Need.FASTAPI_SEED.is_met(project):
        return
    allowed = {str(status) for status in project.config.fastapi_statuses}
    for operation in operations_of(project):
        odd = [status for status in operation.responses if status.isdigit() and status not in allowed]
        if odd:
            listed = ", ".join(status[:10] for status in odd[:5])
            yield Fault(
                operation.place(),
                f"{operation} documents {listed}, which `fastapi.statuses` does not list",
                help="answer one that is listed, or add it to `fastapi.statuses`",
                severity=None if is_agreed else Severity.INFO,
            )
