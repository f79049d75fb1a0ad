"""What results prove: every way in which a test can be green, or seem so, without speaking for its criterion."""

from __future__ import annotations

import pytest

from specward.evidence.judge import State, all_cases, disagreements, judge
from specward.evidence.mark import Form, Mark, TestCase, Tests
from specward.evidence.result import Evidence, Outcome, Result
from specward.finding import Location

TEST = "tests/test_login.py::test_session"
PLACE = Location("tests/test_login.py")
TARGET = "001-login/AC-001"


def case(test: str = TEST, *targets: str, hollow: str = "", form: Form = Form.DECORATOR) -> TestCase:
    marks = tuple(Mark(target, PLACE, form=form) for target in targets or (TARGET,))
    return TestCase(test, PLACE, marks, hollow)


def result(outcome: Outcome, parameters: str = "", test: str = TEST, **more: object) -> Result:
    return Result(test, parameters, outcome)._replace(**more)  # type: ignore[arg-type]


def judged(*results: Result, hollow: str = "", stale: tuple[Result, ...] = ()) -> tuple[State, str]:
    evidence = Evidence(results, stale, ("src/",) if stale else ())
    (proof,) = judge([case(hollow=hollow)], evidence)
    return proof.state, proof.detail


OTHER = result(Outcome.PASSED, test="tests/test_other.py::test_other")


@pytest.mark.parametrize(
    ("outcomes", "state"),
    [
        ([Outcome.PASSED], State.PROVED),
        ([Outcome.FAILED], State.FAILED),
        ([Outcome.FAILED, Outcome.FAILED], State.FAILED),
        ([Outcome.SKIPPED], State.SKIPPED),
        ([Outcome.XFAILED], State.EXPECTED_FAILURE),
        ([Outcome.XPASSED], State.UNEXPECTED_PASS),
        ([Outcome.DESELECTED], State.DESELECTED),
        ([Outcome.PASSED, Outcome.FAILED], State.FAILED),
        ([Outcome.SKIPPED, Outcome.PASSED], State.PROVED),
        ([Outcome.DESELECTED, Outcome.PASSED], State.PROVED),
        ([Outcome.PASSED, Outcome.XPASSED], State.UNEXPECTED_PASS),
        ([Outcome.DESELECTED, Outcome.SKIPPED], State.SKIPPED),
    ],
)
def test_results_of_one_test_on_this_tree_count_as_the_best_that_none_contradicts(
    outcomes: list[Outcome], state: State
) -> None:
    assert judged(*map(result, outcomes))[0] is state


@pytest.mark.verifies("002-enforced-with-evidence/AC-009")
@pytest.mark.parametrize("state", State)
def test_only_a_pass_holds(state: State) -> None:
    proof = judge([case()], Evidence())[0]._replace(state=state)
    assert proof.holds is (state in {State.PROVED, State.UNEXPECTED_PASS})


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (Outcome.FAILED, "failed"),
        (Outcome.SKIPPED, "skipped"),
        (Outcome.XFAILED, "failed as expected"),
        (Outcome.DESELECTED, "left out"),
    ],
)
def test_one_of_two_parameters_that_does_not_pass_spoils_the_test(outcome: Outcome, words: str) -> None:
    found = judged(result(Outcome.PASSED, "eu"), result(outcome, "us"))
    assert found == (State.FAILING_PARAMETER, f"1 of 2 parameters {words}: us")


def test_the_worst_of_several_parameters_is_told() -> None:
    outcomes = (Outcome.PASSED, Outcome.SKIPPED, Outcome.FAILED, Outcome.FAILED)
    results = (result(outcome, str(number)) for number, outcome in enumerate(outcomes))
    assert judged(*results) == (State.FAILING_PARAMETER, "2 of 4 parameters failed: 2, 3")


def test_parameters_that_all_fail_are_a_failure_and_none_that_passes_is_made_up() -> None:
    assert judged(result(Outcome.FAILED, "a"), result(Outcome.FAILED, "b"))[0] is State.FAILED
    assert judged(result(Outcome.SKIPPED, "a"), result(Outcome.XFAILED, "b"))[0] is State.EXPECTED_FAILURE


def test_parameters_that_all_pass_are_a_proof() -> None:
    assert judged(result(Outcome.PASSED, "a"), result(Outcome.PASSED, "b")) == (State.PROVED, "passed")


def test_a_test_that_is_not_in_the_results_never_ran() -> None:
    assert judged(OTHER)[0] is State.NEVER_RAN


def test_without_any_results_there_is_no_evidence() -> None:
    assert judged()[0] is State.NO_EVIDENCE


def test_results_of_another_tree_are_stale_and_say_what_changed() -> None:
    stale = (result(Outcome.PASSED),)
    assert judged(stale=stale) == (State.STALE, "made on another tree: src/ changed")
    assert judged(OTHER, stale=stale)[0] is State.STALE


def test_a_run_on_this_tree_is_worth_more_than_one_on_another() -> None:
    assert judged(result(Outcome.SKIPPED), stale=(result(Outcome.PASSED),))[0] is State.SKIPPED


@pytest.mark.parametrize(
    ("target", "state"),
    [("001-login/AC-001", State.PROVED), ("002-export/AC-001", State.STALE), ("AC-001", State.STALE)],
)
def test_a_mark_that_the_runner_did_not_see_is_held_against_the_specs_that_changed_since(
    target: str, state: State
) -> None:
    since = {TEST: frozenset({"specs/002-export"})}
    evidence = Evidence((result(Outcome.PASSED, verifies=(TARGET,)),), specs_since=since)
    (proof,) = judge([case(TEST, TARGET, target)], evidence)
    assert proof.state is state
    if state is State.STALE:
        assert proof.detail == "made on another tree: specs/002-export/spec.md changed"


def test_where_everything_is_stale_nobody_knows_whether_a_test_would_run() -> None:
    assert judged(stale=(OTHER,))[0] is State.STALE


def test_a_hollow_test_proves_nothing_by_passing_and_is_a_failure_by_failing() -> None:
    assert judged(result(Outcome.PASSED), hollow="it asserts nothing") == (
        State.HOLLOW,
        "passed, but it asserts nothing",
    )
    assert judged(result(Outcome.FAILED), hollow="it asserts nothing")[0] is State.FAILED


def test_a_flaky_pass_says_so() -> None:
    assert judged(result(Outcome.PASSED, reruns=2)) == (State.PROVED, "passed after 2 reruns")


def test_a_test_that_a_class_inherits_is_proved_by_its_heirs() -> None:
    inherited = case("tests/contract.py::Contract::test_session")
    heir = result(Outcome.PASSED, test="tests/test_disk.py::TestDisk::test_session", verifies=(TARGET,))
    namesake = heir._replace(test="tests/test_other.py::TestOther::test_session", verifies=())
    assert judge([inherited], Evidence((heir,)))[0].state is State.PROVED
    assert judge([inherited], Evidence((namesake, OTHER)))[0].state is State.NEVER_RAN
    failing = heir._replace(test="tests/test_net.py::TestNet::test_session", outcome=Outcome.FAILED)
    assert judge([inherited], Evidence((heir, failing)))[0].state is State.FAILED


def test_a_tag_in_a_title_makes_a_case_of_a_foreign_result() -> None:
    tagged = result(Outcome.PASSED, test="src/login.test.ts::starts [001-login/AC-001]", verifies=(TARGET,))
    (found,) = all_cases(Tests(), Evidence((tagged,)))
    assert (found.id, found.marks[0].target, found.marks[0].form) == (tagged.test, TARGET, Form.TITLE)
    assert judge([found], Evidence((tagged,)))[0].state is State.PROVED


def test_a_mark_that_only_pytest_saw_makes_no_case() -> None:
    assert all_cases(Tests(), Evidence((result(Outcome.PASSED, verifies=(TARGET,)),))) == []


def test_source_and_runner_that_agree_are_not_compared_aloud() -> None:
    evidence = Evidence((result(Outcome.PASSED, verifies=(f"{TARGET}?",)),))
    assert list(disagreements(Tests((case(),)), evidence)) == []


def test_what_only_one_of_source_and_runner_says_is_told() -> None:
    tests = Tests((case(TEST, TARGET, "001-login/AC-002"),))
    evidence = Evidence((result(Outcome.PASSED, verifies=(TARGET, "001-login/AC-003")),))
    ((_, unseen, unwritten),) = disagreements(tests, evidence)
    assert (unseen, unwritten) == (("001-login/AC-002",), ("001-login/AC-003",))


def test_marks_in_comments_and_reports_without_the_plugin_are_not_compared() -> None:
    seen = OTHER._replace(verifies=(TARGET,))
    comment = Tests((case(form=Form.COMMENT), case(OTHER.test)))
    assert list(disagreements(comment, Evidence((result(Outcome.PASSED), seen)))) == []
    assert list(disagreements(Tests((case(),)), Evidence((result(Outcome.PASSED),)))) == []


def test_a_mark_on_a_parameter_that_did_not_run_is_not_missed() -> None:
    left_out = result(Outcome.DESELECTED, "us")
    seen = result(Outcome.PASSED, "eu", verifies=("001-login/FR-001",))
    tests = Tests((case(TEST, "001-login/FR-001", TARGET),))
    assert list(disagreements(tests, Evidence((seen, left_out)))) == []


def test_an_inherited_test_is_no_disagreement() -> None:
    tests = Tests((case("tests/contract.py::Contract::test_session"),))
    heir = result(Outcome.PASSED, test="tests/test_disk.py::TestDisk::test_session", verifies=(TARGET,))
    assert list(disagreements(tests, Evidence((heir,)))) == []
