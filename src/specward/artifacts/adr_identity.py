"""Which record a file is: number, date and slug, from its name.

Source of the forms: adr-tools, MADR, log4brains, pyadr, ADG, SpecKit Plus and dated folders.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from specward.artifacts.calendar_date import is_date
from specward.artifacts.kind import ADR_ENDINGS


class AdrIdentity(NamedTuple):
    """A record's identity as its path gives it; a part that is not there is empty."""

    text: str
    """The whole identity: the file's stem, or the folder's name where the file is a README."""
    digits: str = ""
    """The number as written: `0007`, `012`."""
    date: str = ""
    """A date in the name: `2024-05-01`, `20240501`."""
    slug: str = ""

    @property
    def number(self) -> int | None:
        """The number; leading zeros are decimal. None for a record that has a date or a name only."""
        return int(self.digits) if self.digits else None

    @classmethod
    def parse(cls, path: str) -> AdrIdentity:
        """The identity of the record at a path. Dates are tried before numbers."""
        folder, _, name = path.rpartition("/")
        stem = stem_of(name)
        if stem.lower() == "readme":
            stem = folder.rpartition("/")[2]
        dated = _dated().match(stem)
        if dated and _is_day(dated[1]):
            date, digits, slug = dated.groups("")
            return cls(stem, digits, date, slug)
        numbered = _numbered().match(stem)
        if numbered:
            digits, slug = numbered.groups("")
            return cls(stem, digits, "", slug)
        return cls(stem, slug=stem)


def stem_of(name: str) -> str:
    """A file's name without its ending: `0007-use-x` of `0007-use-x.adr.md`."""
    for ending in ADR_ENDINGS:
        if name.endswith(ending):
            return name[: -len(ending)]
    return name


def name_of(number: int | None, path: str) -> str:
    """What people call the decision at a path: `ADR-0007`, or its whole identity where it has no number."""
    return f"ADR-{number:04d}" if number is not None else AdrIdentity.parse(path).text


def folder_of(path: str) -> str:
    """The folder whose records are numbered together: for a README in a dated folder, the folder above."""
    folder, _, name = path.rpartition("/")
    return folder.rpartition("/")[0] if name.lower() == "readme.md" else folder


def _is_day(date: str) -> bool:
    return is_date(date if "-" in date else f"{date[:4]}-{date[4:6]}-{date[6:]}")


@cache
def _dated() -> re.Pattern[str]:
    return re.compile(
        r"(\d{4}-\d{2}-\d{2}|\d{8})(?!\d)(?:_(\d{1,6})(?=[-_. ]|$))?[-_. ]?(.*)",
        re.ASCII | re.DOTALL,
    )


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(
        r"(?:M?ADR|AD|DEC)?[-_ #]{0,2}(\d{1,6})(?!\d)(?:[-_. ]+(.*))?$", re.ASCII | re.IGNORECASE | re.DOTALL
    )
