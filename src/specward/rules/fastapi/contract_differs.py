"""The plan's table of endpoints and the API differ.

## What it does

Reads the tables of endpoints in each feature's `plan.md` and in the Markdown files below its `contracts/`: a column for
the path and one for the method, in any order, or both in one. Once every task of the feature is ticked, or its
specification is said to be implemented, each endpoint of such a table has to be there; a method that a path does not
have counts like a path that is missing. Where tables tell of most operations of the API, operations that none of them
tells of are information.

Paths are compared without the names of their parameters. A plan may leave out `/api`, `/v1` and `/api/v1`; a version
that it writes has to be the right one.

## Why is this bad?

The table is what was agreed, and what others have started to build on. Either the code is not done, or the plan says
something that is not so.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
fastapi: {openapi: openapi.json}
```

```markdown specs/001-shop/plan.md
# Implementation Plan: Shop

| Method | Path | Answers |
|--------|------|---------|
| GET | `/items` | all items |
| DELETE | `/items/{id}` | nothing |
```

```markdown specs/001-shop/tasks.md
# Tasks: Shop

- [x] T001 Write the router in app/items.py
```

```json openapi.json
{
  "openapi": "3.1.0",
  "info": {"title": "Shop", "version": "1.0.0"},
  "paths": {"/api/v1/items": {"get": {"responses": {"200": {"description": "OK"}}}}}
}
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
fastapi: {openapi: openapi.json}
```

```markdown specs/001-shop/plan.md
# Implementation Plan: Shop

| Method | Path | Answers |
|--------|------|---------|
| GET | `/items` | all items |
| ~~DELETE~~ | `/items/{id}` | nothing |
```

```markdown specs/001-shop/tasks.md
# Tasks: Shop

- [x] T001 Write the router in app/items.py
```

```json openapi.json
{
  "openapi": "3.1.0",
  "info": {"title": "Shop", "version": "1.0.0"},
  "paths": {"/api/v1/items": {"get": {"responses": {"200": {"description": "OK"}}}}}
}
```

## Limits

A table of which the API has no path at all is left alone: it may be about another service. So is a row that is struck
through, or that says of itself that it was removed, is planned for later or out of scope; do that to a row when a
later feature takes its endpoint away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.interface.endpoint_table import Paths, missing, plain, promised
from specward.packs.fastapi.interface.known_api import api_of, operations_of
from specward.packs.fastapi.interface.paths import is_technical
from specward.rule import Fault, Need, Scope, rule
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.interface.endpoint_table import Endpoint
    from specward.project import Feature, Project

_MOST_OF = 0.6
"""From which part of the operations on the tables are meant to tell of all."""
_DONE = ("implemented", "done", "complete", "completed", "shipped", "released")


@rule("FA310", Severity.ERROR, Scope.PROJECT, needs=Need.FASTAPI)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each endpoint that is planned and not there, or there and not planned."""
    api = api_of(project)
    if api is None or not api.operations:
        return
    paths = Paths((one.method, one.path) for one in api.operations)
    told: list[Endpoint] = []
    for feature in project.features():
        try:
            found = promised(project, feature)
            is_done = bool(found) and _is_done(feature)
        except UnreadableFile:  # reported where it is checked
            continue
        told += found
        for endpoint in missing(found, paths) if is_done else ():
            yield _missing(endpoint, paths)
    yield from _not_told(project, told, paths)


def _missing(endpoint: Endpoint, paths: Paths) -> Fault:
    path = paths.find(endpoint)
    others = ", ".join(sorted(method.upper() for method in paths.methods(path))) if path else ""
    return Fault(
        endpoint.place,
        f"{endpoint} is planned and not there" + (f"; its path has {others}" if others else ""),
        help="write it, or strike the row through",
    )


def _not_told(project: Project, told: list[Endpoint], paths: Paths) -> Iterator[Fault]:
    """What the plans leave out, where they tell of most."""
    known = {(paths.find(endpoint), endpoint.method) for endpoint in told}
    asked = [one for one in operations_of(project) if not is_technical(one.path)]
    left = [one for one in asked if (plain(one.path), one.method) not in known]
    if asked and len(left) <= (1 - _MOST_OF) * len(asked):
        for operation in left:
            yield Fault(
                operation.place(),
                f"{operation} is there, and no plan tells of it",
                help="add it to the table of the feature that it belongs to",
                severity=Severity.INFO,
            )


def _is_done(feature: Feature) -> bool:
    """Whether everything that was to be done for a feature is."""
    tasks, spec = feature.tasks, feature.spec
    if tasks is not None and tasks.tasks:
        return not tasks.open
    status = spec.fields.get("status") if spec else None
    return status is not None and status.value.strip(" *_`").lower().startswith(_DONE)
