"""Link notes: what an item says, in brackets, that it is linked to.

`(FR-001, US1)`, `(implements P-01)`, `(derives from P-01)`, `(refines FR-004)`, `(supersedes 001-login/FR-002)`. Two in
one pair of brackets are parted by a semicolon: `(FR-001, AC-001; after T000)`. Brackets that hold any other word are
prose: `(see FR-001)`, `(FR-001 applies)`. A requirement may have its note between id and colon, where the reader of
requirements leaves it out of the text: `- **FR-001** (implements P-01): System MUST …`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from specward.artifacts import references
from specward.markdown import inline

NAMES = "names"
"""No verb. Of a task it is what the task implements, of a criterion what it refines; of a requirement, the story or
principle that it serves, while another requirement is merely mentioned."""
IMPLEMENTS = "implements"
DERIVES = "derives"
REFINES = "refines"
SUPERSEDES = "supersedes"
AFTER = "after"
"""The order of tasks: no link of the trace."""

_VERBS = {
    "implements": IMPLEMENTS,
    "implement": IMPLEMENTS,
    "derives from": DERIVES,
    "derived from": DERIVES,
    "refines": REFINES,
    "supersedes": SUPERSEDES,
    "after": AFTER,
    "depends on": AFTER,
}

TARGET = (
    rf"(?:(?!{references.ID})[^\s/()\[\],;&+*`]{{1,100}}/){{0,3}}"
    rf"(?:US-?\d{{1,4}}(?:/AC-?\d{{1,3}}|\.\d{{1,3}})|P-\d{{1,4}}\b|ADR-\d{{1,6}}\b|{references.ID}|{references.TASK_ID})"
)
"""A pattern: one item as links name it, `FR-001`, `001-login/AC-002`, `US1.2`, `US1/AC2`, `P-01`, `ADR-0007`."""


class LinkNote(NamedTuple):
    """One note."""

    kind: str
    """`names`, `implements`, `derives`, `refines`, `supersedes` or `after`."""
    targets: tuple[str, ...]
    """As written, in order: `FR-001`, `001-login/FR-002`, `P-01`."""
    start: int
    """Of the brackets. Two notes that a semicolon parts have them in common."""
    end: int


def may_hold(text: str) -> bool:
    """Whether a text may hold a link note, told without reading any: a verb or a digit follows an opening bracket."""
    return "(" in text and _beginning().search(text) is not None


def notes(text: str) -> list[LinkNote]:
    """Every link note in a text, in order; what stands in code or in a comment is none."""
    if "(" not in text:
        return []
    visible = inline.visible(text, 0, len(text))
    found: list[LinkNote] = []
    for match in _brackets().finditer(visible):
        read = [_note(clause) for clause in match[1].split(";")]
        if all(read):
            found.extend(LinkNote(*note, *match.span()) for note in read if note)
    return found


@lru_cache(maxsize=4096)
def _note(clause: str) -> tuple[str, tuple[str, ...]] | None:
    """Kind and targets of what stands between brackets and semicolons; None where it is prose."""
    match = _clause().fullmatch(clause)
    if not match:
        return None
    verb = " ".join((match["verb"] or "").lower().split())
    return _VERBS.get(verb, NAMES), tuple(found[0] for found in _target().finditer(match["targets"]))


@cache
def _brackets() -> re.Pattern[str]:
    return re.compile(r"\(([^()]{2,400})\)")


@cache
def _beginning() -> re.Pattern[str]:
    # A code span or a comment, which counts as blank, may stand before either.
    verbs = "|".join(verb.partition(" ")[0] for verb in _VERBS)
    return re.compile(rf"\(\s*(?:[^\s()]*[\d`<]|(?i:{verbs})\b)", re.ASCII)


@cache
def _clause() -> re.Pattern[str]:
    verbs = "|".join(verb.replace(" ", r"\s+") for verb in _VERBS)
    separator = r"(?:[*_]{0,3}\s*(?:,\s*and|[,+&/]|and)\s*[*_]{0,3})"
    return re.compile(
        rf"\s*(?:(?P<verb>(?i:{verbs})):?\s+)?(?P<targets>[*_]{{0,3}}{TARGET}(?:{separator}{TARGET})*)[*_]{{0,3}}\s*",
        re.ASCII,
    )


@cache
def _target() -> re.Pattern[str]:
    return re.compile(TARGET, re.ASCII)
