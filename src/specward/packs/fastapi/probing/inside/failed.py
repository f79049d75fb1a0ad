"""What an exception that an application raised comes to: of what kind it is, where it arose, what is missing."""

from __future__ import annotations

import os
import traceback

from .routes import relative  # noqa: TID252 -- runs where there is no Specward

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_LONGEST_TAIL = 8000
_LONGEST_MESSAGE = 400
_LONGEST_NAME = 200
_ABOUT_VARIABLES = (
    *("environ", "env var", "envvar", "variable"),
    *("is missing", "not set", "must be set", "is required"),
)


class NotAnApplication(Exception):
    """What is named is none."""


def failure_of(error: BaseException, root: str, *, of_document: bool = False) -> dict[str, Any]:
    """What an exception comes to.

    Args:
        error: the exception.
        root: the top of the copy that the application was imported from.
        of_document: whether it was raised when the application was asked for its document.
    """
    kind, message, names = "error", _line(f"{type(error).__name__}: {error}").rstrip(": "), _variables(error)
    if isinstance(error, SystemExit):
        kind, message = "exit", f"it ends itself by sys.exit({error.code!r})"
    elif isinstance(error, ModuleNotFoundError) and error.name:
        kind, message, names = "missing-module", f"there is no module {error.name}", [error.name]
    elif isinstance(error, NotAnApplication):
        kind, message = "no-app", _line(str(error))
    elif names:
        kind, message = "missing-variable", f"it needs {', '.join(map(str, names[:5]))} in its environment"
    elif of_document:
        kind, (message, names) = "openapi", _of_document(error)
    file, line = _place(error, root)
    told = [] if kind == "no-app" else traceback.format_exception(type(error), error, _own_part(error, root))
    return {
        "kind": kind,
        "message": message.replace(root + os.sep, ""),
        "names": [str(name)[:_LONGEST_NAME] for name in names[:20]],
        "tail": "".join(told).replace(root + os.sep, "")[-_LONGEST_TAIL:],
        "file": file,
        "line": line,
    }


def _of_document(error: BaseException) -> tuple[str, list[str]]:
    """What is said of a document that cannot be made, one line of many, and the keys that lead to what is wrong."""
    message = f"{type(error).__name__}: {str(error).strip().partition(chr(10))[0]}"
    errors = getattr(error, "errors", None)
    try:
        place = list(map(str, errors()[0]["loc"])) if callable(errors) else []
    except Exception:  # noqa: BLE001 -- whatever the application calls so
        place = []
    return _line(f"{message}: {'.'.join(place)}" if place else message).rstrip(": "), place


def _own_part(error: BaseException, root: str) -> Any:  # noqa: ANN401 -- a traceback
    """The traceback from where the project's own code begins; None where there is none of it."""
    part = error.__traceback__
    while part is not None and not relative(part.tb_frame.f_code.co_filename, root):
        part = part.tb_next
    return part


def _place(error: BaseException, root: str) -> tuple[str, int]:
    """The innermost line of the project's own code that an exception came through."""
    places = [(frame.filename, frame.lineno or 0) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, SyntaxError) and error.filename:
        places.append((error.filename, error.lineno or 0))
    own = ((relative(path, root), line) for path, line in reversed(places))
    return next((place for place in own if place[0]), ("", 0))


def _variables(error: BaseException) -> list[str]:
    """The environment variables that an application says it misses; none where it says no such thing."""
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    if isinstance(error, KeyError) and frames[-1].f_code is os.environ.__getitem__.__func__.__code__:  # type: ignore[attr-defined]  # a method
        return [str(error.args[0])]
    held = (found for frame in reversed(frames) for found in list(frame.f_locals.values()))
    settings = next((found for found in held if _is_settings(found)), None)
    errors = getattr(error, "errors", None)
    if settings is not None and callable(errors):
        prefix = str(_config_of(settings).get("env_prefix") or "")
        wanted = [entry for entry in errors() if "missing" in str(entry.get("type"))]
        return [f"{prefix}{entry['loc'][0]}".upper() for entry in wanted if entry.get("loc")]
    words = str(error)
    if not any(word in words.lower() for word in _ABOUT_VARIABLES):
        return []
    return [word for word in map(_bare, words.split()) if _is_variable(word)]


def _bare(word: str) -> str:
    return word.strip(".,:;()[]`'\"")


def _is_variable(word: str) -> bool:
    return "_" in word and word.isupper() and word.replace("_", "").isalnum()


def _is_settings(found: object) -> bool:
    """Whether something is an instance of pydantic's settings."""
    return any(base.__name__ == "BaseSettings" for base in type(found).__mro__)


def _config_of(settings: object) -> dict[str, Any]:
    config = getattr(settings, "model_config", None) or getattr(settings, "Config", None) or {}
    return config if isinstance(config, dict) else dict(vars(config))


def _line(text: str) -> str:
    """A text on one line, of a bearable length."""
    line = " ".join(text[:2000].split())
    return line if len(line) <= _LONGEST_MESSAGE else f"{line[:_LONGEST_MESSAGE]} …"
