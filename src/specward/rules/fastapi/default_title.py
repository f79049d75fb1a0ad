"""The API bears the title that FastAPI gives where none is given.

## What it does

Reports an API whose title is `FastAPI`. Under the profile `strict` its version is reported too, where that is
`0.1.0`, which FastAPI gives as well.

## Why is this bad?

The title heads the documentation, names generated clients, and tells one API from another where several are listed.
`FastAPI` tells what it is made with.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
fastapi: {openapi: openapi.json}
```

```json openapi.json
{"openapi": "3.1.0", "info": {"title": "FastAPI", "version": "1.0.0"}, "paths": {}}
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
fastapi: {openapi: openapi.json}
```

```json openapi.json
{"openapi": "3.1.0", "info": {"title": "Orders", "version": "1.0.0"}, "paths": {}}
```

## Limits

A version `0.1.0` may have been meant: many APIs are in their first, which is why only the profile `strict` asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.interface.known_api import api_of
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project

_TITLE = "FastAPI"
_VERSION = "0.1.0"


@rule("FA201", Severity.WARNING, Scope.PROJECT, needs=Need.FASTAPI, read=3, right=3)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for a title, and under `strict` a version, that nobody chose."""
    api = api_of(project)
    if api and api.title == _TITLE:
        message = f"the title of the API is `{_TITLE}`, which is given where none is"
        yield Fault(api.place("info", "title"), message, help="say what it offers: `FastAPI(title=…)`")
    if api and api.api_version == _VERSION and Need.FASTAPI_STRICT.is_met(project):
        message = f"the version of the API is `{_VERSION}`, which is given where none is"
        yield Fault(api.place("info", "version"), message, help="say which it is: `FastAPI(version=…)`")
