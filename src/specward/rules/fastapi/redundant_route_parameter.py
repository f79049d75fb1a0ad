"""A route is given a parameter that it does not need.

## What it does

Tells what ruff found by FAST001 and FAST003: a `response_model` that repeats the annotation of what the function
returns, and a parameter in the path that the function does not take.

## Why is this bad?

Of two statements of the same thing one is forgotten when the other changes. A parameter in the path that nobody takes
is not checked: any value will do, and the answer does not depend on it.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
fastapi:
  profile: seed
```

```python app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/items", response_model=list[str])
def list_items() -> list[str]:
    return []
```

```json .specify/fastapi/probe.json
{
  "schema": "specward/fastapi-probe/v1",
  "digests": {"app/main.py": "faaf9fb01228e6b07cf660a902a724c080370e02f05ec6a09ecceecc1dad3d25"},
  "ruff": [{
    "file": "app/main.py", "line": 6, "column": 20, "end_line": 6, "end_column": 44, "code": "FAST001",
    "message": "FastAPI route with redundant `response_model` argument"
  }]
}
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
fastapi:
  profile: seed
```

```python app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/items")
def list_items() -> list[str]:
    return []
```

```json .specify/fastapi/probe.json
{
  "schema": "specward/fastapi-probe/v1",
  "digests": {"app/main.py": "bda221f0160355f2cf54d65753381bfa92447f49b45ce4ad8cbb31e97c85c949"},
  "ruff": []
}
```

## Limits

Some sample code asks for both, a `response_model=` and the same annotation. Either will do: this pack asks for one of
them, and never for both. A parameter that only a dependency of another file takes is reported by ruff all the same.

Without a run of `spec fastapi probe`, or where there was no ruff, nothing is known; see `ruff-not-run`. What the
project ignores in its own settings of ruff, or by `# noqa`, is not told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project

_SAYS = {
    "FAST001": "the `response_model` says what the annotation says",
    "FAST003": "the function does not take a parameter of its path",
}


@rule("FA106", Severity.INFO, Scope.PROJECT, needs=Need.FASTAPI_SEED, read=17, right=9)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each parameter of a route that ruff found needless."""
    from specward.packs.fastapi.probing.ruff_findings import in_words, told_by_ruff

    for found, place in told_by_ruff(project, *_SAYS):
        yield Fault(place, in_words(found, _SAYS[found.code]), help=found.message)
