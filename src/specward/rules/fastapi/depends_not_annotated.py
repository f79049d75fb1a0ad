"""A dependency is declared as a default value.

## What it does

Tells what ruff found by FAST002: a parameter with a default such as `= Depends(…)` or `= Query(…)` in place of
`Annotated[…, Depends(…)]`.

## Why is this bad?

It is no default: whoever calls the function from a test or from another function gets the marker itself. And a type
with its dependency cannot be given a name to be used again.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
fastapi:
  profile: seed
```

```python app/main.py
from fastapi import Depends, FastAPI

app = FastAPI()


def page() -> int:
    return 1


@app.get("/items")
def list_items(number: int = Depends(page)) -> list[int]:
    return [number]
```

```json .specify/fastapi/probe.json
{
  "schema": "specward/fastapi-probe/v1",
  "digests": {"app/main.py": "bc1be223d45eae62a187e72c8e9da18decdc546bce871438175882dc6f5544c9"},
  "ruff": [{
    "file": "app/main.py", "line": 11, "column": 16, "end_line": 11, "end_column": 43, "code": "FAST002",
    "message": "FastAPI dependency without `Annotated`"
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
from typing import Annotated

from fastapi import Depends, FastAPI

app = FastAPI()


def page() -> int:
    return 1


@app.get("/items")
def list_items(number: Annotated[int, Depends(page)]) -> list[int]:
    return [number]
```

```json .specify/fastapi/probe.json
{
  "schema": "specward/fastapi-probe/v1",
  "digests": {"app/main.py": "65fc76587e826f8f3893e4a02d70a434831840c1af0f24bb451331bbf810c169"},
  "ruff": []
}
```

## Limits

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


@rule("FA141", Severity.INFO, Scope.PROJECT, needs=Need.FASTAPI_SEED)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each dependency that ruff found to be a default."""
    from specward.packs.fastapi.probing.ruff_findings import in_words, told_by_ruff

    for found, place in told_by_ruff(project, "FAST002"):
        message = in_words(found, "this dependency is declared as a default value")
        yield Fault(place, message, help="declare it as `Annotated[…, …]`")
