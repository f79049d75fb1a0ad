"""The one error boundary of the command line: whatever happens, an exit code and a sentence."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING

from specward import __version__
from specward.cli.console import ReaderGone, print_error
from specward.errors import INTERRUPTED, UNDETERMINED, SpecError

if TYPE_CHECKING:
    from collections.abc import Callable


def guarded(command: Callable[[], int]) -> int:
    """Run a command and return its exit code, or the one that fits what went wrong."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        return command()
    except SpecError as error:
        print_error(error)
        return error.exit_code
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        return INTERRUPTED
    except ReaderGone:
        # Keep the interpreter from complaining when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception:  # noqa: BLE001 -- the boundary: a bug must never look like a finding
        return _report_bug()


def _report_bug() -> int:
    import platform
    import traceback

    sys.stderr.write(
        f"error: spec failed unexpectedly; this is a bug in Specward\n\n"
        f"spec {__version__}, Python {platform.python_version()}, {platform.system()}\n\n{traceback.format_exc()}"
    )
    return UNDETERMINED
