"""The hooks' own way in, past the command-line framework: arguments, error boundary, exit code."""

from __future__ import annotations

import os
import sys

from specward.boundary import guarded
from specward.errors import INTERRUPTED, UsageError
from specward.hooks.asked import Asked

_RECORD_LATER = "--record-later"
_PREPARE = "prepare-commit-msg"
_WRITTEN_BY_GIT = frozenset({"merge", "squash"})
"""The sources of messages that git has made of those of other commits (githooks(5)); they are left alone."""


def main(argv: list[str]) -> int:
    """Run a git hook.

    Args:
        argv: what follows `spec hook`: `pre-commit [--record-later]`, `prepare-commit-msg FILE [SOURCE [SHA]]` or
            `commit-msg FILE`.

    Returns:
        The exit code: see `specward.errors`.
    """
    code = guarded(lambda: _run(argv[0], argv[1:]))
    if argv[0] != _PREPARE or code in {0, INTERRUPTED}:
        return code
    sys.stderr.write("the commit goes on, without a PHR: trailer from Specward\n")
    return 0


def _run(hook: str, arguments: list[str]) -> int:
    if hook == "pre-commit":
        unknown = [word for word in arguments if word.startswith("-") and word not in {_RECORD_LATER, "--"}]
        if unknown:
            raise UsageError(f"spec hook pre-commit has no option {unknown[0]}", help="spec hook pre-commit --help")
        record_later = _RECORD_LATER in arguments
        asked = Asked(os.getcwd(), config=not record_later)
        from specward.hooks import pre_commit

        return pre_commit.run(asked, record_later=record_later)
    if hook == _PREPARE:
        return _prepare(arguments)
    if len(arguments) != 1:
        raise UsageError("spec hook commit-msg takes one file", help="git calls it with the file of the message")
    asked = Asked(os.getcwd(), config=True)
    from specward.hooks import commit_msg

    return commit_msg.run(asked, arguments[0])


def _prepare(arguments: list[str]) -> int:
    if not 1 <= len(arguments) <= 3:
        raise UsageError(f"spec hook {_PREPARE} takes a file, a source and a commit", help="git calls it with them")
    # The pre-commit framework hands on the file alone, and the rest in its own variables.
    source = "".join(arguments[1:2]) or os.environ.get("PRE_COMMIT_COMMIT_MSG_SOURCE", "")
    if source in _WRITTEN_BY_GIT:
        return 0
    asked = Asked(os.getcwd(), config=True)
    from specward.hooks import prepare_commit_msg

    return prepare_commit_msg.run(asked, arguments[0], source)
