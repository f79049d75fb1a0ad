"""The operations of an application, as it will answer them."""

from __future__ import annotations

import os
from functools import partial

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

_MOST = 20_000
_DEEPEST = 20
_COROUTINE = 0x80
"""`inspect.CO_COROUTINE`, in the flags of a function's code."""


def rows_of(app: Any, root: str) -> tuple[list[dict[str, Any]], list[tuple[str, Any]]]:  # noqa: ANN401 -- FastAPI's
    """Every operation; and each application that is mounted, with its prefix.

    Args:
        app: the application.
        root: the top of the copy that it was imported from.
    """
    rows: list[dict[str, Any]] = []
    mounted: list[tuple[str, Any]] = []
    todo: list[tuple[str, Any]] = [("", app)]
    seen: set[int] = set()
    while todo and len(rows) < _MOST:
        prefix, holder = todo.pop(0)
        if id(holder) in seen:
            continue
        seen.add(id(holder))
        if holder is not app and callable(getattr(holder, "openapi", None)):
            mounted.append((prefix, holder))
        for route, original in _routes(getattr(holder, "routes", None) or []):
            path = prefix + (getattr(route, "path", None) or "")
            if type(original).__name__ in {"Mount", "Host"}:
                inner = getattr(original, "app", None)
                todo.append((path, inner if hasattr(inner, "openapi") else original))
            else:
                rows += _operations(route, path, root)
    return rows[:_MOST], mounted


def _routes(routes: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """Each route as it is reached, and as it was made.

    Since FastAPI 0.137 `include_router` keeps the router instead of copying its routes, so `app.routes` is not flat;
    from 0.137.2 on `iter_route_contexts` walks it.
    """
    from fastapi import routing

    walk = getattr(routing, "iter_route_contexts", None)
    for route in list(routes if walk is None else walk(routes)):
        if hasattr(route, "effective_route_contexts"):
            for context in route.effective_route_contexts():
                yield context, context.original_route
        else:
            yield route, getattr(route, "original_route", route)


def _operations(route: Any, path: str, root: str) -> Iterator[dict[str, Any]]:  # noqa: ANN401 -- FastAPI's
    """A row for each method of a route."""
    endpoint = getattr(route, "endpoint", None)
    if endpoint is None or getattr(endpoint, "__module__", "") == "fastapi.applications":  # `/docs` and its like
        return
    dependant = getattr(route, "dependant", None)
    methods = getattr(route, "methods", None)
    if methods is None:
        methods = [] if dependant is None else ["WEBSOCKET"]
    if dependant is None and "GET" in methods:  # a route of Starlette's, which answers HEAD unasked
        methods = set(methods) - {"HEAD"}
    function = _function(endpoint)
    code = getattr(function, "__code__", None)
    status = getattr(route, "status_code", None)
    dependencies: list[str] = []
    _depend(dependant, dependencies, 0)
    for method in sorted(map(str, methods)):
        yield {
            "path": path,
            "method": method,
            "operation_id": str(getattr(route, "operation_id", None) or getattr(route, "unique_id", None) or ""),
            "file": relative(code.co_filename, root) if code else "",
            "line": code.co_firstlineno if code else 0,
            "function": named(function),
            "dependencies": dependencies,
            "is_async": bool(code and code.co_flags & _COROUTINE),
            "status": int(status) if isinstance(status, int) else 0,
            "in_schema": bool(dependant is not None and getattr(route, "include_in_schema", False)),
        }


def _depend(dependant: object, names: list[str], depth: int) -> None:
    """Add the names of all that a dependant depends on, each once; `functools.partial` before what is a part of one."""
    for inner in getattr(dependant, "dependencies", None) or []:
        call = getattr(inner, "call", None)
        made = ["functools.partial"] if isinstance(call, partial) else []
        names += [name for name in (*made, named(_function(call))) if name not in names]
        if depth < _DEEPEST:
            _depend(inner, names, depth + 1)


def _function(called: object) -> object:
    """The function behind what is called: without `partial`, decorators that say what they wrap, and the instance.

    Dishka's `inject` says it by a name of its own.
    """
    for _ in range(_DEEPEST):
        inner = (getattr(called, name, None) for name in ("__wrapped__", "__dishka_orig_func__", "func", "__func__"))
        behind = next((one for one in inner if callable(one)), None)
        if behind is None:
            break
        called = behind
    return called


def middleware_name(entry: object) -> str:
    """The name of a middleware's class, and after a colon that of the function that it was made from."""
    options = getattr(entry, "kwargs", None) or getattr(entry, "options", None) or {}
    function = options.get("dispatch") if isinstance(options, dict) else None
    name = named(getattr(entry, "cls", entry))
    return name if function is None else f"{name}:{named(function)}"


def named(thing: object) -> str:
    """The dotted name of a function or class; of anything else that of its class."""
    if not isinstance(getattr(thing, "__qualname__", None), str):
        thing = type(thing)
    return f"{getattr(thing, '__module__', '')}.{getattr(thing, '__qualname__', '')}"


def relative(path: str, root: str) -> str:
    """A path of the copy as one of the project; empty for any other, and for the name of what is no file."""
    real = os.path.realpath(path)
    inside = os.path.isabs(path) and real.startswith(root + os.sep)
    return os.path.relpath(real, root).replace(os.sep, "/") if inside else ""
