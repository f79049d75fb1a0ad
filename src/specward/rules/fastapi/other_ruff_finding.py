"""Ruff found something else that the project asks it for.

## What it does

Tells what ruff found by rules that the project's own settings select: annotations (ANN), docstrings (D1), names (N8), a
bare or blind `except` (E722, BLE001), an f-string in a log (G004), and what else is odd in asynchronous functions
(ASYNC1).

## Why is this bad?

The project has decided to be asked this. Where ruff is not run in its checks, nobody sees what it finds.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
fastapi:
  profile: seed
```

```python app/main.py
def total(prices: list[float]) -> float:
    try:
        return sum(prices)
    except:
        raise
```

```json .specify/fastapi/probe.json
{
  "schema": "specward/fastapi-probe/v1",
  "digests": {"app/main.py": "31065d7de3d114e65279e245a2af4d1a903e6e78a6c298bfe4209009c8be671c"},
  "ruff": [{
    "file": "app/main.py", "line": 4, "column": 5, "end_line": 4, "end_column": 11, "code": "E722",
    "message": "Do not use bare `except`"
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
def total(prices: list[float]) -> float:
    try:
        return sum(prices)
    except TypeError:
        raise
```

```json .specify/fastapi/probe.json
{
  "schema": "specward/fastapi-probe/v1",
  "digests": {"app/main.py": "a29d2c7fc4e190d60aaa3d31a3b88b12920bba5b7d314b7801c9338e34d7b88c"},
  "ruff": []
}
```

## Limits

What the project's settings do not select is not told: of the many rules of ruff each project chooses its own. An
`except` that `swallowed-exception` or `silent-except` tells of is not told twice.

Without a run of `spec fastapi probe`, or where there was no ruff, nothing is known; see `ruff-not-run`. What the
project ignores in its own settings of ruff, or by `# noqa`, is not told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.probing.probed import RuffFinding
    from specward.project import Project

_CODES = ("ANN", "D1", "N8", "E722", "BLE001", "G004", "ASYNC1")
_OF_HANDLERS = frozenset({"E722", "BLE001"})


@rule("FA171", Severity.INFO, Scope.PROJECT, needs=Need.FASTAPI_SEED)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each finding of ruff that the project asks for, and that no other rule tells."""
    from specward.packs.fastapi.probing.ruff_findings import in_words, told_by_ruff
    from specward.packs.fastapi.probing.ruff_settings import settings_for

    for found, place in told_by_ruff(project, *_CODES):
        if settings_for(project, found.file).selects(found.code) and not _is_told(project, found):
            yield Fault(place, in_words(found, _as_message(found.message)), help="see `ruff rule " + found.code + "`")


def _as_message(text: str) -> str:
    """A message of ruff in the style of ours."""
    line = " ".join(text.split()).rstrip(".")
    first = line.partition(" ")[0]
    return line if first.isupper() else line[:1].lower() + line[1:]


def _is_told(project: Project, found: RuffFinding) -> bool:
    """Whether another rule tells of the same `except`."""
    if found.code not in _OF_HANDLERS:
        return False
    from specward.packs.fastapi.source.handling import guarded, is_broad, is_silent, is_swallowing
    from specward.packs.fastapi.source.modules import read_module

    module = read_module(project, found.file)
    if module is None:
        return False
    here = (handler for handler, _ in guarded(module) if handler.node.lineno == found.line)
    return any(is_swallowing(handler) or (is_broad(handler) and is_silent(handler, module)) for handler in here)
