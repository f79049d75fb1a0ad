"""What ruff finds in the back end, where the project has ruff: it knows these faults best, so no rule repeats it.

The project's own settings count, what it ignores too; but whatever they say, ruff writes nothing. Where ruff is missing
or fails, the answer is why, never that nothing was found.
"""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING, Any

from specward.bounded import run_bounded
from specward.packs.fastapi.probing.probed import RuffFinding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

RULES = "FAST,ASYNC,S105,S106,S107,S113,S307,S324,S501,S602,S608,BLE001,E722,G004"
KEPT = (*RULES.split(","), "ANN", "D1", "N8")
"""What is kept of all that is found: the last three only where the project itself selects them."""
_WRITES_NOTHING = ("--no-cache", "--no-fix", "--no-fix-only", "--no-unsafe-fixes")
"""Settings may ask for fixes, which then are made in the user's files, and for a cache among them. To write what it
finds into a file is asked for by an option or a variable alone: neither is given."""
_AT_ONCE = 400
"""Files that one command line names."""
_SECONDS = 60
_LARGEST = 16 << 20
_MOST = 10_000


class NotRun(Exception):
    """Ruff did not run to its end; the message says why."""


def find_ruff(interpreter: str, path: str) -> str:
    """Where ruff is: in the environment of an interpreter, or on a search path; empty where it is not."""
    return shutil.which("ruff", path=os.path.dirname(interpreter)) or shutil.which("ruff", path=path) or ""


def ruff_findings(
    ruff: str, files: Sequence[str], root: str, environment: Mapping[str, str]
) -> tuple[RuffFinding, ...]:
    """What ruff finds in files.

    Args:
        ruff: the program.
        files: relative to the project.
        root: the project's root, whose settings count.
        environment: all that ruff gets of one.

    Raises:
        NotRun: it cannot be started, takes too long, refuses its options or its settings, or answers nonsense.
    """
    found: list[RuffFinding] = []
    for start in range(0, len(files), _AT_ONCE):
        found += _run(ruff, files[start : start + _AT_ONCE], root, environment)
    return tuple(found[:_MOST])


def _run(ruff: str, files: Sequence[str], root: str, environment: Mapping[str, str]) -> Iterator[RuffFinding]:
    options = ["check", *_WRITES_NOTHING, "--exit-zero", "--force-exclude", "--output-format", "json"]
    options += ["--extend-select", RULES]
    try:
        ended = run_bounded([ruff, *options, "--", *files], root, environment, _SECONDS, kept=_LARGEST)
    except OSError as problem:
        raise NotRun(f"ruff cannot be started: {problem.strerror or problem}") from None
    if ended.timed_out:
        raise NotRun(f"ruff took longer than {_SECONDS} s")
    if ended.status:
        said = " ".join(ended.err.decode("utf-8", "replace").split())[-300:]
        raise NotRun(f"ruff ended with status {ended.status}: {said}")
    try:
        entries = json.loads(ended.out)
    except (ValueError, RecursionError):
        raise NotRun("ruff did not answer in JSON") from None
    known = {os.path.realpath(os.path.join(root, path)): path for path in files}
    for entry in entries if isinstance(entries, list) else []:
        finding = _finding(entry, known)
        if finding:
            yield finding


def _finding(entry: Any, known: Mapping[str, str]) -> RuffFinding | None:  # noqa: ANN401 -- whatever it answered
    """A finding; None for what is none, such as a file that ruff cannot parse."""
    try:
        path = known[os.path.realpath(entry["filename"])]
        start, end = entry["location"], entry["end_location"]
        places = int(start["row"]), int(start["column"]), int(end["row"]), int(end["column"])
        code, message = entry["code"], entry["message"]
    except (KeyError, TypeError, ValueError):
        return None
    if not (isinstance(code, str) and isinstance(message, str) and code[1:2].strip()):
        return None
    return RuffFinding(path, *places, code, message) if code.startswith(KEPT) else None
