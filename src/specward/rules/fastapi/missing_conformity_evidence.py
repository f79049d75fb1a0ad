"""A tool that holds the API against its document is there, and nothing runs it.

## What it does

Reports a project that names schemathesis among what it needs, and whose tests, pipelines and scripts do not. It is
information, and only the profile `strict` asks.

## Why is this bad?

An OpenAPI document says what the code is meant to do. schemathesis sends what the document allows and sees what comes
back: answers that no schema covers, failures where a 422 was promised. While nobody runs it, the document is a claim.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
fastapi: {profile: strict}
```

```toml pyproject.toml
[dependency-groups]
dev = ["pytest", "schemathesis"]
```

```python tests/test_items.py
def test_items_are_listed(client):
    assert client.get("/items").status_code == 200
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
fastapi: {profile: strict}
```

```toml pyproject.toml
[dependency-groups]
dev = ["pytest", "schemathesis"]
```

```python tests/test_contract.py
import schemathesis

from app.main import app

schema = schemathesis.openapi.from_asgi("/openapi.json", app)


@schema.parametrize()
def test_the_api_is_as_it_says(case):
    case.call_and_validate()
```

## Limits

A project that does without such a tool is left alone: there are other ways to know. What a run of it came to is not
looked at; where it is a test, that is the tests' own evidence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.markdown.document import Place
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.project import Project

_TOOL = "schemathesis"


@rule("FA321", Severity.INFO, Scope.PROJECT, needs=Need.FASTAPI_STRICT)
def check(project: Project, _: Project) -> Iterator[Fault]:
    """Yield a fault for a tool that nothing runs."""
    from specward.packs.fastapi.tested import test_files
    from specward.packs.fastapi.tools import checks_of, depends_on, mentions

    named = depends_on(project, _TOOL)
    if named and not mentions(project, _TOOL, [*test_files(project), *checks_of(project)]):
        yield Fault(
            Place(named),
            f"{_TOOL} is named here, and no test and no pipeline runs it",
            help="a test of five lines holds every operation against the document",
        )
