"""What runs at start and end is hung on `on_event`.

## What it does

Reports `@app.on_event("startup")` and `"shutdown"`, the same on a router, `add_event_handler`, and the arguments
`on_startup` and `on_shutdown` of `FastAPI`.

## Why is this bad?

It is deprecated, and where the application has a `lifespan` too these functions are never called, without a word. What
one of them opens, the other closes, and it gets there only by a global variable.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
```

```python app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.on_event("startup")
async def connect() -> None:
    app.state.pool = "open"
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
```

```python app/main.py
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    app.state.pool = "open"
    yield
    app.state.pool = "closed"


app = FastAPI(lifespan=lifespan)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.source.outline import APPLICATION, ROUTER
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterator

    from specward.packs.fastapi.source.module import Call, Module
    from specward.project import Project

_EVENTS = frozenset({"startup", "shutdown"})
_METHODS = frozenset({"on_event", "add_event_handler"})
_MADE = frozenset({*APPLICATION, *ROUTER})


@rule("FA162", Severity.WARNING, Scope.MODULE, needs=Need.FASTAPI, read=57, right=57)
def check(module: Module, _project: Project) -> Iterator[Fault]:
    """Yield a fault for each function that is to run at the start or the end."""
    for call in module.calls:
        for node, said in _hung(call):
            yield Fault(module.place(node), f"`{said}` is deprecated", help="put it into the application's `lifespan`")


def _hung(call: Call) -> Iterator[tuple[ast.AST, str]]:
    from specward.packs.fastapi.source.bodies import method
    from specward.packs.fastapi.source.expressions import argument, literal

    if method(call.node) in _METHODS and literal(argument(call.node, "event_type", 0)) in _EVENTS:
        yield call.node, method(call.node)
    elif call.name in _MADE:
        for keyword in call.node.keywords:
            if keyword.arg in {"on_startup", "on_shutdown"}:
                yield keyword, keyword.arg
