"""Texts that the user gives: on the command line, in a file, on stdin."""

from __future__ import annotations

import sys

from specward.errors import UndeterminedError, UsageError

_LARGEST_INPUT = 20_000_000


def read_prompt(text: str, path: str) -> str:
    """The prompt as given; of a file or stdin without the last line break, which an editor or a shell put there.

    Args:
        text: what was given on the command line; `-` means stdin.
        path: the file that holds it, or `-`.

    Raises:
        UsageError: it cannot be had, or is no text.
        UndeterminedError: it cannot be read.
    """
    source = path or ("-" if text == "-" else "")
    words = read_text(source).removesuffix("\n").removesuffix("\r") if source else text
    return words if words.strip() else ""


def read_text(path: str) -> str:
    """The text of a file that the user names, or of stdin for `-`.

    Raises:
        UsageError: it is not there, not UTF-8 or too large.
        UndeterminedError: it cannot be read.
    """
    name = "stdin" if path == "-" else path
    try:
        if path == "-":
            data = sys.stdin.buffer.read(_LARGEST_INPUT + 1)
        else:
            with open(path, "rb") as file:
                data = file.read(_LARGEST_INPUT + 1)
    except (FileNotFoundError, IsADirectoryError) as error:
        raise UsageError(f"there is no file {path}") from error
    except OSError as error:
        raise UndeterminedError(f"{name} cannot be read: {error.strerror}") from error
    if len(data) > _LARGEST_INPUT:
        raise UsageError(f"{name} holds more than 20 MB")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{name} is not UTF-8") from error
