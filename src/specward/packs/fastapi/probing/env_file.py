"""Files of example variables, `.env.example`: what an application is given instead of the user's own environment."""

from __future__ import annotations

import re
from functools import cache

_LARGEST = 100_000
_MOST = 1000
_OURS = frozenset(
    {"PATH", "HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP", "IFS", "ENV", "BASH_ENV", "SHELL", "VIRTUAL_ENV"}
)
_OF_LOADERS = ("PYTHON", "LD_", "DYLD_", "COVERAGE_")
"""What changes which program runs, rather than how the application is set up."""


def read_variables(text: str) -> dict[str, str]:
    """The variables of a file, `NAME=value` a line; what is no such line is passed over.

    `export` before the name, quotes around the value and a comment after it are no part of it. What decides which
    programs and modules are run (`PATH`, `PYTHON…`, `LD_…`) is left out.
    """
    found: dict[str, str] = {}
    for line in text[:_LARGEST].splitlines():
        parts = _assignment().fullmatch(line.strip())
        if parts and len(found) < _MOST and not _is_ours(parts["name"].upper()) and "\0" not in line:
            found[parts["name"]] = _value(parts["value"])
    return found


def _is_ours(name: str) -> bool:
    return name in _OURS or name.startswith(_OF_LOADERS)


def _value(text: str) -> str:
    text = text.strip()
    quote = text[:1]
    if quote in ("'", '"') and (end := text.find(quote, 1)) > 0:
        return text[1:end]
    return _comment().sub("", text).rstrip()


@cache
def _assignment() -> re.Pattern[str]:
    return re.compile(r"(?:export[ \t]+)?(?P<name>[A-Za-z_][A-Za-z0-9_]{0,199})[ \t]*=(?P<value>.*)")


@cache
def _comment() -> re.Pattern[str]:
    return re.compile(r"(?:^|(?<=\s))#.*")
