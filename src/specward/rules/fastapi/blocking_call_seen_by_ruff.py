"""An asynchronous function waits for a file with everything else standing still.

## What it does

Tells what ruff found by ASYNC2xx and `blocking-call-in-async` does not know by itself: a file that is opened, a path
that is looked up on the disk, a process that is started in an `async def`.

## Why is this bad?

While the disk answers, no other request is served. On a fast disk that is little; on one of the network it is not.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
fastapi:
  profile: seed
```

```python app/main.py
import io

from fastapi import FastAPI

app = FastAPI()


@app.get("/terms")
async def terms() -> str:
    with io.open("terms.txt") as file:
        return file.read()
```

```json .specify/fastapi/probe.json
{
  "schema": "specward/fastapi-probe/v1",
  "digests": {"app/main.py": "7f87f09606ebfefc9926784b49b5b9053941e755d3030b44cde833992a1e4213"},
  "ruff": [{
    "file": "app/main.py", "line": 10, "column": 10, "end_line": 10, "end_column": 30, "code": "ASYNC230",
    "message": "Async functions should not open files with blocking methods like `open`"
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
import io

from fastapi import FastAPI

app = FastAPI()


@app.get("/terms")
def terms() -> str:
    with io.open("terms.txt") as file:
        return file.read()
```

```json .specify/fastapi/probe.json
{
  "schema": "specward/fastapi-probe/v1",
  "digests": {"app/main.py": "f08f6f8e04e7bc76971aa0dd5464fde204f55b7328aa21cbf92076c6f3ea3b4e"},
  "ruff": []
}
```

## Limits

A question such as `os.path.exists` costs some microseconds on a local disk: this is a hint.

Without a run of `spec fastapi probe`, or where there was no ruff, nothing is known; see `ruff-not-run`. What the
project ignores in its own settings of ruff, or by `# noqa`, is not told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.source.module import Module
    from specward.project import Project


@rule("FA113", Severity.INFO, Scope.PROJECT, needs=Need.FASTAPI_SEED, read=14, right=8)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each call that blocks, and that no rule of the pack tells already."""
    from specward.packs.fastapi.probing.ruff_findings import in_words, told_by_ruff
    from specward.packs.fastapi.source.modules import read_module

    modules: dict[str, Module | None] = {}
    for found, place in told_by_ruff(project, "ASYNC2"):
        if found.file not in modules:
            modules[found.file] = read_module(project, found.file)
        if not _is_told(modules[found.file], found.line, found.end_line):
            message = in_words(found, "this blocks every other request while it waits")
            yield Fault(place, message, help="hand it to `asyncio.to_thread`, or make the function a plain `def`")


def _is_told(module: Module | None, line: int, end: int) -> bool:
    """Whether `blocking-call-in-async` knows a call in some lines."""
    from specward.packs.fastapi.source.blocking import CLIENTS, FUNCTIONS

    if module is None:
        return False
    here = [call for call in module.calls if line <= call.node.lineno <= end]
    makes_client = any(call.name in CLIENTS for call in module.calls)
    return any(
        call.name in FUNCTIONS
        or (makes_client and any(call.name.rpartition(".")[2] in methods for methods in CLIENTS.values()))
        for call in here
    )
