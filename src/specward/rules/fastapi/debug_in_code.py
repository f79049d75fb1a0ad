"""Debugging is switched on in the code.

## What it does

Reports `debug=True` for a `FastAPI` application, `app.debug = True`, and `reload=True` for `uvicorn.run`, where that
does not stand below `if __name__ == "__main__":`.

## Why is this bad?

An application in debug mode shows the traceback of an error, with lines of the source, to whoever calls. With `reload`
the server watches every file, and starts anew when one changes. Both reach production with the code.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
```

```python app/main.py
from fastapi import FastAPI

app = FastAPI(debug=True)
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
```

```python app/main.py
from fastapi import FastAPI

from app.config import settings

app = FastAPI(debug=settings.debug)
```

## Limits

A function with a decorator is taken for a command that a developer runs.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.source.bodies import is_main
from specward.packs.fastapi.source.expressions import is_true
from specward.packs.fastapi.source.outline import APPLICATION
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.source.module import Module
    from specward.project import Project

_SWITCHES = {**dict.fromkeys(APPLICATION, "debug"), "uvicorn.run": "reload", "uvicorn.Config": "reload"}


@rule("FA165", Severity.WARNING, Scope.MODULE, needs=Need.FASTAPI, read=1, right=1)
def check(module: Module, _project: Project) -> Iterator[Fault]:
    """Yield a fault for each switch that is on whatever the configuration says."""
    found = list(_switched_on(module))
    own = _run_by_hand(module) if found else set()
    for node, said in found:
        if node.lineno not in own:
            yield Fault(module.place(node), f"`{said}` is switched on in the code", help="let the configuration say so")


def _switched_on(module: Module) -> Iterator[tuple[ast.keyword | ast.Assign, str]]:
    for call in module.calls:
        switch = _SWITCHES.get(call.name)
        for keyword in call.node.keywords if switch else ():
            if keyword.arg == switch and is_true(keyword.value):
                yield keyword, f"{switch}=True"
    made = _applications(module)
    for node in module.nodes(ast.Assign):
        target = node.targets[0]
        if isinstance(target, ast.Attribute) and target.attr == "debug" and is_true(node.value):
            name = module.name_of(target.value)
            if name in made:
                yield node, f"{name}.debug"


def _applications(module: Module) -> set[str]:
    return {
        module.name_of(node.targets[0])
        for node in module.nodes(ast.Assign)
        if isinstance(node.value, ast.Call) and _SWITCHES.get(module.name_of(node.value.func)) == "debug"
    } - {""}


def _run_by_hand(module: Module) -> set[int]:
    """The lines below `if __name__ == "__main__":`, and of the functions that are called there or are commands."""
    lines: set[int] = set()
    for node in module.tree.body:
        if is_main(node):
            lines.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    started = {call.name.rpartition(".")[2] for call in module.calls if call.node.lineno in lines}
    for function in module.functions:
        if function.outer is None and (function.node.name in started or function.node.decorator_list):
            lines.update(range(function.node.lineno, (function.node.end_lineno or function.node.lineno) + 1))
    return lines
