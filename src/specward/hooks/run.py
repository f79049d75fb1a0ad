"""The hooks' own way in, past the command-line framework: arguments, error boundary, exit code."""

from __future__ import annotations

import gc
import os
import sys

from specward.errors import INTERRUPTED, UNDETERMINED, SpecError, UsageError
from specward.hooks.asked import Asked

_RECORD_LATER = "--record-later"


def main(argv: list[str]) -> int:
    """Run a git hook.

    Args:
        argv: what follows `spec hook`: `pre-commit [--record-later]` or `commit-msg FILE`.

    Returns:
        The exit code: see `specward.errors`.
    """
    gc.disable()  # a hook ends before there is anything to collect
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        return _run(argv[0], argv[1:])
    except SpecError as error:
        _say(error)
        return error.exit_code
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        return INTERRUPTED
    except Exception:  # noqa: BLE001 -- the boundary: a bug must never look like a finding
        import traceback

        sys.stderr.write(f"error: spec hook failed unexpectedly; this is a bug in Specward\n\n{traceback.format_exc()}")
        return UNDETERMINED


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


def _say(error: SpecError) -> None:
    from specward.output.text import printable

    where = f"{printable(error.where)}: " if error.where else ""
    lines = [f"{where}error: {error.message}", *(f"  help: {line}" for line in error.help.splitlines())]
    sys.stderr.write("".join(f"{printable(line)}\n" for text in lines for line in text.split("\n")))
