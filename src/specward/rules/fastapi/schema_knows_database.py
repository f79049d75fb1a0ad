"""A schema knows the database.

## What it does

Reports where a file of the layer `schemas` imports a table or SQLAlchemy: a class of the back end that is made from one
of SQLAlchemy, Tortoise, Beanie, Peewee or Ormar, or a file of the layer `models` or `repositories` that uses such a
library.

## Why is this bad?

Schemas are the contract with those who call. One that imports a table changes with it, loads the database wherever it
is used, and ends in a ring of imports as soon as a model wants a schema.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
fastapi:
  profile: seed
```

```python app/models/order.py
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"

    name: Mapped[str] = mapped_column(primary_key=True)
```

```python app/schemas/order.py
from pydantic import BaseModel

from app.models.order import Order


class OrderRead(BaseModel):
    name: str

    @classmethod
    def of(cls, order: Order) -> "OrderRead":
        return cls(name=order.name)
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
fastapi:
  profile: seed
```

```python app/models/order.py
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"

    name: Mapped[str] = mapped_column(primary_key=True)
```

```python app/schemas/order.py
from pydantic import BaseModel, ConfigDict


class OrderRead(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    name: str
```

## Limits

Which layer a file belongs to is what `fastapi.layers` says, else what its folders and itself are called. An import that
stands in a function or is for type checkers alone is left out. Enumerations and other values that stand among the
models may be imported, and so may SQLModel, which is made to be both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.source.names import Names
    from specward.project import Project

_DATABASES = frozenset({"sqlalchemy", "tortoise", "beanie", "peewee", "ormar"})


@rule("FA123", Severity.WARNING, Scope.PROJECT, needs=Need.FASTAPI_LAYERS, read=11, right=11)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each import, from a schema, of what belongs to the database."""
    if not project.judges_all:
        return
    from specward.packs.fastapi.source.layers import layer_of
    from specward.packs.fastapi.source.names import names_of
    from specward.packs.fastapi.source.outlines import place

    names = names_of(project)
    for path, outline in names.outlines.items():
        if layer_of(project, path) != "schemas":
            continue
        seen = set()
        for name, spot in outline.imports:
            if spot not in seen and not spot.start and _is_of_database(project, names, path, name):
                seen.add(spot)
                yield Fault(
                    place(project, path, spot),
                    f"this schema knows the database: it imports `{name.lstrip('.')}`",
                    help="build the schema from attributes, or convert in a service",
                )


def _is_of_database(project: Project, names: Names, path: str, name: str) -> bool:
    from specward.packs.fastapi.source.layers import layer_of

    if name.partition(".")[0] == "sqlalchemy":
        return True
    found = names.file_of(path, name)
    if not found:
        return False
    if found[1]:
        known = names.class_of(*found)
        above = names.ancestry((known[0], known[1].name)) if known else ()
        return any(map(_is_database, above))
    used = names.outlines[found[0]].imports
    return layer_of(project, found[0]) in {"models", "repositories"} and any(_is_database(one.name) for one in used)


def _is_database(name: str) -> bool:
    """Whether a class or a module belongs to a library for databases; `Base` is what most projects call theirs."""
    head, _, last = name.rpartition(".")
    return (name.partition(".")[0] in _DATABASES and not head.startswith("sqlalchemy.util")) or last == "Base"
