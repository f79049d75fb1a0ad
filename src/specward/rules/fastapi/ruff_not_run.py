"""Ruff was not run, so nothing of what it knows is known.

## What it does

Tells that `spec fastapi probe` ran without ruff, and why.

## Why is this bad?

Several rules of this pack tell what ruff finds: blocking calls, insecure code, dependencies as default values. Without
it they find nothing, which reads as a pass and is none.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
```

```json .specify/fastapi/probe.json
{
  "schema": "specward/fastapi-probe/v1",
  "ruff_reason": "ruff is neither in the project's environment nor on PATH"
}
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
```

```json .specify/fastapi/probe.json
{"schema": "specward/fastapi-probe/v1", "ruff": []}
```

## Limits

Without a probe nothing is told here: `probe-failed` says that one is missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.configured import PACK, place_of
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project

_LONGEST = 300
"""Characters of a reason."""


@rule("FA170", Severity.INFO, Scope.PROJECT, needs=Need.FASTAPI)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault where the probe has no findings of ruff, not even none."""
    from specward.packs.fastapi.probing.probe_file import read_probe

    probed = read_probe(project.source) if project.judges_all and project.with_probe else None
    if probed is None or probed.ruff is not None:
        return
    reason = " ".join(probed.ruff_reason.split()) or "nobody asked it"
    yield Fault(
        place_of(project, *PACK),
        f"ruff was not run: {reason[:_LONGEST]}",
        help="install it in the project's environment (`pip install ruff`), and run `spec fastapi probe` again",
    )
