"""What an error of Specward's own parser tells of a file: that no Python reads it, or that a newer one may."""

from __future__ import annotations

import re
import sys
from functools import cache
from typing import TYPE_CHECKING

from specward.packs.fastapi.source.module import Unread

if TYPE_CHECKING:
    from specward.evidence.code import Code

_LONGEST = 200
"""Characters of what the parser says."""
_OURS = f"{sys.version_info.major}.{sys.version_info.minor}"
_GONE = "Missing parentheses in call to"
"""What the parser says of the statements of Python 2 that will not come back."""
_CONFLICT = ("<<<<<<< ", ">>>>>>> ", "=======")
"""What git leaves of a merge that nobody has settled."""


def unread_of(error: SyntaxError, code: Code) -> Unread:
    """Why a file was not parsed, where, and whether a newer Python would."""
    line = min(max(error.lineno or 1, 1), len(code.lines))
    text = code.lines[line - 1]
    column = min(max(error.offset or 1, 1), len(text) + 1)
    reason = " ".join(error.msg.split())[:_LONGEST]
    is_newer = None if isinstance(error, IndentationError) else _is_newer(reason, text)
    if not is_newer and (isinstance(error, IndentationError) or _is_of_none(reason, text)):
        return Unread(f"it is not valid Python: {reason}", line, column, is_newer=False)
    return Unread(f"Python {_OURS} does not understand it: {reason}", line, column, is_newer)


def _is_newer(reason: str, text: str) -> bool | None:
    """Whether a line is known to be of a Python that is newer than this one; None where nobody can tell."""
    if sys.version_info < (3, 12):
        is_in_string = _of_strings().search(reason) and _f_string().search(text)  # which may hold what ends it here
        if reason.startswith("f-string") or is_in_string or _with_types().search(text):
            return True
    is_later = _later_message().search(reason) or _later_line().search(text)
    return True if is_later else None


def _is_of_none(reason: str, text: str) -> bool:
    """Whether no Python understands a line."""
    return text.startswith(_CONFLICT) or _of_none().search(reason) is not None


@cache
def _of_strings() -> re.Pattern[str]:
    return re.compile(r"^unterminated string|^unmatched '|^unexpected character after line continuation")


@cache
def _f_string() -> re.Pattern[str]:
    return re.compile(r"\b(?:[rR]?[fF]|[fF][rR])[\"']")


@cache
def _with_types() -> re.Pattern[str]:
    """The statement `type`, and what has parameters of types: of 3.12."""
    return re.compile(r"^\s*+(?:async[ \t]++)?(?:def|class)[ \t]++\w++[ \t]*+\[|^\s*+type[ \t]++\w++[ \t]*+[=\[]")


@cache
def _later_message() -> re.Pattern[str]:
    """What is said of `except A, B`, which is of 3.14, and of unpacking in a comprehension, of 3.15."""
    return re.compile(r"^multiple exception types must be|unpacking cannot be used in .*comprehension")


@cache
def _later_line() -> re.Pattern[str]:
    """A t-string, which is of 3.14, and `lazy import`, of 3.15."""
    return re.compile(r"\b(?:[rR]?[tT]|[tT][rR])[\"']|^\s*+lazy[ \t]++(?:import|from)\b")


@cache
def _of_none() -> re.Pattern[str]:
    """What is said of brackets, which belong together in every Python, and of the statements that are gone."""
    return re.compile(rf"was never closed|^unmatched '|^closing parenthesis '|^{_GONE}")
