"""A coroutine is made and dropped.

## What it does

Reports a call of an `async def` function that is a statement by itself and not awaited. The function is one of the same
file, a method that is called on `self`, or imported from another file of the back end.

## Why is this bad?

Calling such a function runs nothing: it makes a coroutine. What it was meant to do does not happen, and the only sign
of it is a warning in the log, if at all.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
```

```python app/mail.py
async def send(to: str) -> None:
    await deliver(to)


async def welcome(to: str) -> None:
    send(to)
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
```

```python app/mail.py
async def send(to: str) -> None:
    await deliver(to)


async def welcome(to: str) -> None:
    await send(to)
```

## Limits

A function with a decorator is left out, for the decorator may run it. What is called on any other object than `self` is
not looked at: a type checker knows what it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.source.names import Names
    from specward.project import Project


@rule("FA111", Severity.ERROR, Scope.PROJECT, needs=Need.FASTAPI, read=17, right=17)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each coroutine that nobody awaits."""
    if not project.judges_all:
        return
    from specward.packs.fastapi.source.names import names_of
    from specward.packs.fastapi.source.outlines import place

    names = names_of(project)
    known = {path: frozenset(outline.coroutines) for path, outline in names.outlines.items()}
    for path, outline in names.outlines.items():
        for name, spot in outline.dropped:
            if name in known[path] or _is_imported(names, known, path, name):
                called = name.rpartition(".")[2]
                yield Fault(place(project, path, spot), f"`{called}` is a coroutine, and is not awaited here")


def _is_imported(names: Names, known: dict[str, frozenset[str]], path: str, name: str) -> bool:
    """Whether a name in a file stands for a coroutine of another."""
    found = names.file_of(path, name)
    return found is not None and found[1] in known[found[0]]
