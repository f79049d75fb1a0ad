"""JUnit reports of every dialect, and of people who mean no good."""

from __future__ import annotations

import io
import tracemalloc
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward.evidence.junit import Record, parse, title_tags
from specward.evidence.result import Outcome
from specward.evidence.run import MalformedEvidence


def records(text: str | bytes) -> list[Record]:
    return parse(io.BytesIO(text.encode() if isinstance(text, str) else text))


def record(case: str) -> Record:
    (found,) = records(f'<testsuites><testsuite name="pytest">{case}</testsuite></testsuites>')
    return found


def reason(text: str | bytes, **limits: int) -> str:
    with pytest.raises(MalformedEvidence) as caught:
        parse(io.BytesIO(text.encode() if isinstance(text, str) else text), **limits)
    return caught.value.reason


@pytest.mark.parametrize(
    ("children", "outcome"),
    [
        ("", Outcome.PASSED),
        ('<failure message="assert 0">x</failure>', Outcome.FAILED),
        ('<error message="failed on setup">x</error>', Outcome.FAILED),
        ('<error message="failed on teardown">x</error>', Outcome.FAILED),
        ('<failure message="[XPASS(strict)]"/>', Outcome.FAILED),
        ("<failure/><skipped/>", Outcome.FAILED),
        ('<skipped type="pytest.skip"/>', Outcome.SKIPPED),
        ('<skipped type="pytest.xfail"/>', Outcome.XFAILED),
        ("<skipped/>", Outcome.SKIPPED),
        ("<system-out>FAILED</system-out>", Outcome.PASSED),
    ],
)
def test_each_outcome_as_junit_shows_it(children: str, outcome: Outcome) -> None:
    assert record(f'<testcase name="test_a">{children}</testcase>').outcome is outcome


@pytest.mark.parametrize(
    ("attributes", "outcome"),
    [
        ('status="run" result="completed"', Outcome.PASSED),
        ('status="notrun" result="suppressed"', Outcome.SKIPPED),
        ('status="run" result="skipped"', Outcome.SKIPPED),
        ('status="Failed"', Outcome.FAILED),
        ('status="pending"', Outcome.SKIPPED),
        ('status="passed"', Outcome.PASSED),
    ],
)
def test_a_status_that_an_attribute_says_counts(attributes: str, outcome: Outcome) -> None:
    assert record(f'<testcase name="a" {attributes}/>').outcome is outcome


def test_a_failure_and_an_error_of_one_test_are_two_entries() -> None:
    case = '<testcase name="a"><properties><property name="spec.nodeid" value="a.py::a"/></properties>{}</testcase>'
    both = records(f"<testsuite>{case.format('<failure/>')}{case.format('<error/>')}</testsuite>")
    assert [(one.nodeid, one.outcome) for one in both] == [("a.py::a", Outcome.FAILED)] * 2


def test_surefire_tells_of_attempts() -> None:
    found = record('<testcase name="a"><flakyFailure/><flakyError/></testcase>')
    assert (found.outcome, found.reruns) == (Outcome.PASSED, 2)
    assert record('<testcase name="a"><failure/><rerunFailure/></testcase>').outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("properties", "verifies"),
    [
        ('<property name="spec.verifies" value="001-login/AC-001"/>', ("001-login/AC-001",)),
        ('<property name="spec.verifies" value="001-login/AC-001?"/>', ("001-login/AC-001?",)),
        ('<property name="requirement" value="FR-001, FR-002"/>', ("FR-001", "FR-002")),
        ('<property name="FullyVerifies" value="FR-001;FR-002"/>', ("FR-001", "FR-002")),
        ('<property name="PartiallyVerifies" value="FR-001"/>', ("FR-001?",)),
        ('<property name="requirement">FR-001</property>', ("FR-001",)),
        ('<property name="other" value="FR-001"/>', ()),
    ],
)
def test_properties_say_what_a_test_verifies(properties: str, verifies: tuple[str, ...]) -> None:
    assert record(f'<testcase name="a"><properties>{properties}</properties></testcase>').verifies == verifies


def test_properties_of_a_suite_are_of_no_test() -> None:
    properties = '<properties><property name="requirement" value="FR-1"/></properties>'
    assert records(f'<testsuite>{properties}<testcase name="a"/></testsuite>')[0].verifies == ()


def test_recorded_steps_are_read() -> None:
    value = "[[&quot;given&quot;, &quot;an account&quot;]]"
    found = record(
        f'<testcase name="a"><properties><property name="spec.steps" value="{value}"/></properties></testcase>'
    )
    assert found.steps == (("given", "an account"),)


@pytest.mark.parametrize("value", ["{", "{}", "[[1, 2]]", "[" * 20_000])
def test_steps_that_are_none_are_refused(value: str) -> None:
    text = f'<testsuite>\n<testcase name="a"><properties><property name="spec.steps" value="{value}"/>'
    assert reason(f"{text}</properties></testcase></testsuite>").startswith("line 2")


@pytest.mark.parametrize(
    ("title", "tags"),
    [
        ("starts a session [001-login/AC-002]", ("001-login/AC-002",)),
        ("[login/FR-003] starts a session", ("login/FR-003",)),
        ("starts [AC-001] [AC-002]", ("AC-001", "AC-002")),
        ("starts [001-login/US1.2]", ("001-login/US1.2",)),
        ("TestLogin/starts_[001-login/AC-002]", ("001-login/AC-002",)),
        ("test_export[FR-003]", ()),
        ("test_export[001-login/AC-002]", ()),
        ("reads an array[0] [x] [T001] []", ()),
        ("[" * 5000 + "AC-001", ()),
    ],
)
def test_a_tag_in_a_title_counts_and_parameters_do_not(title: str, tags: tuple[str, ...]) -> None:
    assert title_tags(title) == tags


def test_a_title_counts_only_where_there_is_no_node_id() -> None:
    properties = '<properties><property name="spec.nodeid" value="a.py::test_a[x [AC-001]]"/></properties>'
    assert record(f'<testcase name="test_a[x [AC-001]]">{properties}</testcase>').verifies == ()


def test_suites_nest_and_lend_their_file() -> None:
    text = """<testsuites><testsuite name="outer" file="a.test.js">
    <testsuite name="inner"><testcase name="x"/></testsuite>
    <testcase name="y" file="b.test.js"/></testsuite><testcase name="z"/></testsuites>"""
    assert [(one.name, one.suite, one.file) for one in records(text)] == [
        ("x", "inner", "a.test.js"),
        ("y", "outer", "b.test.js"),
        ("z", "", ""),
    ]


@pytest.mark.parametrize(
    "text",
    [
        '\ufeff<?xml version="1.0" encoding="utf-8"?><testsuite><testcase name="ä"/></testsuite>'.encode(),
        '<?xml version="1.0" encoding="iso-8859-1"?><testsuite><testcase name="ä"/></testsuite>'.encode("latin-1"),
        '<?xml version="1.0" encoding="utf-16"?><testsuite><testcase name="ä"/></testsuite>'.encode("utf-16"),
        '<?xml version="1.0"?><j:testsuite xmlns:j="x"><j:testcase name="ä"/></j:testsuite>'.encode(),
    ],
)
def test_encodings_and_prefixes_are_understood(text: bytes) -> None:
    assert [one.name for one in records(text)] == ["ä"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('<!DOCTYPE x [<!ENTITY a "b">]>\n<testsuite/>', "line 1: a DOCTYPE is not accepted"),
        ('\n<!DOCTYPE x SYSTEM "http://example.org/x.dtd"><testsuite/>', "line 2: a DOCTYPE is not accepted"),
        ("<testsuite>\n  <testcase>\n</testsuite>", "line 3, column 3: mismatched tag"),
        ("<testsuite>\n<testcase name='a'/>", "line 2, column 21: no element found"),
        ("", "line 1, column 1: no element found"),
        ("<testsuite>&nope;</testsuite>", "line 1, column 12: undefined entity"),
        ("<html><body/></html>", "line 1: no JUnit report, its first element is <html>"),
        ("<testsuite>\x01</testsuite>", "line 1, column 12: not well-formed (invalid token)"),
        ('<?xml version="1.0" encoding="nonsense"?><testsuite/>', "it cannot be decoded"),
    ],
)
def test_what_is_broken_is_refused_with_the_place(text: str, words: str) -> None:
    assert reason(text).startswith(words)


def test_more_than_the_limit_is_not_read() -> None:
    assert reason("<testsuite>" + " " * (2 << 20), size_limit=1 << 20) == "it holds more than 1 MB"


def test_a_tag_without_end_is_given_up() -> None:
    assert reason('<testsuite><testcase name="' + "x" * (9 << 20)) == "line 1: a tag of more than 8 MB"


def test_deep_nesting_and_much_output_stay_small() -> None:
    pieces = iter([b"<testsuite>" * 1000, b'<testcase name="a"><system-out>', *[b"x" * 65536] * 640, b"</"])

    class Endless(io.BytesIO):
        """A report with 40 MB of output, made while it is read."""

        def read(self, _size: int | None = -1, /) -> bytes:
            return next(pieces, b"")

    tracemalloc.start()
    with pytest.raises(MalformedEvidence):
        parse(Endless())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 << 20


@given(st.text(alphabet='<>/"= \nabtescuipronfl&;![]', max_size=200))
def test_no_text_crashes_the_reader(text: str) -> None:
    with suppress(MalformedEvidence):
        records(f"<testsuite>{text}</testsuite>")
