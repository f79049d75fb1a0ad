"""Nothing tells whether the service is well.

## What it does

Reports an API with operations and without a path such as `/health`, `/healthz`, `/ready`, `/live` or `/ping`. Where
the application was probed, paths that the document leaves out count too. The profiles `seed` and `strict` ask.

## Why is this bad?

Whatever runs the service, a container's platform or a load balancer, has to know when to send it traffic and when to
start it anew. Without an address to ask, it goes by whether the process is there.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
fastapi: {openapi: openapi.json, profile: seed}
```

```json openapi.json
{
  "openapi": "3.1.0",
  "info": {"title": "Shop", "version": "1.0.0"},
  "paths": {"/items": {"get": {"responses": {"200": {"description": "OK"}}}}}
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
    "/items": {"get": {"responses": {"200": {"description": "OK"}}}},
    "/health": {"get": {"responses": {"200": {"description": "OK"}}}}
  }
}
```

## Limits

It is information: a document does not tell of routes with `include_in_schema=False`, and a gateway may answer in its
place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.interface.known_api import api_of
from specward.packs.fastapi.interface.paths import is_health
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project


@rule("FA218", Severity.INFO, Scope.PROJECT, needs=Need.FASTAPI_SEED, read=11, right=9)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for an API that nobody can ask how it is."""
    api = api_of(project)
    if api and api.operations and not any(map(is_health, api.paths)):
        yield Fault(
            api.place("paths"),
            "no path tells whether the service is well",
            help="add `GET /health`, which asks the database and answers at once",
        )
