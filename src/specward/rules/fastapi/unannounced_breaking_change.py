"""A new version breaks something that nobody was told of.

## What it does

Looks at what breaks against the contract where a version says that it may (see `breaking-change`), and asks for an
announcement of each operation that is concerned: `deprecated: true` in the contract, or its path, with or without the
names of parameters, in a CHANGELOG, in a decision record or in a document of a feature that speaks of deprecation.
One finding a path.

## Why is this bad?

A higher number tells that something breaks, not what, nor what to do. Whoever calls the operation needs that before
it is gone.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
fastapi: {openapi: openapi.json, baseline: contract.json}
```

```json contract.json
{
  "openapi": "3.1.0",
  "info": {"title": "Shop", "version": "1.4.0"},
  "paths": {
    "/items": {"get": {"responses": {"200": {"description": "OK"}}}},
    "/orders": {"get": {"responses": {"200": {"description": "OK"}}}}
  }
}
```

```json openapi.json
{
  "openapi": "3.1.0",
  "info": {"title": "Shop", "version": "2.0.0"},
  "paths": {"/items": {"get": {"responses": {"200": {"description": "OK"}}}}}
}
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
fastapi: {openapi: openapi.json, baseline: contract.json}
```

```json contract.json
{
  "openapi": "3.1.0",
  "info": {"title": "Shop", "version": "1.4.0"},
  "paths": {
    "/items": {"get": {"responses": {"200": {"description": "OK"}}}},
    "/orders": {"get": {"responses": {"200": {"description": "OK"}}}}
  }
}
```

```json openapi.json
{
  "openapi": "3.1.0",
  "info": {"title": "Shop", "version": "2.0.0"},
  "paths": {"/items": {"get": {"responses": {"200": {"description": "OK"}}}}}
}
```

```markdown CHANGELOG.md
# Changelog

## 1.4.0

- Deprecated: `GET /orders` goes in 2.0; ask for `/items?ordered=true`
```

## Limits

It finds the path, not whether what is said of it helps. What was announced elsewhere, by mail or on a web page, it
cannot see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.interface.announced import told_of
from specward.packs.fastapi.interface.baseline import broken
from specward.packs.fastapi.interface.breaking import key_of
from specward.rule import Fault, Need, Scope, rule
from specward.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.interface.breaking import Break
    from specward.project import Project


@rule("FA303", Severity.WARNING, Scope.PROJECT, needs=Need.FASTAPI)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each path that breaks without a word."""
    paths: dict[str, list[Break]] = {}
    for one in broken(project).announced:
        if not one.before.deprecated:
            paths.setdefault(key_of(one.before)[0], []).append(one)
    for found in paths.values():
        first = found[0]
        if not told_of(project, first.before.path):
            more = f" ({counted(len(found) - 1, 'more change')})" if found[1:] else ""
            yield Fault(
                first.place(),
                f"nothing has announced that {first.message}{more}",
                help="write it into the CHANGELOG with what to do instead; call it deprecated for a version before",
            )
