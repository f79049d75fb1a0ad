"""The environment is read outside of the configuration.

## What it does

Reports each file that the application imports, that reads variables of the environment and that is no configuration, in
a back end that has one: a class of settings, or a file or folder that is called `config` or `settings`.

## Why is this bad?

Nobody sees from the configuration that the variable exists, what it stands for where it is not set, or that a value of
it is wrong, before that line runs.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
```

```python app/config.py
import os

DATABASE_URL = os.environ["DATABASE_URL"]
```

```python app/main.py
import os

from fastapi import FastAPI

from app import config

app = FastAPI(title=os.getenv("APP_TITLE", "Shop"))
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
```

```python app/config.py
import os

DATABASE_URL = os.environ["DATABASE_URL"]
APP_TITLE = os.getenv("APP_TITLE", "Shop")
```

```python app/main.py
from fastapi import FastAPI

from app import config

app = FastAPI(title=config.APP_TITLE)
```

## Limits

Where the back end has no configuration at all, there is no place to name, and nothing is reported. Nor is a script that
runs by itself, a variable whose name is made up as the program runs, or one by which the system or a library is told
something: `HOME`, `DISPLAY`, `OTEL_…`, `PROMETHEUS_…`.

It is information: a variable that one part of a back end alone needs may well be read where it is needed.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.source.names import Names
    from specward.project import Project

_SETTINGS = frozenset(
    {"pydantic_settings.BaseSettings", "pydantic.BaseSettings", "pydantic_settings.main.BaseSettings"}
)


@rule("FA164", Severity.INFO, Scope.PROJECT, needs=Need.FASTAPI, read=24, right=22)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for each file that reads variables past the configuration, at the first that it reads."""
    if not project.judges_all:
        return
    from specward.packs.fastapi.source.names import names_of
    from specward.packs.fastapi.source.outlines import place

    names = names_of(project)
    configuration = [path for path in names.outlines if path in names.reached and _is_configuration(names, path)]
    if not configuration:
        return
    for path in sorted(names.reached.difference(configuration)):
        read = [one for one in names.outlines[path].environ if one.name and not _of_others().fullmatch(one.name)]
        if read:
            yield Fault(
                place(project, path, read[0].spot),
                f"`{read[0].name}` of the environment is read here{_others(len({one.name for one in read}) - 1)}",
                help=f"read it in {configuration[0]}",
                related=tuple(place(project, path, one.spot) for one in read[1:]),
            )


def _others(count: int) -> str:
    """How many more variables a file reads, in words."""
    if count < 1:
        return ""
    return f", and so {'is' if count == 1 else 'are'} {count} other variable{'' if count == 1 else 's'} below"


def _is_configuration(names: Names, path: str) -> bool:
    if any(_called().fullmatch(part) for part in path.removesuffix(".py").split("/")):
        return True
    return any(not names.ancestry((path, one.name)).isdisjoint(_SETTINGS) for one in names.outlines[path].classes)


@cache
def _of_others() -> re.Pattern[str]:
    """The variables that the system sets, or that libraries read by themselves."""
    return re.compile(
        r"(OTEL|PROMETHEUS|XDG|LC|LD|PYTHON|PYTEST|KUBERNETES)_\w+|PYTHON\w+|CUDA_VISIBLE_DEVICES|DISPLAY|HOME|HOSTNAME"
        r"|LANG|PATH|PWD|SHELL|TEMP|TERM|TMP|TMPDIR|TZ|USER|VIRTUAL_ENV|WAYLAND_DISPLAY|CI|NO_COLOR"
    )


@cache
def _called() -> re.Pattern[str]:
    return re.compile(r"(\w*_)?(config|configs|configuration|conf|settings|environment|env)(_\w*)?", re.IGNORECASE)
