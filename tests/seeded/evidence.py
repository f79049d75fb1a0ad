"""Defects of evidence, and evidence that cannot be used: the ways in which a test passed without proving anything."""

from __future__ import annotations

from tests.seeded.defect import LOGIN_TESTS, TICKS, Defect

from specward.evidence.result import Outcome

SHORT = "test_a_short_password_is_refused"
WRONG = "test_a_wrong_password_is_refused"
FAILED, SKIPPED, PASSED = Outcome.FAILED, Outcome.SKIPPED, Outcome.PASSED

EVIDENCE = (
    Defect(
        "failing test",
        "the test of AC-003 fails",
        lambda s: s.ends(SHORT, ("", FAILED)),
        found=(
            "TSK011 specs/001-login/tasks.md:10",
            "TRC004 tests/test_login.py:17",
        ),
        says="failed",
    ),
    Defect(
        "skipped test",
        "it is skipped",
        lambda s: s.ends(SHORT, ("", SKIPPED)),
        found=(
            "TSK011 specs/001-login/tasks.md:10",
            "TRC005 tests/test_login.py:17",
        ),
        says="skipped",
    ),
    Defect(
        "expected failure",
        "it fails as it is marked to",
        lambda s: s.ends(SHORT, ("", Outcome.XFAILED)),
        found=(
            "TSK011 specs/001-login/tasks.md:10",
            "TRC015 tests/test_login.py:17",
        ),
        says="failed, as it is marked to",
    ),
    Defect(
        "deselected test",
        "it is left out of the run",
        lambda s: s.ends(SHORT, ("", Outcome.DESELECTED)),
        found=(
            "TSK011 specs/001-login/tasks.md:10",
            "TRC016 tests/test_login.py:17",
        ),
        says="left out of the run",
    ),
    Defect(
        "test that never ran",
        "the results do not hold it",
        lambda s: s.ends(SHORT),
        found=(
            "TSK011 specs/001-login/tasks.md:10",
            "TRC006 tests/test_login.py:17",
        ),
        says="not in the results",
    ),
    Defect(
        "failing parameter",
        "one of two parameters fails",
        lambda s: s.ends(WRONG, ("battery", PASSED), ("staple", FAILED)),
        found=(
            "TSK011 specs/001-login/tasks.md:9",
            "TRC017 tests/test_login.py:12",
        ),
        says="1 of 2 parameters failed: staple",
    ),
    Defect(
        "skipped parameter",
        "one of two parameters is skipped",
        lambda s: s.ends(WRONG, ("battery", PASSED), ("staple", SKIPPED)),
        found=(
            "TSK011 specs/001-login/tasks.md:9",
            "TRC017 tests/test_login.py:12",
        ),
        says="1 of 2 parameters skipped: staple",
    ),
    Defect(
        "unexpected pass",
        "it passes although it is marked as failing",
        lambda s: s.ends(SHORT, ("", Outcome.XPASSED)),
        found=("TRC018 tests/test_login.py:17",),
        verify=0,
    ),
    Defect(
        "failure behind a pass",
        "of two runs on this tree one passed and one failed",
        lambda s: s.ends(SHORT, ("", PASSED), ("", FAILED)),
        found=(
            "TSK011 specs/001-login/tasks.md:10",
            "TRC004 tests/test_login.py:17",
        ),
        says="failed",
    ),
    Defect(
        "hollow test",
        "it passes and asserts nothing",
        lambda s: s.edit(LOGIN_TESTS, 'assert not login.may_choose("eleven char")', 'login.may_choose("eleven char")'),
        found=(
            "TSK011 specs/001-login/tasks.md:10",
            "TRC008 tests/test_login.py:17",
        ),
        says="passed, but it asserts nothing",
    ),
    Defect(
        "test that asserts a constant",
        "it passes and asserts what is always true",
        lambda s: s.edit(LOGIN_TESTS, 'assert not login.may_choose("eleven char")', "assert True"),
        found=(
            "TSK011 specs/001-login/tasks.md:10",
            "TRC008 tests/test_login.py:17",
        ),
        says="passed, but it asserts only what is always true",
    ),
    Defect(
        "code changed since the run",
        "the results were made before the last change to src/",
        lambda s: s.edit("src/login.py", "SHORTEST = 12", "SHORTEST = 8")._replace(ran_on=s.files),
        found=("TRC007 .specify/evidence/pytest.jsonl:1", *TICKS),
        says="made on another tree: src/ changed",
    ),
    Defect(
        "criterion changed since the run",
        "the results were made before the last change to the specification",
        lambda s: s.edit("specs/001-login/spec.md", "of 11 characters", "of 7 characters")._replace(ran_on=s.files),
        found=(
            *(
                "TRC007 .specify/evidence/pytest.jsonl:1",
                "CHK006 specs/001-login/checklists/acceptance.md:15",
                "PLN009 specs/001-login/plan.md:1",
                "TRC009 specs/001-login/spec.md:21",
            ),
            *(tick for tick in TICKS if "001-login" in tick),  # no test of the other feature is held to this spec
        ),
        says="made on another tree: specs/001-login/spec.md changed",
    ),
    Defect(
        "other steps than the scenario's",
        "the test records another step than the criterion asks for",
        lambda s: s._replace(
            results=tuple(
                result._replace(
                    steps=(
                        ("given", "a new account"),
                        ("when", "a password of 3 characters is chosen"),
                        ("then", "it is refused"),
                    )
                )
                if result.test.endswith(SHORT)
                else result
                for result in s.results
            )
        ),
        found=("TRC020 tests/test_login.py:17",),
        verify=0,
    ),
    Defect(
        "no evidence",
        "nobody ran the tests",
        lambda s: s._replace(results=()),
        found=TICKS,
        verify=3,
        says="no test results; make some: pytest --spec-evidence",
    ),
)


def junit(*cases: str) -> bytes:
    """A report as pytest writes it without the plugin."""
    return f'<testsuites><testsuite name="pytest">{"".join(cases)}</testsuite></testsuites>'.encode()


def case(name: str, inside: str = "", module: str = "tests.test_login") -> str:
    """One test of a report."""
    return f'<testcase classname="{module}" name="{name}" time="0.1">{inside}</testcase>'


OTHERS = (
    case("test_the_right_password_starts_a_session"),
    case("test_a_wrong_password_is_refused[battery]"),
    case("test_a_wrong_password_is_refused[staple]"),
    case("test_signing_out_ends_the_session"),
    case("test_each_order_is_a_line", module="tests.test_export"),
    case("test_an_empty_history_is_an_error", module="tests.test_export"),
)
FAILURE, ERROR = '<failure message="assert"/>', '<error message="fixture"/>'

REPORTS = (
    Defect(
        "failure in a report",
        "a JUnit report has a failure",
        lambda s: s._replace(results=(), reports=(junit(*OTHERS, case(SHORT, FAILURE)),)),
        found=(
            "TSK011 specs/001-login/tasks.md:10",
            "TRC004 tests/test_login.py:17",
        ),
        says="failed",
    ),
    Defect(
        "error in setup or teardown",
        "a JUnit report has an error",
        lambda s: s._replace(results=(), reports=(junit(*OTHERS, case(SHORT, ERROR)),)),
        found=(
            "TSK011 specs/001-login/tasks.md:10",
            "TRC004 tests/test_login.py:17",
        ),
        says="failed",
    ),
    Defect(
        "failure and error",
        "a JUnit report has one test twice",
        lambda s: s._replace(results=(), reports=(junit(*OTHERS, case(SHORT, FAILURE), case(SHORT, ERROR)),)),
        found=(
            "TSK011 specs/001-login/tasks.md:10",
            "TRC004 tests/test_login.py:17",
        ),
        says="failed",
    ),
    Defect(
        "pass and error",
        "a JUnit report has one test as passed, then with an error in teardown",
        lambda s: s._replace(results=(), reports=(junit(*OTHERS, case(SHORT), case(SHORT, ERROR)),)),
        found=(
            "TSK011 specs/001-login/tasks.md:10",
            "TRC004 tests/test_login.py:17",
        ),
        says="failed",
    ),
    Defect(
        "skip in a report",
        "a JUnit report has a skipped test",
        lambda s: s._replace(results=(), reports=(junit(*OTHERS, case(SHORT, '<skipped type="pytest.skip"/>')),)),
        found=(
            "TSK011 specs/001-login/tasks.md:10",
            "TRC005 tests/test_login.py:17",
        ),
        says="skipped",
    ),
    Defect(
        "expected failure in a report",
        "a JUnit report has an expected failure",
        lambda s: s._replace(results=(), reports=(junit(*OTHERS, case(SHORT, '<skipped type="pytest.xfail"/>')),)),
        found=(
            "TSK011 specs/001-login/tasks.md:10",
            "TRC015 tests/test_login.py:17",
        ),
        says="failed, as it is marked to",
    ),
    Defect(
        "test that a report leaves out",
        "a JUnit report does not hold it",
        lambda s: s._replace(results=(), reports=(junit(*OTHERS),)),
        found=(
            "TSK011 specs/001-login/tasks.md:10",
            "TRC006 tests/test_login.py:17",
        ),
        says="not in the results",
    ),
    Defect(
        "result of another file's test",
        "a JUnit report has a pass of that name in a module of another folder",
        lambda s: s._replace(results=(), reports=(junit(*OTHERS, case(SHORT, module="other.test_login")),)),
        found=(
            "TSK011 specs/001-login/tasks.md:10",
            "TRC006 tests/test_login.py:17",
        ),
        says="not in the results",
    ),
)

CUT = b'{"specward": 1, "tree": {}, "results": 2}\n{"test": "tests/test_login.py::test_x", "outcome": "passed"}\n'
NO_TREE = b'{"specward": 1, "results": 0}\n'
DOCTYPE = b'<!DOCTYPE a [<!ENTITY b "c">]><testsuites><testsuite><testcase name="&b;"/></testsuite></testsuites>'

BAD_EVIDENCE = (
    Defect(
        "evidence cut short",
        "the last line is gone",
        lambda s: s._replace(kept=CUT),
        found=TICKS,
        verify=3,
        says="it was cut short: 1 of 2 results are there",
    ),
    Defect(
        "evidence of a newer version",
        "its header has version 2",
        lambda s: s._replace(kept=b'{"specward": 2}\n'),
        found=TICKS,
        verify=3,
        says="it is of version 2; this program knows version 1: update it",
    ),
    Defect(
        "evidence that is none",
        "it holds plain text",
        lambda s: s._replace(kept=b"all tests passed\n"),
        found=TICKS,
        verify=3,
        says="line 1: no JSON object",
    ),
    Defect(
        "evidence without a tree",
        "its header does not say where it holds",
        lambda s: s._replace(kept=NO_TREE),
        found=TICKS,
        verify=3,
        says="line 1: it does not say which tree the tests ran on",
    ),
    Defect(
        "report cut short",
        "the XML ends early",
        lambda s: s._replace(reports=(b"<testsuites><testsuite>",)),
        verify=3,
        says="line 1, column 24: no element found",
    ),
    Defect(
        "report with a DOCTYPE",
        "the XML declares entities",
        lambda s: s._replace(reports=(DOCTYPE,)),
        verify=3,
        says="line 1: a DOCTYPE is not accepted",
    ),
    Defect(
        "report of another dialect",
        "the XML is no JUnit report",
        lambda s: s._replace(reports=(b'<coverage line-rate="1"/>',)),
        verify=3,
        says="line 1: no JUnit report, its first element is <coverage>",
    ),
    Defect(
        "report that is no XML",
        "it begins like XML and is none",
        lambda s: s._replace(reports=(b"<<<<<<< HEAD\n",)),
        verify=3,
        says="line 1, column 2: not well-formed (invalid token)",
    ),
)
