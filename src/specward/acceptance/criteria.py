"""The acceptance criteria of a spec: its scenarios, and the criteria that it declares on lines of their own."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.references import key

if TYPE_CHECKING:
    from specward.artifacts.scenario import Scenario
    from specward.artifacts.spec import Spec

_CLAUSES = ("Given", "When", "Then")
_LONGEST = 400
"""How many characters of a criterion are shown; a spec may hold any number."""


class Criterion(NamedTuple):
    """One acceptance criterion."""

    id: str
    """Its own (`AC-001`), or by position (`US1.2`)."""
    named: bool
    """Whether the id is its own, and no other criterion of the spec has it."""
    refs: tuple[str, ...]
    """What it says that it verifies: `FR-001`."""
    title: str
    """In a few words: what happens then."""
    text: str
    """The whole sentence, on one line."""
    start: int
    end: int


def criteria_of(spec: Spec) -> list[Criterion]:
    """Every criterion of a spec, in source order."""
    found = [_of_scenario(scenario) for scenario in spec.scenarios]
    for item in spec.criteria:
        text = _line(_notes().sub("", item.text))
        found.append(Criterion(item.id, True, (), text, text, item.start, item.end))
    found.sort(key=lambda criterion: criterion.start)
    return _without_twins(found)


def _of_scenario(scenario: Scenario) -> Criterion:
    clauses = zip(_CLAUSES, (scenario.given, scenario.when, scenario.then), strict=True)
    said = [f"{keyword} {words}" for keyword, words in clauses if words]
    title = _line(scenario.then or scenario.when or "")
    return Criterion(
        scenario.id, scenario.stable, scenario.refs, title, _line(", ".join(said)), scenario.start, scenario.end
    )


def _without_twins(criteria: list[Criterion]) -> list[Criterion]:
    """An id that several criteria have names none of them."""
    seen: dict[str, int] = {}
    for criterion in criteria:
        seen[key(criterion.id)] = seen.get(key(criterion.id), 0) + 1
    return [one._replace(named=one.named and seen[key(one.id)] == 1) for one in criteria]


def _line(words: str) -> str:
    """Words on one line and of bearable length."""
    line = " ".join(words[: 4 * _LONGEST].split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"


@cache
def _notes() -> re.Pattern[str]:
    """The note in brackets that a criterion may begin with: `(FR-001): `."""
    return re.compile(r"\A\([^()\r\n]{0,200}\)[ \t]*[:：]?[ \t]*")
