"""The text of an unexpected exception is shown to whoever calls.

## What it does

Reports an answer, an `HTTPException` or a response, that holds the text or the traceback of an exception, where that
may be any: it is caught by `except Exception`, or comes from the database, the network or the system.

## Why is this bad?

Such texts tell of tables, statements, hosts, paths and now and then of passwords. They help nobody but an attacker, and
since they change with every library no client can rely on them.

## Example

```yaml .specify/specward.yml
packs: [fastapi]
```

```python app/api/orders.py
from fastapi import APIRouter, HTTPException

router = APIRouter()


@router.post("/orders")
def order(service) -> str:
    try:
        return service.order()
    except Exception as error:
        raise HTTPException(status_code=500, detail=str(error))
```

## Use instead

```yaml .specify/specward.yml
packs: [fastapi]
```

```python app/api/orders.py
from fastapi import APIRouter, HTTPException

from app.errors import OutOfStock
from app.log import logger

router = APIRouter()


@router.post("/orders")
def order(service) -> str:
    try:
        return service.order()
    except OutOfStock as error:
        raise HTTPException(status_code=409, detail=str(error))
    except Exception:
        logger.exception("the order failed")
        raise HTTPException(status_code=500, detail="the order failed")
```

## Limits

An answer whose status says that the request was wrong, such as 400, or another service, 502 and 504, is told as
information: who called may need to know why. The text of an exception of the back end's own, or of `ValueError`, is
what its author wrote, and is no fault. What goes through a variable or a function on its way is not followed; where
the name of the exception is given to another value before that is shown, it is information. So it is where the head of
the function asks for one of `fastapi.roles`: an administrator may need to read why.

A file with several such answers is told of once, unless a suppression stands in it.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from specward.finding import Severity
from specward.packs.fastapi.source.outline import HTTP_EXCEPTION
from specward.packs.fastapi.told import once_a_file
from specward.rule import Fault, Need, Scope, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.packs.fastapi.source.module import Handler, Module
    from specward.project import Project

_RESPONSES = frozenset(
    f"{package}.responses.{kind}"
    for package in ("fastapi", "starlette")
    for kind in ("Response", "JSONResponse", "ORJSONResponse", "UJSONResponse", "PlainTextResponse", "HTMLResponse")
) | {"fastapi.Response"}
_FOREIGN = (
    *("sqlalchemy.", "psycopg", "asyncpg.", "pymysql.", "sqlite3.", "redis.", "pymongo.", "motor.", "elasticsearch"),
    *("httpx.", "requests.", "aiohttp.", "urllib3.", "botocore.", "smtplib.", "subprocess.", "socket.", "ssl."),
)
"""What the exceptions of the database, the network and the system begin with."""
_SYSTEM = frozenset(
    {"OSError", "IOError", "FileNotFoundError", "PermissionError", "ConnectionError", "KeyError", "AttributeError"}
)
_CLIENT = 4
"""The hundreds of a status that says that the client is at fault."""
_GATEWAY = frozenset({502, 504})
_OTHERS = frozenset(
    {
        *("BAD_REQUEST", "UNAUTHORIZED", "FORBIDDEN", "NOT_FOUND", "CONFLICT", "PRECONDITION_FAILED"),
        *("UNPROCESSABLE_ENTITY", "UNPROCESSABLE_CONTENT", "BAD_GATEWAY", "GATEWAY_TIMEOUT"),
    }
)
"""Such as `http.HTTPStatus` calls them."""
_TEXTS = frozenset({"str", "repr", "builtins.str", "builtins.repr"})
_TRACEBACKS = frozenset({"traceback.format_exc", "traceback.format_exception", "traceback.format_tb"})


@rule("FA154", Severity.WARNING, Scope.MODULE, needs=Need.FASTAPI, read=118, right=113)
@once_a_file
def check(module: Module, project: Project) -> Iterator[Fault]:
    """Yield a fault for each answer that holds the text of what was caught."""
    told: set[ast.Call] = set()
    for node, what, is_another in (*_tracebacks(module), *_texts(module)):
        if node not in told:
            told.add(node)
            yield _fault(module, node, what, is_another=is_another or _is_for_few(module, node, project))


def _tracebacks(module: Module) -> Iterator[tuple[ast.Call, str, bool]]:
    for call in module.calls:
        if any(part and _holds_traceback(part, module) for part in _said(call.node, call.name)):
            yield call.node, "the traceback", False


def _texts(module: Module) -> Iterator[tuple[ast.Call, str, bool]]:
    """The answers that hold the text of what was caught, and whether its name stands for another value by then."""
    from specward.packs.fastapi.source.bodies import own_nodes

    for handler in module.handlers:
        name = handler.node.name
        if not (name and _may_be_any(handler)):
            continue
        is_another = False
        for node in own_nodes(handler.node.body):
            is_another = is_another or _is_given_to_another(node, name)
            said = _said(node, module.name_of(node.func)) if isinstance(node, ast.Call) else ()
            if isinstance(node, ast.Call) and any(part and _holds_text(part, name, module) for part in said):
                yield node, f"the text of `{name}`", is_another


def _is_for_few(module: Module, node: ast.Call, project: Project) -> bool:
    """Whether only somebody with a role gets the answer, as far as the head of its function says."""
    around = [one.node for one in module.functions if one.node.lineno <= node.lineno <= (one.node.end_lineno or 0)]
    if not around:
        return False
    given = around[-1].args
    head = [*around[-1].decorator_list, *given.defaults, *given.kw_defaults]
    head += [one.annotation for one in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    text = " ".join(ast.unparse(part) for part in head if part).lower()
    return any(word.lower() in text for word in project.config.fastapi_roles)


def _is_given_to_another(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store)


def _fault(module: Module, node: ast.Call, what: str, *, is_another: bool) -> Fault:
    from specward.packs.fastapi.source.expressions import argument

    return Fault(
        module.place(node),
        f"{what} is shown to whoever calls",
        help="log it, and say what failed instead",
        severity=Severity.INFO if is_another or _blames_others(argument(node, "status_code", 0)) else None,
    )


def _blames_others(status: ast.expr | None) -> bool:
    """Whether a status says that the request or another service was wrong: then who called may need to read why."""
    if isinstance(status, ast.Constant):
        return isinstance(status.value, int) and (status.value // 100 == _CLIENT or status.value in _GATEWAY)
    name = status.attr if isinstance(status, ast.Attribute) else ""
    return name.startswith(("HTTP_4", "HTTP_502", "HTTP_504")) or name in _OTHERS


def _may_be_any(handler: Handler) -> bool:
    from specward.packs.fastapi.source.handling import is_broad

    return is_broad(handler) or any(name in _SYSTEM or name.startswith(_FOREIGN) for name in handler.caught)


def _said(call: ast.Call, name: str) -> tuple[ast.expr | None, ...]:
    """What of a call reaches whoever calls."""
    from specward.packs.fastapi.source.expressions import argument

    if name in HTTP_EXCEPTION:
        return (argument(call, "detail", 1),)
    return (argument(call, "content", 0),) if name in _RESPONSES else ()


def _holds_traceback(said: ast.expr, module: Module) -> bool:
    return any(isinstance(node, ast.Call) and module.name_of(node.func) in _TRACEBACKS for node in ast.walk(said))


def _holds_text(said: ast.expr, name: str, module: Module) -> bool:
    """Whether an expression holds the text of an exception of some name."""
    if _is_it(said, name):
        return True
    for node in ast.walk(said):
        if isinstance(node, ast.FormattedValue):
            shown = [node.value]
        elif isinstance(node, ast.Call) and _makes_text(node, module):
            shown = [*node.args, *(keyword.value for keyword in node.keywords)]
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
            shown = node.right.elts if isinstance(node.right, ast.Tuple) else [node.right]
        else:
            continue
        if any(_is_it(part, name) for part in shown):
            return True
    return False


def _makes_text(call: ast.Call, module: Module) -> bool:
    if isinstance(call.func, ast.Attribute) and call.func.attr == "format":
        return True
    return module.name_of(call.func) in _TEXTS


def _is_it(node: ast.expr, name: str) -> bool:
    """Whether an expression is the exception, or all that it was made with."""
    if isinstance(node, ast.Attribute) and node.attr in {"args", "orig"}:
        node = node.value
    return isinstance(node, ast.Name) and node.id == name
