"""Where the steps that a test went through say something else than the scenario that it verifies.

Compared are words: letter case, punctuation, layout and the word that joins two steps do not count. Each step must be
part of the clause of its name; where a test verifies one scenario, and all of it, its steps must say all of that too.
Tests that record no steps, or did not pass, are not judged; of several parameters one that agrees is enough.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.language.steps import GIVEN, THEN, WHEN
from specward.artifacts.normative import steps
from specward.evidence.result import Outcome
from specward.fingerprint import normalised
from specward.remembered import remembered_each
from specward.trace.build import identities

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specward.evidence.result import Result
    from specward.markdown.document import Place
    from specward.project import Project
    from specward.trace.resolve import Identities

_CLAUSES = (GIVEN, WHEN, THEN)
_EDGES = ".,;:!?\"'()、。，；："
_JOINING = frozenset(("and", "but"))
_LONGEST = 120


class Drift(NamedTuple):
    """One test that says something else."""

    test: str
    message: str
    scenario: Place


class _Scenario(NamedTuple):
    key: str
    place: Place
    clauses: dict[str, str]
    """The words of each clause, between single blanks."""


def drifts(project: Project) -> Iterator[Drift]:
    """Every test, by id, that went through other steps than its scenarios have."""
    found: defaultdict[str, list[Result]] = defaultdict(list)
    for result in project.evidence.results if project.evidence else ():
        if result.steps and result.verifies and result.outcome is Outcome.PASSED:
            found[result.test].append(result)
    scenarios = _Scenarios(project) if found else None
    for test in sorted(found):
        said = [scenarios.drift(result) for result in found[test]] if scenarios else []
        if said and all(said):
            yield next(drift for drift in said if drift)


class _Scenarios:
    """The scenarios of a project, each feature's read when a test names one."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._identities: Identities = identities(project)

    def drift(self, result: Result) -> Drift | None:
        """What one run says otherwise."""
        keys = [self._identities.key_of(target.removesuffix("?")) for target in result.verifies]
        scenarios = [found for key in keys if (found := self._scenario(key))]
        if not scenarios:
            return None
        first = scenarios[0]
        message = _unknown_step(result.steps, scenarios)
        if not message and len(result.verifies) == 1 and not result.verifies[0].endswith("?"):
            message = _missing_clause(result.steps, first)
        return Drift(result.test, message, first.place) if message else None

    def _scenario(self, key: str) -> _Scenario | None:
        feature = key.rpartition("/")[0]
        return self._of_feature(feature).get(key) if feature else None

    @remembered_each
    def _of_feature(self, feature: str) -> dict[str, _Scenario]:
        spec = self._project.feature(self._identities.folder(feature)).spec
        found: dict[str, _Scenario] = {}
        if spec is None:
            return found
        for scenario in spec.scenarios:
            clause = ""
            words: defaultdict[str, list[str]] = defaultdict(list)
            for name, text in steps(spec, scenario):
                clause = name if name in _CLAUSES else clause
                words[clause].append(_words(text))
            key = f"{feature}/{scenario.id}"
            joined = {clause: " ".join(parts) for clause, parts in words.items()}
            found.setdefault(key, _Scenario(key, spec.document.place(scenario.start, scenario.end), joined))
        return found


def _unknown_step(recorded: Sequence[tuple[str, str]], scenarios: Sequence[_Scenario]) -> str:
    """A step that is in none of the scenarios."""
    for clause, text in recorded:
        words = f" {_words(text)} "
        if not any(words in f" {scenario.clauses.get(clause, '')} " for scenario in scenarios):
            named = " or ".join(scenario.key for scenario in scenarios[:3])
            return f"the step `{_shown(clause, text)}` is not in {named}"
    return ""


def _missing_clause(recorded: Sequence[tuple[str, str]], scenario: _Scenario) -> str:
    """A clause of the scenario that the steps leave out, or of which they leave out a part."""
    for clause, words in scenario.clauses.items():
        said = " ".join(_words(text) for name, text in recorded if name == clause)
        if words and not said:
            return f"no step says `{_shown(clause, words)}` of {scenario.key}"
        if said != words:
            return f"the steps `{_shown(clause, said)}` do not say all of {scenario.key}: `{_shown(clause, words)}`"
    return ""


def _words(text: str) -> str:
    words = (word.strip(_EDGES) for word in normalised(text).casefold().replace("`", "").split())
    return " ".join(word for word in words if word and word not in _JOINING)


def _shown(clause: str, text: str) -> str:
    line = " ".join(text.split())
    return f"{clause.capitalize()} {line[:_LONGEST]}{'…' if len(line) > _LONGEST else ''}"
