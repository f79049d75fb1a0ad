"""A model that operations take as their body lets further fields pass.

## What it does

Reports each model that is the body of an operation and neither it nor a class that it is made from says what becomes of
fields that it does not have.

## Why is this bad?

By default they are dropped without a word. Whoever misspells an optional field, or uses one that an older version had,
gets a success and not what was asked for.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
fastapi:
  profile: strict
```

```python app/orders.py
from fastapi import APIRouter
from pydantic import BaseModel

router = APIRouter(prefix="/orders", tags=["orders"])


class OrderCreate(BaseModel):
    name: str
    note: str = ""


@router.post("")
def order(body: OrderCreate) -> str:
    return body.name
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
fastapi:
  profile: strict
```

```python app/orders.py
from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

router = APIRouter(prefix="/orders", tags=["orders"])


class OrderCreate(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    note: str = ""


@router.post("")
def order(body: OrderCreate) -> str:
    return body.name
```

## Limits

A model that says `extra="ignore"` or `extra="allow"` has been thought about. One that is made from a class which lies
outside of the back end is not reported, and neither are the models that stand in another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.source.exchanged import Model
    from specward.packs.fastapi.source.names import Names
    from specward.project import Project

_BESIDE = frozenset({"typing.Generic", "abc.ABC", "object"})
"""What a model may be made from besides, and says nothing of fields."""


@rule("FA132", Severity.WARNING, Scope.PROJECT, needs=Need.FASTAPI_STRICT, read=40, right=40)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each body that lets further fields pass."""
    if not project.judges_all:
        return
    from specward.packs.fastapi.source.exchanged import models_of
    from specward.packs.fastapi.source.names import names_of
    from specward.packs.fastapi.source.outlines import place

    names = names_of(project)
    for model in models_of(project):
        if model.is_taken and not _is_settled(names, model):
            yield Fault(
                place(project, model.path, model.line.spot),
                f"`{model.line.name}` drops fields that it does not have",
                help='say `model_config = ConfigDict(extra="forbid")`',
            )


def _is_settled(names: Names, model: Model) -> bool:
    """Whether anything that a model is made from says what becomes of further fields, or may."""
    from specward.packs.fastapi.source.exchanged import PYDANTIC

    for above in model.above - PYDANTIC - _BESIDE:
        path, colon, name = above.partition(":")
        if not colon or name in names.outlines[path].settled:
            return True
    return False
