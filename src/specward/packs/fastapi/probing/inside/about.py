"""What an application says of itself: its OpenAPI document, its operations, its middleware."""

from __future__ import annotations

import importlib
import json
import os
import sys

from .failed import NotAnApplication, failure_of  # noqa: TID252 -- runs where there is no Specward
from .routes import middleware_name, named, rows_of  # noqa: TID252 -- the same

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_DEEPEST = 20
"""Wrappers around an application."""


def about(asked: Mapping[str, Any]) -> dict[str, Any]:
    """What the application says of itself, or why it says nothing; whatever it raises is told."""
    answer: dict[str, Any] = {"python": ".".join(map(str, sys.version_info[:3]))}
    of_document = False
    try:
        app = _application(asked)
        answer["fastapi"] = str(getattr(sys.modules["fastapi"], "__version__", ""))
        answer["rows"], mounted = rows_of(app, asked["root"])
        answer["middleware"] = [middleware_name(entry) for entry in getattr(app, "user_middleware", [])]
        of_document = True
        documents = {"openapi": app.openapi(), "mounted": [[prefix, other.openapi()] for prefix, other in mounted]}
        answer.update(json.loads(json.dumps(documents)))
    except BaseException as error:  # noqa: BLE001 -- SystemExit too
        answer["failure"] = failure_of(error, asked["root"], of_document=of_document)
    return answer


def _application(asked: Mapping[str, Any]) -> Any:  # noqa: ANN401 -- FastAPI's
    """The application, imported from the copy."""
    sys.path.insert(0, os.path.join(asked["root"], asked["folder"]).rstrip(os.sep))
    os.chdir(os.path.join(asked["root"], asked["working"]))
    found = _imported(asked["module"], asked["attribute"])
    import fastapi

    app = _unwrapped(found, fastapi.FastAPI)
    if app is None:
        raise NotAnApplication(f"{asked['attribute']} is no FastAPI application but {named(type(found))}")
    return app


def _imported(module: str, attribute: str) -> Any:  # noqa: ANN401 -- an application's own
    """What the name stands for; a function is called for it."""
    found: Any = importlib.import_module(module)
    for name in attribute.partition("(")[0].split("."):
        if not hasattr(found, name):
            raise NotAnApplication(f"{module} has no {name}")
        found = getattr(found, name)
    if not attribute.endswith("()") and type(found).__name__ != "function":
        return found
    if wanted := _wanted_by(found):
        raise NotAnApplication(f"{attribute.partition('(')[0]} cannot be called without {wanted}")
    return found()


def _wanted_by(made_by: Any) -> str:  # noqa: ANN401 -- an application's own
    """The parameters without which something cannot be called."""
    import inspect

    try:
        parameters = inspect.signature(made_by).parameters.values()
    except (TypeError, ValueError):  # of what is not written in Python
        return ""
    optional = {inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD}
    return ", ".join(
        one.name for one in parameters if one.default is inspect.Parameter.empty and one.kind not in optional
    )


def _unwrapped(found: Any, wanted: type) -> Any:  # noqa: ANN401 -- the same
    """The FastAPI application in what may be wrapped around it, such as middleware or Socket.IO; None without one."""
    for _ in range(_DEEPEST):
        if isinstance(found, wanted):
            return found
        inner = (getattr(found, name, None) for name in ("app", "other_asgi_app", "application"))
        found = next((one for one in inner if one is not None), None)
    return None
