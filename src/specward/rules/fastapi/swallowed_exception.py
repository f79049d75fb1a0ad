"""Whatever goes wrong is dropped.

## What it does

Reports a bare `except` that raises nothing; and, under the profiles `seed` and `strict`, as information, an
`except Exception` that does nothing at all.

## Why is this bad?

A misspelled name, a lost connection and a full disk all look like success. A bare `except` moreover catches what is no
error: the end of the program, and the cancelling of a task whose client has gone.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
```

```python app/mail.py
def send(mailer, message) -> None:
    try:
        mailer.send(message)
    except:
        pass
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
```

```python app/mail.py
from app.log import logger


def send(mailer, message) -> None:
    try:
        mailer.send(message)
    except ConnectionError:
        logger.exception("the mail was not sent")
```

## Limits

What guards just imports, or just the end of something, such as `file.close()`, is no fault; nor is a clause within
another one, or one with a comment in it, which says why. A bare `except` is excused by `# noqa` alone. An `except` that
names what it expects, such as `except KeyError: pass`, says what it means, and is not looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.source.module import Handler, Module
    from specward.project import Project


@rule("FA150", Severity.WARNING, Scope.MODULE, needs=Need.FASTAPI, read=78, right=76)
def check(module: Module, project: Project) -> Iterator[Fault]:
    """Yield a fault for each clause that catches all and does nothing with it."""
    if not module.handlers:
        return
    from specward.packs.fastapi.source.handling import guarded, is_swallowing

    asks_all = Need.FASTAPI_SEED.is_met(project)
    for handler, _ in guarded(module):
        bare = handler.node.type is None
        if (bare or asks_all) and is_swallowing(handler):
            yield Fault(
                module.place(handler.node),
                _of_bare(handler) if bare else "whatever goes wrong here is dropped",
                help="catch what is expected here, and log the rest or let it pass",
                severity=None if bare else Severity.INFO,
            )


def _of_bare(handler: Handler) -> str:
    if handler.function and handler.function.is_async:
        return "a bare `except` drops even the cancelling of a task"
    return "a bare `except` swallows KeyboardInterrupt and SystemExit too"
