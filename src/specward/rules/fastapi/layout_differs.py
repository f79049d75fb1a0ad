"""Operations, schemas or tables are defined in another layer than their own.

## What it does

Reports a file that declares operations and belongs to another layer than the routes, one that defines tables and does
not belong to the models, and one that defines schemas among the operations that use them. The layers are those of
`fastapi.layers`, or those that folders and files are named after: `api`, `schemas`, `services`, `crud`, `models`.

## Why is this bad?

Whoever looks for an operation or a table looks where all others are. What lies elsewhere is found late, and is changed
by people who do not know of it.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
fastapi:
  profile: seed
```

```python app/services/items.py
from fastapi import APIRouter

router = APIRouter()


@router.get("/items")
def list_items() -> list[str]:
    return []
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
fastapi:
  profile: seed
```

```python app/api/items.py
from fastapi import APIRouter

router = APIRouter()


@router.get("/items")
def list_items() -> list[str]:
    return []
```

## Limits

A file in which an application is made may declare operations, be it in a layer or not. A class of SQLModel that is a
table and a schema is taken for neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.source.names import Names
    from specward.packs.fastapi.source.outline import ClassLine, Outline, Spot
    from specward.project import Project

_TABLES = ("sqlalchemy.orm.DeclarativeBase", "sqlalchemy.orm.DeclarativeBaseNoMeta")
_SCHEMAS = ("pydantic.BaseModel", "pydantic.main.BaseModel")


@rule("FA103", Severity.INFO, Scope.PROJECT, needs=Need.FASTAPI_LAYERS)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each file and each kind of thing that it should not define."""
    if not project.judges_all:
        return
    from specward.packs.fastapi.source.layers import layer_of
    from specward.packs.fastapi.source.names import names_of
    from specward.packs.fastapi.source.outlines import place

    names = names_of(project)
    for path, outline in names.outlines.items():
        for spot, what, home in _misplaced(names, outline, layer_of(project, path)):
            yield Fault(place(project, path, spot), what, help=f"move it to the layer `{home}`")


def _misplaced(names: Names, outline: Outline, layer: str) -> Iterator[tuple[Spot, str, str]]:
    here = f"in the layer `{layer}`" if layer else "outside of every layer"
    if outline.routes and layer != "routes" and not any(made.kind == "FastAPI" for made in outline.made):
        yield outline.routes[0].spot, f"operations are declared {here}", "routes"
    table = next(_made_from(_TABLES, names, outline), None)
    if table and layer != "models":
        yield table.spot, f"the table `{table.name}` is defined {here}", "models"
    schema = next(_made_from(_SCHEMAS, names, outline), None)
    if schema and outline.routes:
        yield schema.spot, f"the schema `{schema.name}` is defined among operations", "schemas"


def _made_from(bases: tuple[str, ...], names: Names, outline: Outline) -> Iterator[ClassLine]:
    """The classes of a file that are made from one of some, but do not name it themselves: that is a common base."""
    for one in outline.classes:
        if not names.ancestry((outline.path, one.name)).isdisjoint(bases) and (
            bases is _SCHEMAS or not set(one.bases) & set(bases)
        ):
            yield one
