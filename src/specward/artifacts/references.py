"""Local ids in text: how they are written, where they are cited, when two of them are the same.

Families and shapes are those met in public specs: `FR-001`, `FR-12`, `FR9`, `FR-012a`, `FR-1.1`, `FR-001-1`,
`FR-AUTH-001`, `FR-G001`, `US-1`, `US3b`; tasks `T001`, `T012a`, `T1.2`, `TASK-001`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

FAMILIES = ("FR", "NFR", "SC", "AC", "US", "EC", "AR", "PR", "REQ", "SEC", "CR", "SR", "DR", "TR", "BR", "UX", "IR")
_HYPHENATED = ("C", "D", "R")
"""Families of one letter: only with a hyphen, or every `C3` would be one."""

PREFIXES = (*FAMILIES, *(f"{letter}(?=-)" for letter in _HYPHENATED))

# One flat alternation: `re` then searches for its first letters instead of trying the pattern at every offset.
ID = (
    rf"(?:{'|'.join(PREFIXES)})"
    r"(?:-(?:[A-Z]{1,12}-?){0,2})?\d{1,4}(?:[.-]\d{1,3})?[a-z]?(?![A-Za-z0-9_])"
)
"""A pattern: one local id of a spec, with no boundary before it."""

TASK_ID = (
    r"T(?:ASK)?[A-Z]{0,2}-?\d{1,4}(?:\.(?:[A-Z]?\d{1,3}|[A-Z]{1,12}(?:\.\d{1,3})?))?"
    r"(?:[a-z]|(?<=\d\d)[A-Z])?'?(?:-[A-Za-z]{1,12}|(?<=[a-z])-\d{1,3})?(?![A-Za-z0-9_])"
)
"""A pattern: one task id, with no boundary before it."""


@lru_cache(maxsize=4096)
def family(identity: str) -> str:
    """The letters that an id begins with: `FR` of `FR-AUTH-001`, `T` of `T001`."""
    for index, character in enumerate(identity):
        if not character.isalpha():
            return identity[:index]
    return identity


@lru_cache(maxsize=4096)
def key(identity: str) -> str:
    """What the spellings of one id have in common: `FR1` of `FR-001`, `FR-01` and `FR1`."""
    return _padding().sub("", identity).upper()


@lru_cache(maxsize=4096)
def whole(identity: str) -> str:
    """The id of the item of which an id names a part: `FR12` of `FR12a`, `US1` of `US1.2`; else the id itself."""
    return _part().sub("", identity)


def cited(text: str) -> tuple[str, ...]:
    """The ids of stories, requirements and criteria that `text` cites, in order, each once.

    `US1/AC2` cites `US1` alone: the second scenario of a story is cited by its position and has no id.
    """
    found: dict[str, None] = {}
    previous = -1
    for match in _citation().finditer(text):
        start, identity = match.start(), match[0]
        before = text[start - 1] if start else " "
        if before == "/":
            if previous != start - 1 or identity.startswith("AC"):
                continue
        elif before.isalnum() or before in "_-.":
            continue
        previous = match.end()
        found[identity] = None
    return tuple(found)


def shapes(text: str) -> set[str]:
    """Everything in `text` that is shaped like an id: what it cites and, here and there, a part of another word."""
    return set(_citation().findall(text))


def any_cited(text: str, start: int, end: int) -> bool:
    """Whether a stretch of text holds anything shaped like a local id."""
    return _citation().search(text, start, end) is not None


def cites_task(text: str) -> bool:
    """Whether a text holds anything shaped like a task's id."""
    return _task_citation().search(text) is not None


def cited_tasks(text: str) -> tuple[str, ...]:
    """The ids of tasks that `text` cites, in order, each once."""
    found: dict[str, None] = {}
    for match in _task_citation().finditer(text):
        before = text[match.start() - 1] if match.start() else " "
        if not before.isalnum() and before not in "_-./":
            found[match[0]] = None
    return tuple(found)


@cache
def _padding() -> re.Pattern[str]:
    return re.compile(r"(?<![0-9])-?0*(?=[0-9])", re.ASCII)


@cache
def _part() -> re.Pattern[str]:
    return re.compile(r"(?:[.-][0-9]+[A-Za-z]?|(?<=[0-9])[A-Za-z]|-[A-Za-z]+)$", re.ASCII)


@cache
def _citation() -> re.Pattern[str]:
    return re.compile(ID, re.ASCII)


@cache
def _task_citation() -> re.Pattern[str]:
    return re.compile(TASK_ID, re.ASCII)
