"""A function commits more than once.

## What it does

Reports a function that may commit twice or more on its way from top to bottom, at the second commit.

## Why is this bad?

What fails between two commits leaves half of the work done: the order is paid, and not placed. Whoever calls such a
function cannot make it part of a larger piece of work either.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
fastapi:
  profile: seed
```

```python app/services/orders.py
async def place(session, order, payment) -> None:
    session.add(payment)
    await session.commit()
    session.add(order)
    await session.commit()
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
fastapi:
  profile: seed
```

```python app/services/orders.py
async def place(session, order, payment) -> None:
    session.add(payment)
    session.add(order)
    await session.commit()
```

## Limits

Commits of which only one can happen, as in the branches of an `if`, count as one, and those that a loop repeats, or of
a session that a `with` makes, only among themselves. Two pieces of work that have nothing to do with each other may
well be committed one by one: this is a hint.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, TypeAlias

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specward.packs.fastapi.source.module import Module
    from specward.project import Project


_Way: TypeAlias = "tuple[ast.Call, ...]"
"""The commits that one way through some statements comes by."""


@rule("FA144", Severity.INFO, Scope.MODULE, needs=Need.FASTAPI_SEED, read=14, right=9)
def check(module: Module, _project: Project) -> Iterator[Fault]:
    """Yield a fault for the second commit of each function that has one."""
    from specward.packs.fastapi.source.resources import is_session

    commits: dict[ast.AST, dict[str, set[ast.Call]]] = {}
    for call in module.calls:
        owner, _, name = call.name.rpartition(".")
        if name == "commit" and is_session(owner) and call.function:
            commits.setdefault(call.function.node, {}).setdefault(owner, set()).add(call.node)
    for function in module.functions:
        for owner, calls in commits.get(function.node, {}).items():
            found = _Ways(owner, calls).longest(function.node.body)
            if len(found) > 1:
                yield Fault(
                    module.place(found[1]),
                    f"`{owner}` is committed a second time in `{function.node.name}`",
                    help="commit once, when all is done",
                    related=(module.place(found[0])._replace(label="the first time"),),
                )


class _Ways:
    """The ways through a function, by the commits of one session on them."""

    def __init__(self, owner: str, commits: set[ast.Call]) -> None:
        self._root = owner.partition(".")[0]
        self._commits = commits

    def longest(self, body: Sequence[ast.stmt]) -> _Way:
        """The way through some statements that comes by most commits."""
        through, ended = self._through(body)
        return max(through or (), ended, key=len)

    def _through(self, body: Sequence[ast.stmt]) -> tuple[_Way | None, _Way]:
        """The longest way that gets to the end of some statements, None if none does, and the longest that does not."""
        so_far: _Way = ()
        ended: _Way = ()
        for statement in body:
            through, left = self._past(statement)
            ended = max(ended, so_far + left, key=len)
            if through is None:
                return None, ended
            so_far += through
        return so_far, ended

    def _past(self, statement: ast.stmt) -> tuple[_Way | None, _Way]:
        if isinstance(statement, ast.Return | ast.Raise | ast.Continue | ast.Break):
            return None, self._in(statement)
        if isinstance(statement, ast.With | ast.AsyncWith):
            return ((), self.longest(statement.body)) if self._binds(statement) else self._through(statement.body)
        if isinstance(statement, ast.For | ast.AsyncFor | ast.While):
            return (), self.longest(statement.body)
        branches = _branches(statement)
        if not branches:
            return self._in(statement), ()
        ways = [self._through(branch) for branch in branches]
        arrived = [through for through, _ in ways if through is not None]
        return max(arrived, key=len, default=None), max((left for _, left in ways), key=len)

    def _binds(self, statement: ast.With | ast.AsyncWith) -> bool:
        """Whether a `with` makes another session of the same name."""
        bound = (item.optional_vars for item in statement.items)
        return any(isinstance(one, ast.Name) and one.id == self._root for one in bound)

    def _in(self, statement: ast.stmt) -> _Way:
        from specward.packs.fastapi.source.bodies import own_nodes

        return tuple(node for node in own_nodes([statement]) if isinstance(node, ast.Call) and node in self._commits)


def _branches(statement: ast.stmt) -> list[list[ast.stmt]]:
    """The ways through a statement, one of which is taken; none where it is a simple one."""
    if isinstance(statement, ast.If):
        return [statement.body, statement.orelse]
    if isinstance(statement, ast.Try | ast.TryStar):
        handlers = [[*handler.body, *statement.finalbody] for handler in statement.handlers]
        return [[*statement.body, *statement.orelse, *statement.finalbody], *handlers]
    if isinstance(statement, ast.Match):
        return [*(case.body for case in statement.cases), []]
    return []
