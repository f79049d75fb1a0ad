"""No version stands in a path.

## What it does

Reports an API of which no path has a version (`/v1/…`), and that is not served under one, or of which fewer than half
have; where most paths have one, those that have none are told, as information, once each. Paths that are there for
machines or that anybody may call (`fastapi.public`), signing in, webhooks and links to share need none. The profiles
`seed` and `strict` ask.

## Why is this bad?

One day something must change that callers rely on. With a version in the path both can be served until all have
moved; without one the first breaking change breaks everybody on the same day.

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
  "paths": {"/api/v1/items": {"get": {"responses": {"200": {"description": "OK"}}}}}
}
```

## Limits

Versions in a header or a media type are not seen; an API that has them may ignore this rule.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.interface.known_api import api_of, operations_of
from specward.packs.fastapi.interface.paths import is_incoming, is_technical, is_versioned, matches
from specward.packs.fastapi.told import once_a_place
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.interface.api import Api
    from specward.project import Project

_ASIDE = re.compile(r"/(auth|oauth2?|sso|log(in|out)|share|internal|s)(/|$)|\.[a-z]{2,12}$")


@rule("FA216", Severity.WARNING, Scope.PROJECT, needs=Need.FASTAPI_SEED, read=13, right=13)
@once_a_place
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for an API without versions, or for each path without one among others that have."""
    api = api_of(project)
    if api is None or _is_served_under_one(api):
        return
    operations = [
        one
        for one in operations_of(project)
        if not is_technical(one.path)
        and not is_incoming(one.path)
        and not _ASIDE.search(one.path)
        and not matches(project.config.fastapi_public, one.path)
    ]
    odd = {one.path: one for one in operations if not is_versioned(one.path)}
    total = len({one.path for one in operations})
    if len(odd) * 2 > total:
        which = "no path" if len(odd) == total else "hardly any path"
        help_ = 'include the routers under one: `prefix="/api/v1"`'
        yield Fault(api.place("paths"), f"{which} of the API has a version", help=help_)
        return
    for path, operation in odd.items():
        message = f"{path[:120]} has no version, unlike most paths"
        help_ = "include its router under the version's prefix"
        yield Fault(operation.place(), message, help=help_, severity=Severity.INFO)


def _is_served_under_one(api: Api) -> bool:
    servers = api.document.get("servers")
    urls = [one.get("url") for one in servers if isinstance(one, dict)] if isinstance(servers, list) else []
    return any(isinstance(url, str) and is_versioned(url) for url in urls)
