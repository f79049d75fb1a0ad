"""The database is asked anew for each item of a list.

## What it does

Reports a query to a session or a connection that a `for` loop or a comprehension repeats.

## Why is this bad?

A list of a hundred items costs a hundred and one queries, one after the other; with a hundred times the data it costs a
hundred times as many. One query for all of them costs about as much as one for the first.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
fastapi:
  profile: seed
```

```python app/services/orders.py
async def owners(session, orders) -> list[str]:
    found = []
    for order in orders:
        found.append(await session.get("User", order.owner_id))
    return found
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
fastapi:
  profile: seed
```

```python app/services/orders.py
from sqlalchemy import text


async def owners(session, orders) -> list[str]:
    ids = [order.owner_id for order in orders]
    return list(await session.scalars(text("select * from user where id = any(:ids)"), {"ids": ids}))
```

## Limits

A session is known by its name, such as `db` or `self.session`. What writes is not looked at, nor a loop over a list
that is written out, or over parts of one. A loop over a few tables may well ask once for each: this is a hint. A script
may take its time, so a folder `scripts` is left out. What a `while` repeats mostly waits for work, and is not reported.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.source.module import Module
    from specward.project import Project

_WRITING = frozenset({"insert", "update", "delete", "text", "DropTable", "CreateTable", "DDL"})
"""What makes a statement that is run for what it does."""
_STEPS = 3
"""The arguments of a `range` that goes by more than one."""


@rule("FA145", Severity.INFO, Scope.MODULE, needs=Need.FASTAPI_SEED, read=13, right=8)
def check(module: Module, _project: Project) -> Iterator[Fault]:
    """Yield a fault for each query that a loop repeats."""
    from specward.packs.fastapi.source.bodies import method
    from specward.packs.fastapi.source.resources import ASKING, is_session

    if "scripts" in module.path.split("/"):
        return
    asking = [
        call
        for call in module.calls
        if call.in_loop
        and method(call.node) in ASKING
        and is_session(call.name.rpartition(".")[0])
        and _reads(call.node)
    ]
    repeated = _repeated(module) if asking else set()
    for call in asking:
        if call.node in repeated:
            yield Fault(module.place(call.node), "this query runs once for each item", help="ask once for all of them")


def _repeated(module: Module) -> set[ast.AST]:
    """The calls that a loop over a list repeats."""
    from specward.packs.fastapi.source.bodies import own_nodes

    repeated: list[ast.AST] = []
    loops: list[ast.For | ast.AsyncFor] = [*module.nodes(ast.For)]
    loops += module.nodes(ast.AsyncFor)
    for loop in loops:
        repeated += [] if _is_short(loop.iter) else loop.body
    for kind in (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp):
        for comprehension in module.nodes(kind):
            repeated += _repeated_by(comprehension)
    return {node for one in repeated for node in own_nodes([one]) if isinstance(node, ast.Call)}


def _is_short(over: ast.expr) -> bool:
    """Whether what is gone over is written out, or is parts of a list: `range(0, len(ids), 500)`, `batched(ids)`."""
    if isinstance(over, ast.List | ast.Tuple | ast.Set):
        return True
    called = over.func if isinstance(over, ast.Call) else None
    name = called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""
    return isinstance(over, ast.Call) and (
        "batch" in name or "chunk" in name or (name == "range" and len(over.args) == _STEPS)
    )


def _reads(call: ast.Call) -> bool:
    """Whether a call may read: what it is given is no `insert(…)`, `delete(…)` and the like."""
    given = call.args[0] if call.args else None
    while isinstance(given, ast.Call | ast.Attribute):
        if isinstance(given, ast.Attribute) and given.attr in _WRITING:
            return False
        given = given.func if isinstance(given, ast.Call) else given.value
    return not (isinstance(given, ast.Name) and given.id in _WRITING)


def _repeated_by(comprehension: Any) -> list[ast.AST]:  # noqa: ANN401 -- any of four types
    """What a comprehension does for each item: all but what its first `for` goes over."""
    first, *others = comprehension.generators
    if _is_short(first.iter):
        return []
    fields = ("elt", "key", "value")
    return [*(getattr(comprehension, field) for field in fields if hasattr(comprehension, field)), *first.ifs, *others]
