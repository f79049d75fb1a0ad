"""Which commands the user trusts: the exact text of each, in one project, on this machine.

A constitution is a document, and a document may come from anyone. So no command of it runs before its user has read it
and said so. Trust is for a text in a project: the same `make test` in another project runs another Makefile. It does
not reach into what the command calls; a script that it names may change without a question.

The store is one file of the user's, a line a command: the SHA-256 of its exact text, two blanks, the project's folder.
"""

from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING

from specward import noted, whole_files
from specward.digest import digest
from specward.errors import UndeterminedError, UsageError
from specward.lock import lock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

VARIABLE = "SPECWARD_TRUST"
"""Where a machine without a user, such as a CI runner, names the digests that it trusts, separated by commas."""
_DIGITS = 64


def trusted(texts: Iterable[str], root: str) -> frozenset[str]:
    """Those of the commands that the user trusts in the project at `root`.

    Raises:
        UsageError: the store is not the user's alone.
        UndeterminedError: the store cannot be read.
    """
    noted.unsure("what the user trusts")
    project = _project(root)
    digests = {known for known, where in _read() if where == project}
    digests.update(word.strip().lower() for word in os.environ.get(VARIABLE, "").split(","))
    return frozenset(text for text in texts if digest(text) in digests)


def trust(texts: Iterable[str], root: str) -> None:
    """Remember that the user trusts these commands in the project at `root`; see `trusted` for what it raises."""
    project = _project(root)
    if "\n" in project or "\r" in project:
        raise UsageError("the path of this project holds a line break, so trust in it cannot be kept", where=root)
    added = [(digest(text), project) for text in texts]
    _change(lambda known: list(dict.fromkeys([*known, *added])))


def revoke(root: str) -> int:
    """Forget every command that is trusted in the project at `root`, those that it names no more too; how many."""
    project = _project(root)
    forgotten = 0

    def without(known: list[tuple[str, str]]) -> list[tuple[str, str]]:
        nonlocal forgotten
        kept = [entry for entry in known if entry[1] != project]
        forgotten = len(known) - len(kept)
        return kept

    _change(without)
    return forgotten


def store() -> str:
    """The file that trust is kept in: `$XDG_CONFIG_HOME/specward/trusted`, by default below `~/.config`.

    A variable that holds a relative path is ignored, as the XDG Base Directory Specification asks; a document tree must
    not bring its own store along.
    """
    folder = os.environ.get("XDG_CONFIG_HOME", "")
    if not os.path.isabs(folder):
        folder = os.path.join(os.path.expanduser("~"), ".config")
    return os.path.join(folder, "specward", "trusted")


def _project(root: str) -> str:
    return os.path.realpath(root)


def _change(edit: Callable[[list[tuple[str, str]]], list[tuple[str, str]]]) -> None:
    path = store()
    folder = os.path.dirname(path)
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        with lock(folder):
            lines = [f"{known}  {where}\n" for known, where in edit(_read())]
            whole_files.overwrite(path, os.fsencode("".join(lines)), 0o600)
    except OSError as problem:
        raise _failure(problem, path) from None


def _read() -> list[tuple[str, str]]:
    path = store()
    try:
        with open(path, "rb") as file:
            _refuse_foreign(os.fstat(file.fileno()), path)
            text = os.fsdecode(file.read())
    except FileNotFoundError:
        return []
    except OSError as problem:
        raise _failure(problem, path) from None
    entries = (line.partition("  ") for line in text.split("\n"))
    return [(known, where) for known, _, where in entries if len(known) == _DIGITS and where]


def _refuse_foreign(facts: os.stat_result, path: str) -> None:
    """Whoever can write the store can have anything run as its user."""
    if sys.platform == "win32":
        return
    if facts.st_uid != os.geteuid():
        raise UsageError("another user owns the list of trusted commands", where=path, help="remove it")
    if facts.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise UsageError("others may write the list of trusted commands", where=path, help=f"chmod 600 {path}")


def _failure(problem: OSError, path: str) -> UndeterminedError:
    reason = problem.strerror or problem
    return UndeterminedError(f"the list of trusted commands cannot be used: {reason}", where=path)
