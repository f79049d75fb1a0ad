"""A YAML scalar as this project writes it."""

from __future__ import annotations

import re
from functools import cache


@cache
def _plain() -> re.Pattern[str]:
    """What every YAML reader takes for a string as it stands, inside brackets too."""
    return re.compile(r"[A-Za-z/_](?:[\w./()+@%=~^$;!&*|<>'-]|:(?=[^ :])| (?! |#))*", re.ASCII)


_RETYPED = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}
"""Words that YAML 1.1 gives another type, in any case."""


def quote(value: str) -> str:
    """A scalar as this project writes it: plain where no YAML reader could take it for anything but this string."""
    plain = _plain().fullmatch(value) and not value.endswith((" ", ":")) and value.lower() not in _RETYPED
    return value if plain else in_quotes(value)


def in_quotes(value: str) -> str:
    """A scalar in quotes, whatever it holds."""
    if value.isprintable():
        if '"' not in value and "\\" not in value:
            return f'"{value}"'
        if "'" not in value:
            return f"'{value}'"
    return in_double_quotes(value)


def in_double_quotes(value: str) -> str:
    """A scalar in double quotes, as YAML 1.1 and 1.2 read it alike."""
    return '"' + "".join(map(_escaped, value)) + '"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    if char.isprintable():
        return char
    if char == "\n":
        return "\\n"
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
