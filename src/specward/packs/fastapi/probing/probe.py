"""Asking an application about itself: its own interpreter imports it, from a copy of the project, within limits.

Importing runs the application's code. So nobody calls this before the user has read and trusted `Plan.text`; and what
runs has a copy of the files, a home of its own, the variables of an example file, a time limit and none of the user's
terminal. Where the kernel has Landlock, it can write nowhere else either (`inside.limits`). What stays open to it all
the same: to read whatever the user may read, to use the network, and to answer falsely.
"""

from __future__ import annotations

import os
import tempfile
import time
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from specward.bounded import clean_environment, run_bounded
from specward.errors import UndeterminedError, UsageError
from specward.packs.fastapi.backend import backend_files, digests_of
from specward.packs.fastapi.probing.answers import Run, understood
from specward.packs.fastapi.probing.application import configured_at, find_application, find_interpreter
from specward.packs.fastapi.probing.copied import copy_project
from specward.packs.fastapi.probing.env_file import read_variables
from specward.packs.fastapi.probing.ruff import NotRun, find_ruff, ruff_findings
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from specward.bounded import Ended
    from specward.packs.fastapi.probing.application import Interpreter
    from specward.packs.fastapi.probing.applications import Application
    from specward.packs.fastapi.probing.probed import Probed, RuffFinding
    from specward.project import Project

_INSIDE = """\
import sys
sys.path.insert(0, sys.argv[2])
from inside.main import main
main(sys.argv[1])
import os
os._exit(0)
"""
"""Ends at once, whatever the application has started: threads, and what it wants done at the end."""
_KEPT = 16_000
"""Bytes of what the application writes."""
_PASSED_ON = frozenset(
    {"PATH", "LANG", "LANGUAGE", "TZ"}
    | {"SYSTEMROOT", "SYSTEMDRIVE", "COMSPEC", "PATHEXT", "WINDIR", "NUMBER_OF_PROCESSORS"}
)
_HOMES = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")
_TEMPORARY = ("TMPDIR", "TEMP", "TMP")


class Plan(NamedTuple):
    """What a probe runs."""

    application: Application
    interpreter: Interpreter
    env_file: str
    """The file of variables, relative to the project; empty where there is none."""

    @property
    def text(self) -> str:
        """What the user trusts: all that decides what runs."""
        variables = f" with the variables of {self.env_file}" * bool(self.env_file)
        return f"spec fastapi probe: {self.interpreter.name} imports {self.application.name}{variables}; ruff reads it"


def plan(project: Project, root: str) -> Plan:
    """What a probe of this project would run; nothing runs.

    Raises:
        UsageError: the application, its interpreter or the file of variables was not found; says what to set.
    """
    application = find_application(project)
    return Plan(application, find_interpreter(project, root, application), _env_file(project, application))


def probe(
    project: Project, root: str, planned: Plan, seconds: float, *, started: Callable[[str], None] | None = None
) -> Probed:
    """Ask the application, and ruff where there is one.

    Args:
        project: the project, in its work tree.
        root: its root.
        planned: what to run, which the user has trusted.
        seconds: how long the application may take.
        started: called with a few words before each step.

    Returns:
        What was found; an application that could not be asked is a `failure` in it.

    Raises:
        UndeterminedError: the copy cannot be made.
    """
    began = time.monotonic()
    tell = started or _silent
    digests = dict(digests_of(project))
    tell("reading the source with ruff")
    ruff, ruff_reason = _ruff(project, root, planned)
    tell(f"importing {planned.application.name}")
    try:
        with tempfile.TemporaryDirectory(prefix="spec-probe-", ignore_cleanup_errors=True) as scratch:
            probed = _ask(project, root, planned, os.path.realpath(scratch), seconds)
    except OSError as problem:
        reason = problem.strerror or problem
        raise UndeterminedError(f"no copy of the project can be made: {reason}", where=tempfile.gettempdir()) from None
    return probed._replace(
        application=planned.application.name,
        interpreter=planned.interpreter.name,
        ruff=ruff,
        ruff_reason=ruff_reason,
        digests=digests,
        when=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        seconds=round(time.monotonic() - began, 3),
    )


def _silent(_: str) -> None:
    return


def _env_file(project: Project, application: Application) -> str:
    """The file of variables: beside the application's environment, else at the root."""
    name = project.config.fastapi_env_file
    places = dict.fromkeys(f"{folder}/{name}".strip("/") for folder in (application.working, ""))
    found = next((place for place in places if name and project.source.exists(place)), "")
    if name and not found and "fastapi.env-file" in project.config.where:
        where = configured_at(project, "fastapi.env-file")
        raise UsageError(f"there is no {name}", where=where, help="mend `fastapi.env-file`, or write that file")
    return found


def _ask(project: Project, root: str, planned: Plan, scratch: str, seconds: float) -> Probed:
    """Run the application on a copy below a folder, and understand what it leaves there."""
    import json

    folders = {name: os.path.join(scratch, name) for name in ("copy", "home", "temporary", "answers")}
    for folder in folders.values():
        os.mkdir(folder, 0o700)
    left_out = copy_project(project, root, folders["copy"])
    request = os.path.join(scratch, "request.json")
    with open(request, "w", encoding="ascii") as file:
        json.dump(_request(project, planned, scratch, folders, seconds), file)
    arguments = [planned.interpreter.path, "-I", "-B", "-u", "-c", _INSIDE, request, os.path.dirname(__file__)]
    environment = _environment(project, planned, folders["home"], folders["temporary"])
    ended: Ended | OSError
    try:
        ended = run_bounded(arguments, folders["copy"], environment, seconds, kept=_KEPT, merged=True, hunting=True)
    except OSError as problem:
        ended = problem
    return understood(project, Run(*planned, ended, folders["copy"], folders["answers"], seconds, left_out))


def _request(
    project: Project, planned: Plan, scratch: str, folders: Mapping[str, str], seconds: float
) -> dict[str, object]:
    """What `inside.main` is asked for, and where."""
    return {
        "root": folders["copy"],
        "answers": folders["answers"],
        "scratch": scratch,  # nothing else is written to
        "folder": planned.application.folder,
        "working": planned.application.working,
        "module": planned.application.module,
        "attribute": planned.application.attribute,
        "parse": list(_unparsable(project)),
        "seconds": seconds,
        "last_words": time.time() + 0.9 * seconds,  # when it says where it hangs, before it is killed
    }


def _unparsable(project: Project) -> Iterator[str]:
    """The files of the back end that this Python does not understand; the application's may."""
    import ast
    import warnings

    for path in backend_files(project):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                ast.parse(project.source.read(path) or b"")
        except SyntaxError:
            yield path
        except (UnreadableFile, ValueError, RecursionError, MemoryError):
            continue


def _environment(project: Project, planned: Plan, home: str, temporary: str) -> dict[str, str]:
    """All that the application gets of one."""
    passed = {
        name: value for name, value in clean_environment().items() if name in _PASSED_ON or name.startswith("LC_")
    }
    return {
        **passed,
        "FASTAPI_ENV": "development",  # then a folder of built files may be missing
        **_variables(project, planned.env_file),
        **dict.fromkeys(_HOMES, home),
        **dict.fromkeys(_TEMPORARY, temporary),
        "PYTHONDONTWRITEBYTECODE": "1",
        "NO_COLOR": "1",
        "TERM": "dumb",
    }


def _variables(project: Project, path: str) -> dict[str, str]:
    """The variables of a file; none where it cannot be read."""
    with suppress(UnreadableFile):
        data = project.source.read(path) if path else None
        return read_variables((data or b"").decode("utf-8-sig", "replace"))
    return {}


def _ruff(project: Project, root: str, planned: Plan) -> tuple[tuple[RuffFinding, ...] | None, str]:
    """What ruff finds; None where it did not run, and why."""
    environment = {name: value for name, value in clean_environment().items() if name != "VIRTUAL_ENV"}
    ruff = find_ruff(planned.interpreter.path, environment.get("PATH", os.defpath))
    if not ruff:
        return None, "ruff is neither in the project's environment nor on PATH"
    try:
        return ruff_findings(ruff, backend_files(project), root, environment), ""
    except NotRun as reason:
        return None, str(reason)
