"""Commands that are shown, so that they can be copied."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def quoted(path: str) -> str:
    """A path as one word of a shell that no command takes for an option."""
    return shlex.quote(f"./{path}" if path.startswith("-") else path)


def removal(paths: Sequence[str], most: int = 10) -> str:
    """The command that removes files; the first ones where there are many."""
    return f"rm {' '.join(map(quoted, paths[:most]))}"
