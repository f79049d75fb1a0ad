"""Where a test goes through other steps than its scenario has."""

from __future__ import annotations

import pytest

from specward.acceptance.step_drift import Drift, drifts
from specward.evidence.result import Evidence, Outcome, Result
from specward.project import Project
from specward.sources.memory import MemorySource

SPEC = """# Feature Specification: Sign in

### User Story 1 - Sign in (Priority: P1)

1. **AC-001** (FR-001): **Given** an account, **When** the right `password` is
   sent, **Then** a session starts, **And** the user is told
2. **AC-002**: **Given** an account, **When** a wrong password is sent, **Then** it is refused
3. **Given** a device, **When** it is lost, **Then** it is forgotten
"""
GIVEN = ("given", "an account")
WHEN = ("when", "the right password is sent")
THEN = ("then", "a session starts")
TOLD = ("then", "the user is told")
Steps = tuple[tuple[str, str], ...]


def result(steps: Steps, *verifies: str, parameters: str = "", outcome: Outcome = Outcome.PASSED) -> Result:
    return Result("tests/a.py::test_a", parameters, outcome, verifies or ("001-login/AC-001",), 0, steps)


def found(*results: Result) -> list[Drift]:
    source = MemorySource({"specs/001-login/spec.md": SPEC})
    return list(drifts(Project(source, evidence=Evidence(results))))


def messages(*results: Result) -> list[str]:
    return [drift.message for drift in found(*results)]


@pytest.mark.parametrize(
    "steps",
    [
        (GIVEN, WHEN, THEN, TOLD),
        (
            ("given", "An account."),
            ("when", "the right `password` is sent,"),
            ("then", "a session starts and the user is told"),
        ),
        (GIVEN, ("when", "the right  password\nis sent"), ("then", "a session starts, and"), TOLD),
        (),
    ],
)
def test_steps_that_say_the_scenario_are_left_alone(steps: Steps) -> None:
    assert messages(result(steps)) == []


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        (
            (GIVEN, ("when", "the wrong password is sent"), THEN, TOLD),
            "the step `When the wrong password is sent` is not in 001-login/AC-001",
        ),
        ((("when", "an account"), WHEN, THEN, TOLD), "the step `When an account` is not in 001-login/AC-001"),
        ((WHEN, THEN, TOLD), "no step says `Given an account` of 001-login/AC-001"),
        (
            (GIVEN, WHEN, THEN),
            (
                "the steps `Then a session starts` do not say all of 001-login/AC-001: "
                "`Then a session starts the user is told`"
            ),
        ),
        ((GIVEN, ("then", "a\x1b[31m\nsession"), WHEN), "the step `Then a\x1b[31m session` is not in 001-login/AC-001"),
    ],
)
def test_what_differs_is_named(steps: Steps, message: str) -> None:
    (drift,) = found(result(steps))
    assert (drift.test, drift.message) == ("tests/a.py::test_a", message)
    assert drift.scenario.location().start.line == 5


def test_a_test_of_a_part_or_of_several_scenarios_may_leave_clauses_out() -> None:
    assert messages(result((GIVEN, WHEN), "001-login/AC-001?")) == []
    assert messages(result((WHEN, ("then", "it is refused")), "AC-001", "AC-002")) == []
    assert messages(result((WHEN, ("then", "it is lost")), "AC-001", "AC-002")) == [
        "the step `Then it is lost` is not in 001-login/AC-001 or 001-login/AC-002"
    ]


def test_a_scenario_without_an_id_is_found_by_its_place() -> None:
    lost = (("given", "a device"), ("when", "it is found"))
    assert messages(result(lost, "001-login/US1.3")) == ["the step `When it is found` is not in 001-login/US1.3"]


def test_of_several_parameters_one_that_agrees_is_enough() -> None:
    other = (("when", "no password is sent"),)
    assert messages(result(other, parameters="a"), result((GIVEN, WHEN, THEN, TOLD), parameters="b")) == []
    assert len(messages(result(other, parameters="a"), result(other, parameters="b"))) == 1


def test_what_did_not_pass_or_is_unknown_is_not_judged() -> None:
    other = (("when", "no password is sent"),)
    assert messages(result(other, outcome=Outcome.FAILED)) == []
    assert messages(result(other, "001-login/AC-099")) == []
    assert messages(result(other, "001-login/FR-001")) == []
    assert list(drifts(Project(MemorySource({})))) == []
