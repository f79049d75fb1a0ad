"""A record's number in the name of its file and wherever it is written: another one in the same form."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.artifacts.adr_identity import AdrIdentity
from specward.errors import UsageError

if TYPE_CHECKING:
    from specward.artifacts.adr import Adr

_WIDE = 3
_PROVISIONAL = "XXXX"
"""Stands in the place of a number that is given when the decision is accepted. Source: pyadr."""


def renamed(adr: Adr, number: int) -> str:
    """The path of a record with another number: prefix, width, date and slug stay.

    Raises:
        UsageError: neither its name nor its text has a place for a number.
    """
    path = adr.document.path
    folder, slash, name = path.rpartition("/")
    identity = AdrIdentity.parse(path)
    provisional = _provisional().match(name)
    if name.lower() == "readme.md":
        raise UsageError("a record in a folder of its own is not renumbered", where=path, help="rename the folder")
    if identity.digits:
        start = name.index(identity.digits, len(identity.date))
        digits = identity.digits
    elif provisional:
        start, digits = provisional.start(1), provisional[1]
    elif adr.number is not None:
        return path
    else:
        raise UsageError("this record has no number", where=path, help="what a date or a name identifies needs none")
    return f"{folder}{slash}{name[:start]}{number:0{len(digits)}d}{name[start + len(digits) :]}"


def with_digits(words: str, former: int | None, number: int) -> str:
    """Words with a number in place of the first that they hold, as wide where that is padded or has a width of its own.

    Args:
        words: `ADR-0007#4`, `7`, `0007-x.md`.
        former: the number that they must hold; None for the mark of a provisional record.
        number: the new one.

    Returns:
        The words as they are where they hold another number.
    """
    if former is None:
        return _provisional_word().sub(f"{number:04d}", words, count=1)
    found = _digits().search(words)
    if found is None or int(found[0]) != former:
        return words
    return f"{words[: found.start()]}{written_like(found[0], number)}{words[found.end() :]}"


def written_like(digits: str, number: int) -> str:
    """A number written as another one: `0007` gives `0012`, `7` gives `12`; three digits or more are a width."""
    return f"{number:0{len(digits)}d}" if digits.startswith("0") or len(digits) >= _WIDE else str(number)


@cache
def _provisional() -> re.Pattern[str]:
    return re.compile(rf"(?:M?ADR|AD|DEC)?[-_ ]?({_PROVISIONAL})(?!\w)", re.IGNORECASE)


@cache
def _provisional_word() -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z0-9]){_PROVISIONAL}(?![A-Za-z0-9])", re.IGNORECASE)


@cache
def _digits() -> re.Pattern[str]:
    return re.compile(r"\d+", re.ASCII)
