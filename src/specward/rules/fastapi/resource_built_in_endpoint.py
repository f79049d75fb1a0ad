"""An endpoint builds what it should be handed.

## What it does

Reports an operation whose function makes a session of the database, or a client or connection of another service,
itself, instead of declaring it as a dependency.

## Why is this bad?

Each request opens connections of its own and shares none. A test cannot put another session in its place, and who has
to close it, and when, is decided in every function anew.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
fastapi:
  profile: seed
```

```python app/api/items.py
from fastapi import APIRouter

from app.db import SessionLocal

router = APIRouter()


@router.get("/items")
def list_items() -> list[str]:
    db = SessionLocal()
    return list(db.scalars("select name from item"))
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
fastapi:
  profile: seed
```

```python app/api/items.py
from typing import Annotated

from fastapi import APIRouter, Depends

from app.db import Session, get_session

router = APIRouter()


@router.get("/items")
def list_items(db: Annotated[Session, Depends(get_session)]) -> list[str]:
    return list(db.scalars("select name from item"))
```

## Limits

Sessions are known as those of SQLAlchemy and SQLModel, or by a name such as `SessionLocal`; clients are those of the
libraries that are used most.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.source.module import Module
    from specward.project import Project


@rule("FA140", Severity.INFO, Scope.MODULE, needs=Need.FASTAPI_SEED, read=9, right=7)
def check(module: Module, _project: Project) -> Iterator[Fault]:
    """Yield a fault for each resource that the function of an operation makes."""
    if not module.routes:
        return
    from specward.packs.fastapi.source.bodies import endpoints
    from specward.packs.fastapi.source.resources import CLIENTS, makes_session

    operations = endpoints(module)
    for call in module.calls:
        if call.function and call.function.node in operations and (call.name in CLIENTS or makes_session(call.name)):
            message = f"`{call.name.rpartition('.')[2]}` is built in the endpoint `{call.function.node.name}`"
            yield Fault(module.place(call.node), message, help="make it in a dependency, and declare that")
