"""Nothing looks at the style of the code, or at its types.

## What it does

Reports, once, a back end for which no tool for style (ruff, flake8, black, pylint and the like) or none for types
(mypy, pyright and the like) is set up: by a configuration file of its own, in `pyproject.toml`, `setup.cfg` or
`tox.ini`, among the hooks of pre-commit, or in a script or pipeline that runs it. The profiles `seed` and `strict` ask.

## Why is this bad?

Then people look, each in their own way and when there is time. A type checker finds the None that nobody thought of;
FastAPI makes its interface of the same annotations.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
fastapi: {profile: seed}
```

```python app/main.py
from fastapi import FastAPI

app = FastAPI()
```

```toml pyproject.toml
[tool.ruff]
line-length = 100
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
fastapi: {profile: seed}
```

```python app/main.py
from fastapi import FastAPI

app = FastAPI()
```

```toml pyproject.toml
[tool.ruff]
line-length = 100

[tool.mypy]
strict = true
```

## Limits

It finds the tool, not what it is told to look at. One that is named nowhere in the repository, such as that of an
editor, it cannot see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.markdown.document import Place
from specward.packs.fastapi.backend import backend_files
from specward.packs.fastapi.tools import tools_of
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project


@rule("FA330", Severity.INFO, Scope.PROJECT, needs=Need.FASTAPI_SEED)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for a back end that no such tool looks at."""
    files = backend_files(project)
    if not files:
        return
    tools = tools_of(project)
    missing = [what for what, is_there in (("style", tools.style), ("types", tools.types)) if not is_there]
    if missing:
        where = "pyproject.toml" if project.source.exists("pyproject.toml") else files[0]
        yield Fault(
            Place(where),
            f"no tool is set up that looks at the {' or the '.join(missing)} of the code",
            help="ruff and mypy can be set up in pyproject.toml: `[tool.ruff]`, `[tool.mypy]`",
        )
