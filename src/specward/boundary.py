"""The one error boundary, for the command line and the hooks: whatever happens, an exit code and a sentence."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper

from specward import __version__
from specward.errors import INTERRUPTED, UNDETERMINED, SpecError

TYPE_CHECKING = False  # before `typing`, which the hooks import only when git is at work
if TYPE_CHECKING:
    from collections.abc import Callable


class ReaderGone(Exception):
    """Whoever read stdout has closed it, as in `spec rules | head -1`."""


def guarded(command: Callable[[], int]) -> int:
    """Run a command and return its exit code, or the one that fits what went wrong."""
    # None where it was closed from the first, as by `>&-`.
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        return command()
    except SpecError as error:
        _print_error(error)
        return error.exit_code
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        return INTERRUPTED
    except ReaderGone:
        drop_output()
        return 0
    except Exception:  # noqa: BLE001 -- the boundary: a bug must never look like a finding
        return _report_bug()


def drop_output() -> None:
    """Keep the interpreter from complaining when it flushes at exit what nobody takes."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _nowhere() -> TextIOWrapper:
    return open(os.devnull, "w", encoding="utf-8")


def _print_error(error: SpecError) -> None:
    """Say what went wrong, where, and what to do about it."""
    from specward.output.terminal import printable

    where = f"{error.where}: " if error.where else ""
    lines = [*f"{where}error: {error.message}".splitlines(), *(f"  help: {line}" for line in error.help.splitlines())]
    sys.stderr.write("".join(f"{printable(line)}\n" for line in lines))


def _report_bug() -> int:
    import platform
    import traceback

    sys.stderr.write(
        f"error: spec failed unexpectedly; this is a bug in Specward\n\n"
        f"spec {__version__}, Python {platform.python_version()}, {platform.system()}\n\n{traceback.format_exc()}"
    )
    return UNDETERMINED
