"""A segment of a path is not in kebab case.

## What it does

Reports a path with a segment of several words that are not joined by hyphens in lower case (`/order_items`,
`/orderItems`), where most segments of several words are. Under the profiles `seed` and `strict` each one is reported,
once for each path. Parameters are the function's own names, and left alone.

## Why is this bad?

Paths are typed, guessed and searched. Where one resource has underscores and the next has hyphens, every caller looks
it up again; and an underscore vanishes under the line of a link.

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
    "/order-items": {"get": {"responses": {"200": {"description": "OK"}}}},
    "/price-lists": {"get": {"responses": {"200": {"description": "OK"}}}},
    "/tax-rates": {"get": {"responses": {"200": {"description": "OK"}}}},
    "/gift_cards": {"get": {"responses": {"200": {"description": "OK"}}}}
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
    "/order-items": {"get": {"responses": {"200": {"description": "OK"}}}},
    "/price-lists": {"get": {"responses": {"200": {"description": "OK"}}}},
    "/tax-rates": {"get": {"responses": {"200": {"description": "OK"}}}},
    "/gift-cards": {"get": {"responses": {"200": {"description": "OK"}}}}
  }
}
```

## Limits

An API that has underscores everywhere has a convention of its own, and is left alone by the profile `core`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.interface.known_api import operations_of
from specward.packs.fastapi.interface.paths import is_parameter, is_technical, words_of
from specward.packs.fastapi.told import once_a_place
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.interface.operation import Operation
    from specward.project import Project

_KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MOST = 3 / 4
_FEWEST = 3


@rule("FA210", Severity.WARNING, Scope.PROJECT, needs=Need.FASTAPI, read=37, right=37)
@once_a_place
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each path that differs."""
    paths: dict[str, Operation] = {}
    for operation in operations_of(project):
        if not is_technical(operation.path):
            paths.setdefault(operation.path, operation)
    several = {segment for operation in paths.values() for segment in operation.segments if _is_judged(segment)}
    kebab = sum(_KEBAB.fullmatch(segment) is not None for segment in several)
    if (kebab < _FEWEST or kebab < len(several) * _MOST) and not Need.FASTAPI_SEED.is_met(project):
        return
    for operation in paths.values():
        odd = next((one for one in operation.segments if _is_judged(one) and not _KEBAB.fullmatch(one)), None)
        if odd is not None:
            yield Fault(
                operation.place(),
                f"`{odd[:60]}` in {operation.path[:120]} is not in kebab case",
                help=f"write `{'-'.join(words_of(odd))[:60]}`",
            )


def _is_judged(segment: str) -> bool:
    """Whether a segment has several words; `{id}.json` and `items:export` follow rules of their own."""
    return not is_parameter(segment) and not {".", ":", "~"}.intersection(segment) and len(words_of(segment)) > 1
