"""Any site may act in the name of whoever is signed in.

## What it does

Reports a `CORSMiddleware` that allows every origin, by `*` or by an expression such as `.*`, together with credentials.

## Why is this bad?

The middleware then answers each origin with its own name, and the browser lets every site read what it asks with the
cookies of its visitor: the check that CORS is there for is switched off.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
```

```python app/main.py
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True)
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
```

```python app/main.py
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://shop.example"], allow_credentials=True)
```

## Limits

Origins are known where they stand in the call, or are assigned once to a name in the same file. What stands under a
test that only the machine of a developer passes, such as `if settings.DEBUG:`, is left alone.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.source.module import Module
    from specward.project import Project

_MIDDLEWARE = frozenset(
    {
        *("fastapi.middleware.cors.CORSMiddleware", "starlette.middleware.cors.CORSMiddleware"),
        "fastapi.middleware.CORSMiddleware",
    }
)
_ANY = frozenset({".*", "^.*$", ".+", "^.+$", "https?://.*", "^https?://.*$", "http.*", "(.*)"})
"""Expressions that every origin matches."""
_AT_HOME = re.compile(r"(?<![a-z])(is_?)?(dev|devel|development|debug|local|testing)(?![a-z])", re.IGNORECASE)
_OUTSIDE = re.compile(r"(?<![a-z])(is_?)?(prod|production|live)(?![a-z])", re.IGNORECASE)


@rule("FA160", Severity.ERROR, Scope.MODULE, needs=Need.FASTAPI, read=13, right=13)
def check(module: Module, _project: Project) -> Iterator[Fault]:
    """Yield a fault for each middleware that allows every origin with credentials."""
    from specward.packs.fastapi.source.expressions import argument

    at_home = None
    for call in module.calls:
        middleware = (
            call.name if call.name in _MIDDLEWARE else module.name_of(argument(call.node, "middleware_class", 0))
        )
        if middleware not in _MIDDLEWARE and module.name_of(argument(call.node, "cls", 0)) not in _MIDDLEWARE:
            continue
        credentials = _value(argument(call.node, "allow_credentials"), module)
        if not (isinstance(credentials, ast.Constant) and credentials.value is True):
            continue
        given = argument(call.node, "allow_origins") or argument(call.node, "allow_origin_regex")
        if _allows_any(module, argument(call.node, "allow_origins"), argument(call.node, "allow_origin_regex")):
            at_home = _at_home(module) if at_home is None else at_home
            if id(call.node) in at_home:
                continue
            yield Fault(
                module.place(given or call.node),
                "every origin is allowed, with credentials",
                help="name the origins that may, or allow no credentials",
            )


def _at_home(module: Module) -> set[int]:
    """The calls that only the machine of a developer makes, by the test that they stand under."""
    found: set[int] = set()
    for one in module.nodes(ast.If):
        test = ast.unparse(one.test)
        home, outside = (one.orelse, one.body) if _is_negated(one.test) else (one.body, one.orelse)
        branches = [home] * bool(_AT_HOME.search(test)) + [outside] * bool(_OUTSIDE.search(test))
        for branch in branches:
            found |= {id(part) for node in branch for part in ast.walk(node) if isinstance(part, ast.Call)}
    return found


def _is_negated(test: ast.expr) -> bool:
    if isinstance(test, ast.Compare):
        return isinstance(test.ops[0], ast.NotEq | ast.NotIn)
    return isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not)


def _allows_any(module: Module, origins: ast.expr | None, expression: ast.expr | None) -> bool:
    origins, expression = _value(origins, module), _value(expression, module)
    if isinstance(origins, ast.List | ast.Tuple | ast.Set):
        if any(isinstance(one, ast.Constant) and one.value == "*" for one in origins.elts):
            return True
    elif isinstance(origins, ast.Constant) and origins.value == "*":
        return True
    return isinstance(expression, ast.Constant) and expression.value in _ANY


def _value(node: ast.expr | None, module: Module) -> ast.expr | None:
    """What an expression stands for: the value of a name that is assigned once in the file."""
    if not isinstance(node, ast.Name):
        return node
    assigned = [
        one.value
        for one in module.nodes(ast.Assign)
        for target in one.targets
        if isinstance(target, ast.Name) and target.id == node.id
    ]
    assigned += [
        one.value
        for one in module.nodes(ast.AnnAssign)
        if isinstance(one.target, ast.Name) and one.target.id == node.id and one.value
    ]
    return assigned[0] if len(assigned) == 1 else node
