"""Items of other features that a text names with their feature: `002-export/FR-003`, `002/US1/AC2`, `005 FR-083`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts import references
from specward.markdown import inline

if TYPE_CHECKING:
    from collections.abc import Iterator


class Reference(NamedTuple):
    """One name of an item of another feature."""

    target: str
    """With a slash, however it is written: `002-export/FR-003`."""
    start: int
    end: int


def qualified(text: str) -> Iterator[Reference]:
    """Every name with a slash, in order: `002-export/FR-003`.

    What stands in code spans and comments is none, nor are issues and decisions: `#412/FR-005`, `ADR 0012/FR-005`.
    """
    return _found(text, _slashed()) if _behind_slash().search(text) else iter(())


def behind_number(text: str) -> Iterator[Reference]:
    """Every id that stands behind a number of three digits: `005 FR-083`. The number need not be a feature's."""
    return _found(text, _numbered())


def _found(text: str, pattern: re.Pattern[str]) -> Iterator[Reference]:
    # Most documents have none; that is found out before their code spans are looked for.
    if pattern.search(text):
        for match in pattern.finditer(inline.visible(text, 0, len(text))):
            yield Reference(f"{match[1]}/{match[2]}", *match.span())


@cache
def _slashed() -> re.Pattern[str]:
    local = rf"US-?[0-9]{{1,4}}/AC-?[0-9]{{1,3}}(?![\w/])|{references.ID}"
    return re.compile(rf"(?<![\w./#-])(?<!ADR )(?<!PR )([0-9]{{3}}[\w.-]{{0,100}})/({local})")


@cache
def _behind_slash() -> re.Pattern[str]:
    """The middle of every such name. What begins with one certain character is found in a tenth of the time."""
    return re.compile(r"/[A-Z]{1,3}[-0-9]")


@cache
def _numbered() -> re.Pattern[str]:
    between = r"(?:['’]s)?[ \t]+(?:§(?:[0-9][\w.]{0,8}[ \t]+)?)?"
    return re.compile(rf"(?<![\w./-])([0-9]{{3}}){between}({references.ID})")
