"""The user's pager, for a page that is longer than the terminal: as git does it."""

from __future__ import annotations

import os
import sys

from specward.cli.console import write

_DEFAULT = "less"
_LESS = "FRX"
"""For `less` where the user says nothing else: leave where all fits, show colours, leave the text on the screen."""


def show(text: str, *, paged: bool = True) -> None:
    """Write a text to stdout: through the pager where that is a terminal with fewer lines than the text has.

    Args:
        text: what is shown.
        paged: whether the user wants a pager at all.
    """
    if not (paged and sys.stdout.isatty() and text.count("\n") >= _height() and _page(text)):
        write(text)


def _height() -> int:
    told = os.environ.get("LINES", "")
    try:
        return int(told) if told.isdigit() else os.get_terminal_size(sys.stdout.fileno()).lines
    except OSError:
        return sys.maxsize


def _page(text: str) -> bool:
    """Show a text in the pager; False where there is none."""
    import shlex
    import subprocess

    command = os.environ.get("PAGER", _DEFAULT).strip()
    if command in {"", "cat"}:
        return False
    environment = {"LESS": _LESS, **os.environ}
    sys.stdout.flush()
    try:
        process = subprocess.Popen(shlex.split(command), stdin=subprocess.PIPE, env=environment)  # noqa: S603 -- theirs
    except (OSError, ValueError):
        return False
    try:
        process.communicate(text.encode(sys.stdout.encoding or "utf-8", "backslashreplace"))
    except KeyboardInterrupt:
        process.wait()  # it reads the key itself, and ends when the user says so
    return True
