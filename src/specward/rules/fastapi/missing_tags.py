"""An operation has no tag.

## What it does

Reports an operation without tags, where most of the others have some; under the profiles `seed` and `strict` each
one. Health checks and other paths that are there for machines need none.

## Why is this bad?

Tags group the documentation and name the classes of generated clients. What has none ends under `default`, where
nobody looks for it.

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
    "/items": {
      "get": {"tags": ["items"], "responses": {"200": {"description": "OK"}}},
      "post": {"tags": ["items"], "responses": {"200": {"description": "OK"}}}
    },
    "/users": {"get": {"responses": {"200": {"description": "OK"}}}}
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
    "/items": {
      "get": {"tags": ["items"], "responses": {"200": {"description": "OK"}}},
      "post": {"tags": ["items"], "responses": {"200": {"description": "OK"}}}
    },
    "/users": {"get": {"tags": ["users"], "responses": {"200": {"description": "OK"}}}}
  }
}
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.interface.known_api import operations_of
from specward.packs.fastapi.interface.paths import is_technical
from specward.packs.fastapi.told import once_a_place
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project

_MOST = 2 / 3


_FILE = re.compile(r"\.[a-z]{2,5}$")
"""A file that the operation makes: `/config.js`."""


@rule("FA204", Severity.WARNING, Scope.PROJECT, needs=Need.FASTAPI, read=30, right=29)
@once_a_place
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each operation without tags."""
    operations = [one for one in operations_of(project) if not is_technical(one.path) and not _FILE.search(one.path)]
    tagged = sum(bool(one.tags) for one in operations)
    if tagged < len(operations) * _MOST and not Need.FASTAPI_SEED.is_met(project):
        return
    for operation in operations:
        if not operation.tags:
            yield Fault(
                operation.place(),
                f"{operation} has no tags, which {tagged} of {len(operations)} operations have",
                help="give them to the router, `APIRouter(tags=[…])`, or where it is included",
            )
