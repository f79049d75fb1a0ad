"""The rules on test results: each way of not proving a criterion has one of its own, and silence without results."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Find = Callable[[str, dict[str, str]], list[Finding]]

TEST = """import pytest


@pytest.mark.verifies("001-login/AC-001")
def test_session(client, region="eu"):
    assert client.sign_in("ada", region).session
"""
ID = "tests/test_login.py::test_session"
CODES = ("TRC004", "TRC005", "TRC006", "TRC007", "TRC015", "TRC016", "TRC017", "TRC018", "TRC019")
MARK = ["001-login/AC-001"]


def files(*entries: dict[str, object], header: dict[str, object] | None = None, test: str = TEST) -> dict[str, str]:
    lines = [header or {"specward": 1}, *entries]
    evidence = "\n".join(map(json.dumps, lines)) + "\n"
    return {"tests/test_login.py": test, ".specify/evidence/pytest.jsonl": evidence}


def entry(outcome: str, parameters: str = "", test: str = ID, verifies: list[str] | None = None) -> dict[str, object]:
    claimed = MARK if verifies is None else verifies
    return {"test": test, "parameters": parameters, "outcome": outcome, "verifies": claimed}


def told(find: Find, project: dict[str, str]) -> dict[str, list[str]]:
    """The messages by code."""
    found = {code: [finding.message for finding in find(code, project)] for code in CODES}
    return {code: messages for code, messages in found.items() if messages}


NAME = "`test_session` verifies 001-login/AC-001"


@pytest.mark.verifies("002-enforced-with-evidence/AC-009")
@pytest.mark.parametrize(
    ("entries", "code", "message"),
    [
        ([entry("failed")], "TRC004", f"{NAME} and failed"),
        ([entry("skipped")], "TRC005", f"{NAME} and was skipped: it proves nothing"),
        ([entry("passed", test="tests/test_other.py::test_b", verifies=[])], "TRC006", "never ran"),
        ([entry("xfailed")], "TRC015", f"{NAME} and failed, as it is marked to: it proves nothing"),
        ([entry("deselected")], "TRC016", f"{NAME} and was left out of the run"),
        ([entry("passed", "eu"), entry("failed", "us")], "TRC017", f"{NAME}, but 1 of 2 parameters failed: us"),
        ([entry("passed", "eu"), entry("skipped", "us")], "TRC017", f"{NAME}, but 1 of 2 parameters skipped: us"),
        ([entry("xpassed")], "TRC018", f"{NAME} and passed, though it is marked as failing"),
        ([entry("failed", "eu"), entry("failed", "us")], "TRC004", f"{NAME} and failed"),
    ],
)
def test_each_way_of_proving_nothing_has_one_finding(
    findings: Find, entries: list[dict[str, object]], code: str, message: str
) -> None:
    found = told(findings, files(*entries))
    assert list(found) == [code]
    assert len(found[code]) == 1
    assert message in found[code][0]


@pytest.mark.parametrize(
    "entries",
    [
        [entry("passed")],
        [entry("passed", "eu"), entry("passed", "us")],
        [entry("skipped"), entry("passed")],
        [],
    ],
)
def test_a_proof_and_no_results_at_all_say_nothing(findings: Find, entries: list[dict[str, object]]) -> None:
    assert told(findings, files(*entries)) == {}


def test_without_evidence_every_rule_is_silent(findings: Find) -> None:
    assert told(findings, {"tests/test_login.py": TEST}) == {}


def test_a_test_without_a_mark_may_end_as_it_likes(findings: Find) -> None:
    plain = TEST.replace('@pytest.mark.verifies("001-login/AC-001")\n', "")
    assert told(findings, files(entry("failed", verifies=[]), test=plain)) == {}


def test_stale_evidence_is_one_finding_that_names_what_changed(findings: Find) -> None:
    test = TEST + TEST.replace("test_session", "test_second").replace("import pytest", "")
    second = entry("failed", test="tests/test_login.py::test_second")
    header = {"specward": 1, "tree": {"tests/": "before", "src/": "gone"}}
    project = files(entry("passed"), second, header=header, test=test)
    (finding,) = findings("TRC007", project)
    assert finding.message == "the results of 2 marked tests were made on another tree: src/, tests/ changed"
    assert finding.location.path == ".specify/evidence/pytest.jsonl"
    assert list(told(findings, project)) == ["TRC007"]


def test_a_run_during_which_the_tree_changed_is_stale(findings: Find) -> None:
    found = told(findings, files(entry("passed"), header={"specward": 1, "changed": ["src/"]}))
    assert found == {"TRC007": ["the results of a marked test were made on another tree: src/ changed"]}


def test_the_finding_stands_at_the_test(findings: Find) -> None:
    (finding,) = findings("TRC004", files(entry("failed")))
    assert (finding.location.path, finding.location.start.line) == ("tests/test_login.py", 5)


def test_a_mark_that_pytest_did_not_see_is_told(findings: Find) -> None:
    other = entry("passed", test="tests/test_login.py::test_other", verifies=["001-login/AC-002"])
    messages = told(findings, files(entry("passed", verifies=[]), other))["TRC019"]
    assert messages == [
        "pytest saw that this test verifies 001-login/AC-002, and its source does not say so",
        f"{NAME}, but pytest did not see the mark for 001-login/AC-001",
    ]


def test_results_made_without_the_plugin_are_no_disagreement(findings: Find) -> None:
    assert told(findings, files(entry("passed", verifies=[]))) == {}


def test_a_tag_in_a_title_is_judged_like_any_mark(findings: Find) -> None:
    tagged = entry("skipped", test="web/login.test.ts::starts a session [001-login/AC-001]")
    project = files(tagged, entry("passed"))
    assert told(findings, project) == {
        "TRC005": ["`starts a session [001-login/AC-001]` verifies 001-login/AC-001 and was skipped: it proves nothing"]
    }
