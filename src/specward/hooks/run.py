"""The hooks' own way in, past the command-line framework: arguments, error boundary, exit code."""

from __future__ import annotations

import os

from specward.boundary import guarded
from specward.errors import UsageError
from specward.hooks.asked import Asked

_RECORD_LATER = "--record-later"


def main(argv: list[str]) -> int:
    """Run a git hook.

    Args:
        argv: what follows `spec hook`: `pre-commit [--record-later]` or `commit-msg FILE`.

    Returns:
        The exit code: see `specward.errors`.
    """
    return guarded(lambda: _run(argv[0], argv[1:]))


def _run(hook: str, arguments: list[str]) -> int:
    if hook == "pre-commit":
        unknown = [word for word in arguments if word.startswith("-") and word not in {_RECORD_LATER, "--"}]
        if unknown:
            raise UsageError(f"spec hook pre-commit has no option {unknown[0]}", help="spec hook pre-commit --help")
        record_later = _RECORD_LATER in arguments
        asked = Asked(os.getcwd(), config=not record_later)
        from specward.hooks import pre_commit

        return pre_commit.run(asked, record_later=record_later)
    if len(arguments) != 1:
        raise UsageError("spec hook commit-msg takes one file", help="git calls it with the file of the message")
    asked = Asked(os.getcwd(), config=True)
    from specward.hooks import commit_msg

    return commit_msg.run(asked, arguments[0])
