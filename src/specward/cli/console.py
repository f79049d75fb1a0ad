"""Where the command line writes: results to stdout, all else to stderr."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO

from specward.boundary import ReaderGone, drop_output
from specward.errors import UndeterminedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

_WIDTH = 80
"""Of a terminal that does not tell."""


def write(text: str) -> None:
    """Write a result to stdout, followed by a line break where it has none; nothing where there is no result.

    Raises:
        ReaderGone: nobody reads it any more.
        UndeterminedError: it cannot be written.
    """
    if not text:
        return
    with _writing():
        sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
        sys.stdout.flush()


def write_patch(text: str) -> None:
    """Write a patch to stdout; to a terminal what that would act on is made visible, elsewhere every byte counts.

    Raises:
        ReaderGone: nobody reads it any more.
        UndeterminedError: it cannot be written.
    """
    if sys.stdout.isatty():
        from specward.output.terminal import printable

        text = "".join(f"{printable(line)}\n" for line in text.removesuffix("\n").split("\n")) if text else ""
    write(text)


def write_bytes(data: bytes) -> None:
    """Write a result to stdout, byte for byte.

    Raises:
        ReaderGone: nobody reads it any more.
        UndeterminedError: it cannot be written.
    """
    with _writing():
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError as error:
        raise ReaderGone from error
    except OSError as error:
        drop_output()
        raise UndeterminedError(f"the result cannot be written: {error.strerror}") from error


def write_json(value: Any) -> None:  # noqa: ANN401 -- whatever JSON can hold
    """Write one JSON value to stdout, harmless on a terminal too."""
    from specward.output.safe_json import dumps

    write(dumps(value))


def note(text: str) -> None:
    """Tell the user something that is not the result."""
    sys.stderr.write(f"{text}\n")


def coloured(stream: TextIO) -> bool:
    """Whether to colour what goes to `stream`: a terminal that can, unless `NO_COLOR` or `FORCE_COLOR` decides."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def terminal_width() -> int:
    """How many cells a line on stdout has; 0 where that is no terminal, and lines have no end."""
    if not sys.stdout.isatty():
        return 0
    told = os.environ.get("COLUMNS", "")
    try:
        return int(told) if told.isdigit() else os.get_terminal_size(sys.stdout.fileno()).columns or _WIDTH
    except OSError:
        return _WIDTH


def rich_console() -> Console:
    """A Rich console on stdout; its markup is off, since it prints text from documents."""
    from rich.console import Console

    return Console(markup=False, highlight=False, emoji=False, soft_wrap=False, no_color=not coloured(sys.stdout))
