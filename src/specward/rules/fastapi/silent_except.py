"""What goes wrong is answered without a trace of it.

## What it does

Reports an `except Exception` that goes on with something else, such as another value, and neither logs, nor raises, nor
looks at what it has caught.

## Why is this bad?

The caller gets an answer that looks right, and nobody can find out later why it was wrong.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
fastapi:
  profile: seed
```

```python app/rates.py
def rate(client) -> float:
    try:
        client.connect()
        answer = client.get("rate")
        return float(answer)
    except Exception:
        return 1.0
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
fastapi:
  profile: seed
```

```python app/rates.py
from app.log import logger


def rate(client) -> float:
    try:
        client.connect()
        answer = client.get("rate")
        return float(answer)
    except Exception:
        logger.exception("no rate, so 1.0 is taken")
        return 1.0
```

## Limits

A clause that does nothing at all is reported by `swallowed-exception`, and by that rule alone. A call by a name that
tells of logging or reporting counts as such. Nothing is said of a clause that a comment explains, of one within another
one, nor of one that guards a step or two, such as `return UUID(text)`: there it is plain what went wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.source.module import Module
    from specward.project import Project


@rule("FA152", Severity.INFO, Scope.MODULE, needs=Need.FASTAPI_SEED, read=30, right=14)
def check(module: Module, _project: Project) -> Iterator[Fault]:
    """Yield a fault for each clause that catches all and tells nobody."""
    if not module.handlers:
        return
    from specward.packs.fastapi.source.handling import guarded, is_broad, is_silent, is_swallowing, may_fail_anyhow

    for handler, body in guarded(module):
        if not is_broad(handler) or is_swallowing(handler) or not may_fail_anyhow(body):
            continue
        if is_silent(handler, module):
            yield Fault(
                module.place(handler.node),
                "nobody learns of what goes wrong here",
                help="log it, or catch just what is expected",
            )
