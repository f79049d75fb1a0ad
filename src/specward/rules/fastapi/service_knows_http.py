"""A service knows that it is called by HTTP.

## What it does

Reports where a file of the layer `services` or `repositories` imports `Request`, `Response`, `HTTPException` or a class
of responses of FastAPI or Starlette, or a file of the layer `routes`.

## Why is this bad?

A service that raises `HTTPException` decides which status a caller sees whom it does not know: a job or a command that
uses it gets an exception which makes no sense there. One that imports an endpoint cannot be had without it.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
fastapi:
  profile: seed
```

```python app/services/orders.py
from fastapi import HTTPException


def named(number: int) -> str:
    raise HTTPException(404, f"there is no order {number}")
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
fastapi:
  profile: seed
```

```python app/services/orders.py
class NoSuchOrder(Exception):
    pass


def named(number: int) -> str:
    raise NoSuchOrder(number)
```

## Limits

Which layer a file belongs to is what `fastapi.layers` says, else what its folders and itself are called. The numbers of
`fastapi.status` and `UploadFile` are not reported, and nothing in a file of dependencies: one that is called so, or
imports `Depends`, `Security`, `Header` or `Cookie`.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.source.module import Module
    from specward.project import Project

_NAMES = frozenset({"Request", "Response", "HTTPException"})
_MODULES = frozenset(
    {
        *("fastapi", "fastapi.requests", "fastapi.responses", "fastapi.exceptions"),
        *("starlette.requests", "starlette.responses", "starlette.exceptions"),
    }
)
_OF_DEPENDENCIES = frozenset({"fastapi.Depends", "fastapi.Security", "fastapi.Header", "fastapi.Cookie"})
_ENDPOINTS = frozenset({"endpoints", "routers", "router", "routes", "views"})
"""What tells endpoints from all else that projects keep in `api`."""
_RESPONSES = frozenset({"fastapi.responses", "starlette.responses"})


@rule("FA121", Severity.WARNING, Scope.MODULE, needs=Need.FASTAPI_LAYERS, read=32, right=31)
def check(module: Module, project: Project) -> Iterator[Fault]:
    """Yield a fault for each import that a layer below the endpoints should do without."""
    from specward.packs.fastapi.source.layers import layer_of

    layer = layer_of(project, module.path)
    if layer not in {"services", "repositories"} or _hands_in(module):
        return
    for node in module.nodes(ast.ImportFrom):
        source = node.module or ""
        known = [alias.name for alias in node.names if not node.level and _is_http(source, alias.name)]
        if known:
            yield Fault(
                module.place(node),
                f"the layer `{layer}` knows HTTP: it imports {', '.join(f'`{name}`' for name in known)}",
                help="raise an exception of your own, and let the endpoint or a handler answer it",
            )
        elif any(_is_endpoint(project, module.path, node.level, source, alias.name) for alias in node.names):
            yield Fault(
                module.place(node),
                f"the layer `{layer}` imports `{source or node.names[0].name}`, which is an endpoint's",
                help="move what both need below them",
            )


def _is_http(source: str, name: str) -> bool:
    return source in _RESPONSES or (source in _MODULES and name in _NAMES)


def _is_endpoint(project: Project, importer: str, level: int, source: str, name: str) -> bool:
    """Whether what is imported belongs to the layer of the endpoints, by where it would lie."""
    from specward.packs.fastapi.source.layers import layer_of

    folders = importer.split("/")[:-1]
    parts = source.split(".") if source else []
    if level:
        folders = folders[: len(folders) - level + 1]
    elif parts[0] in folders:
        folders = folders[: folders.index(parts[0])]
    else:
        return False
    for place in ("/".join((*folders, *parts)), "/".join((*folders, *parts, name))):
        named = project.config.fastapi_layers or not _ENDPOINTS.isdisjoint(place.split("/"))
        if named and layer_of(project, f"{place}.py") == "routes":
            return True
    return False


def _hands_in(module: Module) -> bool:
    """Whether a file holds dependencies of endpoints, wherever it lies."""
    return not _OF_DEPENDENCIES.isdisjoint(module.imports.values()) or _called().search(module.path) is not None


@cache
def _called() -> re.Pattern[str]:
    return re.compile(r"(^|/)(\w*_)?(dependencies|dependency|deps)(/|\.py$)")
