"""An exception of the back end's own is raised, and no handler knows it.

## What it does

Reports a class of exceptions that is raised in a file which the application imports, that no `except` names, and for
which the application has no handler, nor for any class above it.

## Why is this bad?

Whoever calls the interface gets 500 and `Internal Server Error`, whatever the exception was meant to say, and the log
gets a traceback for what may be a wrong request.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
fastapi:
  profile: seed
```

```python app/main.py
from fastapi import FastAPI

app = FastAPI()


class OutOfStock(Exception):
    pass


@app.get("/orders")
def order() -> None:
    raise OutOfStock
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
fastapi:
  profile: seed
```

```python app/main.py
from fastapi import FastAPI
from fastapi.responses import JSONResponse

app = FastAPI()


class OutOfStock(Exception):
    pass


@app.exception_handler(OutOfStock)
def out_of_stock(request, error) -> JSONResponse:
    return JSONResponse({"detail": "out of stock"}, status_code=409)


@app.get("/orders")
def order() -> None:
    raise OutOfStock
```

## Limits

Where the handlers are registered from a variable nobody can tell which they are, and nothing is reported; nor where one
is for `Exception`; nor of what is made from `ValueError`, which a validator of pydantic may raise. An exception that
says that the program itself is wrong needs no handler: 500 is its answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.source.names import Names
    from specward.packs.fastapi.source.outline import Spot
    from specward.project import Project

_ROOTS = frozenset({"Exception", "RuntimeError", "LookupError", "KeyError", "TypeError", "PermissionError"})
"""What an exception is made from that FastAPI and Starlette have no handler for."""


@rule("FA153", Severity.INFO, Scope.PROJECT, needs=Need.FASTAPI_SEED)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each class of exceptions that ends as 500."""
    if not project.judges_all:
        return
    from specward.packs.fastapi.source.names import names_of
    from specward.packs.fastapi.source.outlines import place

    names = names_of(project)
    known = names.outlines
    answered = _told(names, ((path, name) for path, outline in known.items() for name in outline.handled))
    if not answered.isdisjoint({"*", "Exception"}):
        return
    answered |= _told(names, ((path, name) for path, outline in known.items() for name in outline.caught))
    answered -= _ROOTS
    raised = _raised(names)
    for path, one in names.classes():
        above = names.ancestry((path, one.name))
        first = raised.get(f"{path}:{one.name}")
        if first and not above.isdisjoint(_ROOTS) and above.isdisjoint(answered):
            yield Fault(
                place(project, path, one.spot),
                f"`{one.name}` is raised, and no handler answers it",
                help="register one with `@app.exception_handler`, or catch it where the answer is made",
                related=(place(project, *first, "raised here"),),
            )


def _told(names: Names, used: Iterator[tuple[str, str]]) -> set[str]:
    """What names in files stand for: a class of the back end as `path:name`, any other as it is imported."""
    found = ((names.class_of(path, name), name) for path, name in used)
    return {f"{known[0]}:{known[1].name}" if known else name for known, name in found}


def _raised(names: Names) -> dict[str, tuple[str, Spot]]:
    """Where each class of the back end is raised first."""
    found: dict[str, tuple[str, Spot]] = {}
    for path in sorted(names.reached):
        for name, spot in names.outlines[path].raised:
            if known := names.class_of(path, name):
                found.setdefault(f"{known[0]}:{known[1].name}", (path, spot))
    return found
