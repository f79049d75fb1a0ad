"""An `HTTPException` says nothing but its status.

## What it does

Reports an `HTTPException` that is raised without `detail`.

## Why is this bad?

The client reads `Not Found`, which the status has said already: not what was not found, nor what to do about it.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
fastapi:
  profile: seed
```

```python app/api/items.py
from fastapi import APIRouter, HTTPException

router = APIRouter()


@router.get("/items/{item_id}")
def read_item(item_id: int) -> dict[str, int]:
    if item_id > 10:
        raise HTTPException(status_code=404)
    return {"id": item_id}
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
fastapi:
  profile: seed
```

```python app/api/items.py
from fastapi import APIRouter, HTTPException

router = APIRouter()


@router.get("/items/{item_id}")
def read_item(item_id: int) -> dict[str, int]:
    if item_id > 10:
        raise HTTPException(status_code=404, detail="there is no such item")
    return {"id": item_id}
```

## Limits

A status that has no body, such as 304, needs no detail; nor does one with a header `Location`. A status written as a
number is as good as one by name.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.source.outline import HTTP_EXCEPTION
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.source.module import Module
    from specward.project import Project

_LEAST = 400
"""What is lower is no error."""


@rule("FA151", Severity.INFO, Scope.MODULE, needs=Need.FASTAPI_SEED, read=25, right=18)
def check(module: Module, _project: Project) -> Iterator[Fault]:
    """Yield a fault for each exception without a detail."""
    from specward.packs.fastapi.source.expressions import argument

    for call in module.calls:
        if call.name not in HTTP_EXCEPTION or any(keyword.arg is None for keyword in call.node.keywords):
            continue
        detail = argument(call.node, "detail", 1)
        is_empty = isinstance(detail, ast.Constant) and not detail.value
        starred = any(isinstance(given, ast.Starred) for given in call.node.args)
        if (detail is None or is_empty) and not starred and _is_error(argument(call.node, "status_code", 0)):
            yield Fault(
                module.place(call.node), "this says nothing but its status", help="say what is wrong: `detail=…`"
            )


def _is_error(status: ast.expr | None) -> bool:
    """Whether a status may be one of an error."""
    if isinstance(status, ast.Constant):
        return isinstance(status.value, int) and status.value >= _LEAST
    name = status.attr if isinstance(status, ast.Attribute) else ""
    return not name.startswith(("HTTP_1", "HTTP_2", "HTTP_3"))
