"""What the results say about each marked test: the one place where a result becomes a proof, or does not."""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from specward.evidence.mark import Form, Mark, TestCase
from specward.evidence.result import Outcome
from specward.evidence.target import may_lie_in
from specward.finding import Location
from specward.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from specward.evidence.mark import Tests
    from specward.evidence.result import Evidence, Result


class State(StrEnum):
    """What is known of one test on the present tree."""

    PROVED = "proved"
    """It ran and passed, all its parameters too."""
    UNEXPECTED_PASS = "unexpected-pass"  # noqa: S105 -- no password
    """It passed although it is marked as failing."""
    FAILED = "failed"
    FAILING_PARAMETER = "failing-parameter"
    """Some of its parameters passed, some did not: they failed, were skipped or were left out."""
    SKIPPED = "skipped"
    EXPECTED_FAILURE = "expected-failure"
    DESELECTED = "deselected"
    NEVER_RAN = "never-ran"
    """The results hold nothing of it."""
    STALE = "stale"
    """It ran on another tree only."""
    HOLLOW = "hollow"
    """It passed, and could not have failed."""
    NO_EVIDENCE = "no-evidence"
    """There are no results at all."""


_HOLDING = frozenset({State.PROVED, State.UNEXPECTED_PASS})


class Proof(NamedTuple):
    """What one test proves."""

    case: TestCase
    state: State
    detail: str
    """In words, to stand behind the test's name: `passed`, `2 of 5 parameters failed: eu, us`."""

    @property
    def holds(self) -> bool:
        """Whether the test speaks for what it verifies. One that passed unexpectedly does, and a rule says so."""
        return self.state in _HOLDING


def judge(cases: Iterable[TestCase], evidence: Evidence) -> list[Proof]:
    """Judge each test by the results, in the order given.

    Several results of one test and parameter, of several runs on this tree, count as the best that none of them
    contradicts: any failure is a failure, and a pass elsewhere makes up for being skipped or left out here.
    """
    results = by_test(evidence.results)
    stale = by_test(evidence.stale)
    wanted = list(cases)
    heirs = _heirs(results, {case.id for case in wanted})
    return [
        Proof(case, *_state(case, results.get(case.id) or _inherited(case, heirs), case.id in stale, evidence))
        for case in wanted
    ]


def _heirs(results: dict[str, list[Result]], known: set[str]) -> dict[str, list[Result]]:
    """Results of Python tests that bear marks and do not stand in the source as such, by the function's name."""
    heirs: defaultdict[str, list[Result]] = defaultdict(list)
    for test, ran in results.items():
        if test not in known and is_python(test):
            heirs[_name(test)].extend(result for result in ran if result.verifies)
    return heirs


def _inherited(case: TestCase, heirs: dict[str, list[Result]]) -> list[Result]:
    """The results of a test that other classes inherit or other modules import: the runner saw its marks there."""
    targets = {mark.target for mark in case.marks if not mark.parameter}
    named = heirs.get(_name(case.id), ()) if is_python(case.id) and targets else ()
    return [result for result in named if targets <= {target.rstrip("?") for target in result.verifies}]


def found(proofs: Iterable[Proof], state: State) -> Iterator[Proof]:
    """The tests of which one thing is known, for the rule that reports it."""
    return (proof for proof in proofs if proof.state is state)


def claim(case: TestCase) -> str:
    """What a test says that it verifies, as the beginning of a message."""
    name = case.id.partition("::")[2] or case.id
    return f"`{name}` verifies {listed(list(dict.fromkeys(mark.target for mark in case.marks)))}"


def all_cases(tests: Tests, evidence: Evidence | None) -> list[TestCase]:
    """The marked tests of the source, then those that only foreign runners tell of: by a tag in the title.

    A mark that only pytest saw is none of these: it is computed at run time, and nobody can review it.
    """
    known = {case.id for case in tests.cases}
    titled: dict[str, TestCase] = {}
    for result in (*evidence.results, *evidence.stale) if evidence else ():
        if result.verifies and result.test not in known and result.test not in titled and not is_python(result.test):
            titled[result.test] = _titled(result)
    return [*tests.cases, *(titled[test] for test in sorted(titled))]


def disagreements(tests: Tests, evidence: Evidence) -> Iterator[tuple[TestCase, tuple[str, ...], tuple[str, ...]]]:
    """Python tests of which source and runner tell different things, with the targets that only one of them has.

    The first tuple has those that the runner did not see, the second those that the source does not hold. Marks in
    comments are never seen by a runner. Nothing is compared where the results say of no test what it verifies: a
    report of pytest's own, made without this tool's plugin.
    """
    results = by_test(evidence.results)
    if not any(result.verifies for result in evidence.results if is_python(result.test)):
        return
    written = {case.id: case for case in tests.cases if is_python(case.id)}
    inherited: defaultdict[str, set[str]] = defaultdict(set)
    for case in written.values():
        inherited[_name(case.id)].update(mark.target for mark in case.marks)
    for test, ran in results.items():
        seen = dict.fromkeys(target.rstrip("?") for result in ran for target in result.verifies)
        case = written.get(test) or TestCase(test, Location(test.partition("::")[0]), ())
        told = {mark.target for mark in case.marks}
        complete = all(result.outcome is not Outcome.DESELECTED for result in ran)
        decorated = (mark for mark in case.marks if mark.form is Form.DECORATOR)
        unseen = tuple(dict.fromkeys(mark.target for mark in decorated if complete and mark.target not in seen))
        unwritten = tuple(target for target in seen if target not in told | inherited.get(_name(test), set()))
        if is_python(test) and (unseen or unwritten):
            yield case, unseen, unwritten


def _name(test: str) -> str:
    return test.rpartition("::")[2]


def is_python(test: str) -> bool:
    """Whether an id is that of a Python test, whose marks stand in the source."""
    return test.partition("::")[0].endswith(".py")


def by_test(results: Iterable[Result]) -> dict[str, list[Result]]:
    """Results by the test's id."""
    grouped: defaultdict[str, list[Result]] = defaultdict(list)
    for result in results:
        grouped[result.test].append(result)
    return grouped


def _titled(result: Result) -> TestCase:
    place = Location(result.test.partition("::")[0])
    marks = (Mark(target.rstrip("?"), place, target.endswith("?"), Form.TITLE) for target in result.verifies)
    return TestCase(result.test, place, tuple(marks))


def _state(case: TestCase, results: Sequence[Result], once_ran: bool, evidence: Evidence) -> tuple[State, str]:
    if not results:
        return _unseen(evidence, once_ran=once_ran)
    since = frozenset[str]().union(*(evidence.specs_since.get(result.test, ()) for result in results))
    if since and any(may_lie_in(mark.target, since) for mark in case.marks):
        return State.STALE, _other_tree([f"{folder}/spec.md" for folder in sorted(since)])
    outcomes = _by_parameters(results)
    kinds = set(outcomes.values())
    if len(kinds) > 1 and not kinds <= {Outcome.PASSED, Outcome.XPASSED}:
        return _mixed(outcomes)
    state, words = _SIMPLE[_first(kinds)]
    if state is State.PROVED and case.hollow:
        return State.HOLLOW, f"passed, but {case.hollow}"
    reruns = max(result.reruns for result in results)
    return state, words + (f" after {reruns} rerun{'s' * (reruns > 1)}" if reruns and state is State.PROVED else "")


def _unseen(evidence: Evidence, *, once_ran: bool) -> tuple[State, str]:
    """What is known of a test without a result that counts."""
    if once_ran or (evidence.stale and not evidence.results):
        return State.STALE, _other_tree(evidence.differs)
    if not evidence.results:
        return State.NO_EVIDENCE, "no results"
    return State.NEVER_RAN, "not in the results"


def _other_tree(differs: Sequence[str]) -> str:
    return f"made on another tree: {listed(differs)} changed"


def _by_parameters(results: Sequence[Result]) -> dict[str, Outcome]:
    """The outcome of each parameter: any failure, else the best."""
    outcomes: dict[str, Outcome] = {}
    for result in results:
        known = outcomes.get(result.parameters)
        outcomes[result.parameters] = _first({result.outcome, known} if known else {result.outcome})
    return outcomes


def _mixed(outcomes: dict[str, Outcome]) -> tuple[State, str]:
    """Parameters that came to different ends."""
    passed = [one for one in outcomes.values() if one in {Outcome.PASSED, Outcome.XPASSED}]
    worst = next(one for one in _SHORTCOMINGS if one in outcomes.values())
    names = sorted(parameters for parameters, outcome in outcomes.items() if outcome is worst)
    words = f"{len(names)} of {len(outcomes)} parameters {_SHORTCOMINGS[worst]}: {listed(names)}"
    return (State.FAILING_PARAMETER if passed else _SIMPLE[worst][0]), words


def _first(outcomes: Iterable[Outcome]) -> Outcome:
    return min(outcomes, key=_PRECEDENCE.index)


_PRECEDENCE = (
    *(Outcome.FAILED, Outcome.XPASSED, Outcome.PASSED),
    *(Outcome.XFAILED, Outcome.SKIPPED, Outcome.DESELECTED),
)
_SHORTCOMINGS = {
    Outcome.FAILED: "failed",
    Outcome.XFAILED: "failed as expected",
    Outcome.SKIPPED: "skipped",
    Outcome.DESELECTED: "left out",
}
"""What keeps a test from proving something, worst first, and how to say it."""
_SIMPLE = {
    Outcome.PASSED: (State.PROVED, "passed"),
    Outcome.XPASSED: (State.UNEXPECTED_PASS, "passed, though marked as failing"),
    Outcome.FAILED: (State.FAILED, "failed"),
    Outcome.XFAILED: (State.EXPECTED_FAILURE, "failed, as it is marked to"),
    Outcome.SKIPPED: (State.SKIPPED, "skipped"),
    Outcome.DESELECTED: (State.DESELECTED, "left out of the run"),
}
