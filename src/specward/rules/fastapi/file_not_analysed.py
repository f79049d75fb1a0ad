"""A Python file of the back end cannot be analysed.

## What it does

Reports a Python file of the back end that neither Specward's own Python nor the one of the project can parse, that is
not in the encoding that it declares, or that is too large or nested too deep.

## Why is this bad?

No other rule has looked at it. What it holds may be right or wrong, and a report that does not say so reads as a pass.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
```

```python app/main.py
from fastapi import FastAPI

app = FastAPI(
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
```

```python app/main.py
from fastapi import FastAPI

app = FastAPI()
```

## Limits

A file in a newer Python than the one that runs Specward is read by the project's own interpreter: `spec fastapi probe`
keeps what it understands, for as long as the file stays the same. A file that is too large is information: what is
larger than anything that somebody writes, such as an installer with an archive in it, is data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.source.module import Module
    from specward.project import Project


@rule("FA002", Severity.ERROR, Scope.MODULE, needs=Need.FASTAPI, read=12, right=12)
def check(module: Module, project: Project) -> Iterator[Fault]:
    """Yield a fault for a file that could not be parsed."""
    if module.unread is None:
        return
    reason, line, column = module.unread
    place = module.code.location(line, column - 1, max(column, len(module.code.lines[line - 1])))
    severity = Severity.INFO if _is_large(module, project) else None
    yield Fault(place, f"the file is not analysed: {reason}", help=_help(module, project), severity=severity)


def _is_large(module: Module, project: Project) -> bool:
    """Whether a file is larger than anything that somebody writes: what is embedded in it is no code."""
    from specward.packs.fastapi.source.modules import LARGEST

    return not module.code.text and len(project.source.read(module.path) or b"") > LARGEST


def _help(module: Module, project: Project) -> str:
    from specward.packs.fastapi.probing.probed import read_probe

    probed = read_probe(project.source)
    if probed and module.path in probed.unparsed:
        return f"mend it: Python {probed.python}, which the application runs in, did not understand it either"
    return "where it is written for a newer Python, `spec fastapi probe` lets the project's own one read it"
