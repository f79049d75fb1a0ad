"""What an application left behind when it was asked, understood: an answer, or why there is none.

Whatever the application runs may have written the answer in place of `inside.main`. So it is read as a stranger's.
"""

from __future__ import annotations

import json
import os
import re
import signal
import stat
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from specward.packs.fastapi.backend import digests_of
from specward.packs.fastapi.probing.inside.main import APPLICATION, SOURCE
from specward.packs.fastapi.probing.probe_file import LARGEST, as_probed
from specward.packs.fastapi.probing.probed import Failure, Probed
from specward.packs.fastapi.probing.requires_python import asks_for_newer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specward.bounded import Ended
    from specward.packs.fastapi.probing.application import Interpreter
    from specward.packs.fastapi.probing.applications import Application
    from specward.project import Project

_LONGEST_TAIL = 4000
_HELP = {
    "error": "mend what raised it; connecting to servers belongs in the lifespan, not in the import",
    "openapi": "mend the model or the operation that raised it",
    "timeout": "keep such work out of the import, or raise `fastapi.timeout`",
    "exit": "an application that is imported must not end the process",
    "no-app": "name an application, or what makes one from nothing, as `fastapi.app`: `app.main:app`",
    "answer": "look at what the application does to files while it is imported",
    "interpreter": "mend the environment, or name another interpreter as `fastapi.python`",
}


class Run(NamedTuple):
    """One run of an application."""

    application: Application
    interpreter: Interpreter
    env_file: str
    ended: Ended | OSError
    """How it ended; an error where it could not be started."""
    copy: str
    """The top of the copy that it ran on."""
    answers: str
    """The folder that it left its answers in."""
    seconds: float
    """What it was given."""
    left_out: int
    """How many files were not copied."""


def understood(project: Project, run: Run) -> Probed:
    """What an application said of itself, or why it said nothing."""
    source, answer = _answer(run.answers, SOURCE), _answer(run.answers, APPLICATION)
    said = {**(answer or {}), **_of_source(project, source or {})}
    failure = said.pop("failure", None)
    probed = as_probed(said)
    listed = set(project.source.files())
    rows = tuple(row if row.file in listed else row._replace(file="", line=0) for row in probed.rows)
    survivors = 0 if isinstance(run.ended, OSError) else run.ended.survivors
    probed = probed._replace(rows=rows, survivors=survivors)
    if isinstance(failure, dict):
        newer = asks_for_newer(project.source, run.application, probed.python)
        return probed._replace(failure=_explained(failure, run, listed, probed.python, newer))
    if answer is None or isinstance(run.ended, OSError) or run.ended.timed_out or probed.openapi is None:
        reached = "answer" if answer is not None else "application" if source is not None else ""
        return probed._replace(openapi=None, failure=_unanswered(run, listed, reached))
    return probed


def _answer(folder: str, name: str) -> dict[str, Any] | None:
    """An answer; None where none was left, or no object in JSON, or what stands there is no regular file."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        descriptor = os.open(os.path.join(folder, name), flags)
        with open(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return None
            data = file.read(LARGEST + 1)
        value = json.loads(data) if len(data) <= LARGEST else None
    except (OSError, ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _of_source(project: Project, source: Mapping[str, Any]) -> dict[str, Any]:
    """What is known without the application: the trees, each with the digest of the file that it was asked for."""
    digests = digests_of(project)
    trees, unparsed = (
        {path: entry for path, entry in found.items() if path in digests} if isinstance(found, dict) else {}
        for found in (source.get("trees"), source.get("unparsed"))
    )
    return {
        "trees": {path: {"digest": digests[path], "nodes": nodes} for path, nodes in trees.items()},
        "unparsed": unparsed,
        "confined": source.get("confined"),
    }


def _explained(said: Mapping[str, Any], run: Run, listed: set[str], python: str, newer: str) -> Failure:
    """The failure that the application's interpreter tells of, with what to do about it.

    Args:
        said: what it told.
        run: the run.
        listed: the files of the project.
        python: the interpreter's version.
        newer: what the project says of the newer Python that it needs; empty where this one will do.
    """
    failure = as_probed({"failure": said}).failure or Failure("error", "")
    names = [name for name in said.get("names") or [] if isinstance(name, str)]
    wanted = ", ".join(names[:5])
    help_ = _HELP.get(failure.kind, "")
    if failure.kind == "missing-variable":
        file = run.env_file or ".env.example"
        help_ = f"give {wanted} a value in {file}, or name another file as `fastapi.env-file`"
    elif newer and failure.kind != "no-app":
        help_ = f"{run.interpreter.name} is Python {python}, and {newer}: name a newer one as `fastapi.python`"
    elif failure.kind == "openapi":
        help_ = _of_document(names)
    elif failure.kind == "missing-module":
        help_ = _install(wanted, run, listed)
    elif failure.message.startswith("SyntaxError"):
        help_ = f"{run.interpreter.name} is Python {python}; where that is too old, name another as `fastapi.python`"
    file = failure.file if failure.file in listed else run.application.path
    line = failure.line if failure.file in listed else run.application.line
    return failure._replace(help=help_, tail=failure.tail[-_LONGEST_TAIL:], file=file, line=max(1, line))


def _of_document(place: list[str]) -> str:
    """What to do where the document cannot be made, by the keys that lead to what is wrong in it."""
    match place:
        case ["components", _, name, *_]:
            return f"mend the model {name}: what it adds to its schema"
        case ["paths", path, *_]:
            return f"mend the operations at {path}: what they add to the document"
        case [_, *_]:
            return f"mend what the application is made with, as in `FastAPI(…)`: {'.'.join(place[:4])}"
        case _:
            return _HELP["openapi"]


def _install(module: str, run: Run, listed: set[str]) -> str:
    """What to do where a module is missing."""
    top = module.partition(".")[0]
    home = f"{run.application.folder}/{top}".strip("/")
    if any(path.startswith(f"{home}/") or path == f"{home}.py" for path in listed):
        return "what git ignores is not in the copy that the application runs on: is it generated?"
    return f"install it for {run.interpreter.name}, or name another interpreter as `fastapi.python`"


def _unanswered(run: Run, listed: set[str], reached: str) -> Failure:
    """The failure that can be told from how the process ended.

    Args:
        run: the run.
        listed: the files of the project.
        reached: how far it came: to the `application`, to an `answer`, or empty.
    """
    if isinstance(run.ended, OSError):
        reason = run.ended.strerror or str(run.ended)
        kind, message, tail = "interpreter", f"{run.interpreter.name} cannot be started: {reason}", ""
    else:
        tail = run.ended.out.decode("utf-8", "replace").replace(f"{run.copy}{os.sep}", "").replace("\r\n", "\n")
        tail = tail[-_LONGEST_TAIL:]
        kind, message = _ending(run, run.ended, reached)
    # `faulthandler` tells the innermost first.
    places = [found for found in _frame().finditer(tail) if found[1] in listed]
    if places:
        tail = tail[: places[-1].end()].rstrip()
    file, line = (places[0][1], int(places[0][2])) if places else (run.application.path, run.application.line)
    help_ = _HELP[kind] + f"; {run.left_out} files are too large to be copied" * bool(run.left_out)
    return Failure(kind, message, help_, tail, file, line)


def _ending(run: Run, ended: Ended, reached: str) -> tuple[str, str]:
    """The kind of a failure, and a line on it."""
    if ended.timed_out:
        return "timeout", f"it was not imported within {run.seconds:g} s"
    if reached == "answer":
        return "answer", "what it left as its answer makes no sense"
    how = f"was ended by {_signal(-ended.status)}" if ended.status < 0 else f"ended with status {ended.status}"
    if reached:
        return "exit", f"the process {how} before it answered"
    return "interpreter", f"{run.interpreter.name} {how} before it came to the application"


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


@cache
def _frame() -> re.Pattern[str]:
    return re.compile(r'File "([^"\n]{1,500})", line ([0-9]{1,9})')
