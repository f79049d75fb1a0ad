"""Short options that take a value, as getopts reads them: `-s 3`, `-s3`, and `--` or the first word ends them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence


def getopts(words: Sequence[str], letters: str, usage: str) -> tuple[list[tuple[str, str]], list[str]]:
    """The options at the beginning of a command line, in their order, and the words after them.

    Args:
        words: what stands after the command.
        letters: of the options there are; each may be repeated.
        usage: how the command is called, for messages.

    Raises:
        UsageError: there is no such option, or its value is missing.
    """
    found = []
    rest = list(words)
    while rest and rest[0].startswith("-") and rest[0] != "-":
        word = rest.pop(0)
        if word == "--":
            break
        letter, value = word[1], word[2:]
        if letter not in letters:
            raise UsageError(f"there is no option {word if letter == '-' else f'-{letter}'}", help=usage)
        if not value:
            if not rest:
                raise UsageError(f"the option -{letter} needs a value", help=usage)
            value = rest.pop(0)
        found.append((letter, value))
    return found, rest
