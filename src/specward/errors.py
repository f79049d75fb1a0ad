"""What can go wrong, said so that the reader knows what to do about it."""

from __future__ import annotations

USAGE = 2
"""Exit code: wrong usage, configuration or project."""
UNDETERMINED = 3
"""Exit code: something could not be read, decided or written."""
INTERRUPTED = 130
"""Exit code: the user pressed Ctrl-C."""


class SpecError(Exception):
    """An expected failure.

    Args:
        message: what is wrong, one sentence without a full stop.
        where: the path, or `path:line:column`, that it is about.
        help: the command or the edit that mends it.
    """

    exit_code = USAGE

    def __init__(self, message: str, *, where: str = "", help: str = "") -> None:  # noqa: A002 -- the word users see
        super().__init__(message)
        self.message = message
        self.where = where
        self.help = help


class UsageError(SpecError):
    """The command was called wrongly, or the project or its configuration is not as it must be."""


class UndeterminedError(SpecError):
    """The answer could not be found or the work could not be done: unreadable file, full disk, no git."""

    exit_code = UNDETERMINED
