"""Layers of the back end import each other in a ring.

## What it does

Follows which layer imports which, and reports each ring at one step of it: one that leads from a lower layer up, and of
several the one with the fewest imports. From the top they are routes, schemas, services, repositories, models, core:
those of `fastapi.layers`, or those that folders and files are named after.

## Why is this bad?

Layers that need each other cannot be understood, tested or exchanged one by one, and sooner or later an import fails
for the order in which they load.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
fastapi:
  profile: seed
```

```python app/services/mail.py
from app.api.errors import Refused


def send() -> None:
    raise Refused
```

```python app/api/errors.py
class Refused(Exception):
    pass
```

```python app/api/mail.py
from app.services import mail
```

```python app/main.py
from fastapi import FastAPI

from app.api import mail

app = FastAPI()
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
fastapi:
  profile: seed
```

```python app/services/mail.py
class Refused(Exception):
    pass


def send() -> None:
    raise Refused
```

```python app/api/mail.py
from app.services import mail
```

```python app/main.py
from fastapi import FastAPI

from app.api import mail

app = FastAPI()
```

## Limits

An import for type checkers alone counts like any other. A file of no layer is left out, and so is the file in which the
application is made: it brings all layers together. Several applications of one project are looked at one by one.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.source.names import Names
    from specward.packs.fastapi.source.outline import Spot
    from specward.project import Project

    Steps = defaultdict[tuple[str, str], list[tuple[str, Spot]]]
    """The imports from one layer to another: the file, and where in it."""


@rule("FA122", Severity.INFO, Scope.PROJECT, needs=Need.FASTAPI_LAYERS)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each ring of layers."""
    if not project.judges_all:
        return
    from specward.packs.fastapi.source.names import names_of
    from specward.trace.graph import rings_of

    names = names_of(project)
    seen = set()
    for files in map(names.reached_from, names.applications):
        steps = _steps(project, names, sorted(files.difference(names.applications)))
        for ring in rings_of(_edges(steps)):
            ring.reverse()  # it is told from what is imported to what imports it
            fault = _fault(project, steps, ring)
            if fault.place not in seen:
                seen.add(fault.place)
                yield fault


def _fault(project: Project, steps: Steps, ring: list[str]) -> Fault:
    from specward.packs.fastapi.source.outlines import place
    from specward.trace.graph import path_text

    around = list(pairwise(ring))
    first, *others = sorted(around, key=lambda step: (not _leads_up(*step), len(steps[step]), step))
    return Fault(
        place(project, *steps[first][0]),
        f"the layer `{first[0]}` imports the layer `{first[1]}`, in a ring: {path_text(ring)}",
        help=f"put what both need below them; there {_are(len(steps[first]))} like this",
        related=tuple(place(project, *steps[step][0], f"`{step[0]}` imports `{step[1]}`") for step in others),
    )


def _edges(steps: Steps) -> dict[str, list[str]]:
    """Where each layer leads."""
    return {layer: sorted(to for start, to in steps if start == layer) for layer in sorted({one for one, _ in steps})}


def _steps(project: Project, names: Names, files: list[str]) -> Steps:
    """The imports from each layer to each other one."""
    from specward.packs.fastapi.source.layers import layer_of

    found: Steps = defaultdict(list)
    for path in files:
        layer = layer_of(project, path)
        for name, spot in names.outlines[path].imports if layer else ():
            target = names.file_of(path, name)
            other = layer_of(project, target[0]) if target else ""
            if other and other != layer:
                found[layer, other].append((path, spot))
    return found


def _leads_up(start: str, to: str) -> bool:
    from specward.packs.fastapi.source.layers import LAYERS

    return LAYERS.index(to) < LAYERS.index(start)


def _are(number: int) -> str:
    return "is one import" if number == 1 else f"are {number} imports"
