"""No application is found, or it has no operations.

## What it does

Reports a project with the pack `fastapi` in whose source no `FastAPI(…)` is made, although neither `fastapi.app`,
`fastapi.openapi` nor `[tool.fastapi] entrypoint` in a `pyproject.toml` says where the interface comes from; and an
interface without a single operation. An application that was probed and has less than a quarter of the operations that
the source declares is a warning: mostly it includes its routers only as it starts, which the probe does not let it.

## Why is this bad?

Rules that find nothing to look at find nothing wrong. A wrong path in the configuration, or routers that are not
included any more, would read as a pass.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
```

```python app/main.py
from fastapi import APIRouter

router = APIRouter()
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
```

```python app/main.py
from fastapi import APIRouter, FastAPI

router = APIRouter()
app = FastAPI()
app.include_router(router)
```

## Limits

What a function of another package makes is not found: name it by `fastapi.app`. Whether there are operations is told by
what `spec fastapi probe` kept, or by the document that `fastapi.openapi` names, and not asked where there is neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.configured import PACK, place_of
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project


_MANY, _TIMES = 20, 4
"""So many operations that are declared, and so many times those that are known, are no files that nobody includes."""


@rule("FA001", Severity.ERROR, Scope.PROJECT, needs=Need.FASTAPI, read=1, right=1)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault where there is nothing that the pack could judge."""
    if not project.judges_all:
        return
    from specward.packs.fastapi.interface.known_api import known_api_of
    from specward.packs.fastapi.probing.gap import NOT_FOUND, is_found

    api = known_api_of(project)
    if api is not None:
        if not api.operations and api.from_probe:
            place = place_of(project, "fastapi.app", *PACK)
            yield Fault(place, "the application has no operations", help="include its routers, or name another")
        elif not api.operations:
            help_ = "export it anew, or name another as `fastapi.openapi`"
            yield Fault(api.place("paths"), "the document has no operations", help=help_)
        elif not project.config.fastapi_openapi:
            yield from _lacking(project, len(api.operations))
    elif not is_found(project):
        yield Fault(place_of(project, "fastapi.app", *PACK), NOT_FOUND, help=_naming(project))


def _naming(project: Project) -> str:
    """What to do where no application is found."""
    from specward.packs.fastapi.backend import backend_files

    if "fastapi.paths" in project.config.where and not backend_files(project):
        return "`fastapi.paths` names no Python file: mend its globs, which begin at the project's root"
    return "say where it is made: `fastapi: {app: app.main:app}`"


def _lacking(project: Project, known: int) -> Iterator[Fault]:
    """Tell of an application that has few of the operations that the source declares."""
    from specward.packs.fastapi.source.outlines import outlines

    declared = sum(len(outline.routes) for outline in outlines(project).values())
    if declared >= _MANY and declared > known * _TIMES:
        yield Fault(
            place_of(project, "fastapi.app", *PACK),
            f"the application has {known} operations, and the source declares {declared}",
            help="include the routers where it is made and not in its lifespan; or name its files as `fastapi.paths`",
            severity=Severity.WARNING,
        )
