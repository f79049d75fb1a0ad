"""The application has no middleware for CORS, logs or times.

## What it does

Reports an application in whose source no middleware is added that handles CORS, that logs requests, or that measures
them, and that imports no library which does so in another way.

## Why is this bad?

What every request needs is done once for all, or it is done in some operations and forgotten in others. Without logs
and times nobody can tell what a slow or failing request was.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
fastapi:
  profile: seed
```

```python app/main.py
from fastapi import FastAPI

app = FastAPI()
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
fastapi:
  profile: seed
```

```python app/main.py
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://shop.example"])
```

## Limits

A middleware is known by its name. A gateway in front of the application may do all of this: then say so with
`# spec: ignore missing-middleware -- the gateway does it`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project


@rule("FA161", Severity.INFO, Scope.PROJECT, needs=Need.FASTAPI_SEED)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for the first application, where none of the source's middleware does any of this."""
    if not project.judges_all:
        return
    from specward.packs.fastapi.source.outlines import outlines, place

    known = outlines(project)
    made = [(path, made.spot) for path, outline in known.items() for made in outline.made if made.kind == "FastAPI"]
    added = (name for outline in known.values() for name in outline.middleware)
    imported = (one.name for outline in known.values() for one in outline.imports)
    if made and not any(map(_serves, added)) and not any(map(_library().match, imported)):
        message = "no middleware handles CORS, logs requests or measures them"
        yield Fault(place(project, *made[0]), message, help="add one with `app.add_middleware`")


def _serves(name: str) -> bool:
    """Whether a middleware may do one of these; `*` stands for one whose name nobody can tell."""
    return name == "*" or _serving().search(name) is not None


@cache
def _serving() -> re.Pattern[str]:
    return re.compile(
        r"cors|log|tim(e|ing)|metric|trac(e|ing)|telemetry|monitor|request_?id|correlation|context", re.IGNORECASE
    )


@cache
def _library() -> re.Pattern[str]:
    """What instruments an application without any middleware in its source."""
    return re.compile(
        r"opentelemetry|prometheus|logfire|sentry|ddtrace|newrelic|elasticapm|asgi_correlation_id|starlette_exporter"
    )
