"""What is to be extended has been changed.

## What it does

Reports each file that a glob of `fastapi.frozen` names and that a change alters, moves or takes away: a range of
commits (`spec check --rev A..B`), uncommitted work (`spec check --diff`), what `spec verify --base` examines. A new
file in a frozen folder is an extension, and fine.

## Why is this bad?

The project has said that this code is settled and others build on it. What it lacks is to be put beside it: a new
version of a router, a class that is made from it, a function that it is given.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
fastapi: {frozen: ["app/api/v1/**"]}
```

```python base:app/api/v1/items.py
LIMIT = 50
```

```python app/api/v1/items.py
LIMIT = 20
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
fastapi: {frozen: ["app/api/v1/**"]}
```

```python base:app/api/v1/items.py
LIMIT = 50
```

```python app/api/v1/items.py
LIMIT = 50
```

```python app/api/v2/items.py
LIMIT = 20
```

## Limits

It needs a change to look at; the hooks do not ask. A fault in frozen code has to be mended where it is: take the file
out of `fastapi.frozen` for that change, or waive the rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward import globs
from specward.changeset import DELETED
from specward.finding import Severity
from specward.markdown.document import Place
from specward.packs.fastapi.texts import bytes_at
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project


@rule("FA305", Severity.WARNING, Scope.PROJECT, needs=Need.ALTERATION)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each frozen file that is not as it was."""
    frozen = project.config.fastapi_frozen
    if project.altered is None or not frozen or not Need.FASTAPI.is_met(project):
        return
    before = project.before
    for status, path in project.altered.paths:
        if before is None or not any(globs.matches(glob, path) for glob in frozen):
            continue
        former = bytes_at(before.source, path)
        if former is not None and former != bytes_at(project.source, path):
            yield Fault(
                Place(path),
                "this is frozen, and the change takes it away" if status == DELETED else "this is frozen, and changed",
                help="leave it as it is and put what is new beside it; `fastapi.frozen` says what is settled",
            )
