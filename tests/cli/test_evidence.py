"""`spec evidence`: results of any runner, kept for the gate, and what they prove."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Spec

pytestmark = pytest.mark.usefixtures("inside")
TEST = """import pytest


@pytest.mark.verifies("001-login/AC-001")
def test_session(client):
    assert client.sign_in("ada")


@pytest.mark.verifies("001-login/AC-002")
def test_refusal(client):
    assert not client.sign_in("eve")
"""
REPORT = """<?xml version="1.0" encoding="utf-8"?>
<testsuites><testsuite name="pytest">
<testcase classname="tests.test_login" name="test_session"/>
<testcase classname="tests.test_login" name="test_refusal"><skipped type="pytest.skip"/></testcase>
<testcase classname="tests.test_other" name="test_other"/>
</testsuite></testsuites>
"""
KEPT = ".specify/evidence/report.jsonl"


@pytest.fixture
def project(spec: Spec) -> Spec:
    spec.write(".specify/specward.yml", "")
    spec.write("tests/test_login.py", TEST)
    spec.write("tests/test_other.py", "def test_other(): ...\n")
    spec.write("report.xml", REPORT)
    return spec


def test_a_report_is_kept_and_says_what_it_proves(project: Spec) -> None:
    done = project("evidence", "import", "report.xml")
    assert (done.code, done.out) == (0, f"{KEPT}\n")
    assert done.err == "3 results, 2 bound to tests that say what they verify\n"
    shown = project("evidence", "show")
    assert shown.code == 0
    assert shown.out.splitlines() == [
        "✓ tests/test_login.py::test_session  001-login/AC-001  passed",
        "✗ tests/test_login.py::test_refusal  001-login/AC-002  skipped",
        "1 proved, 1 skipped",
    ]


def test_it_is_told_for_programs(project: Spec) -> None:
    imported = project("evidence", "import", "report.xml", "--json").json
    assert imported == {
        "path": KEPT,
        "results": 3,
        "bound": 2,
        "files": [".specify/evidence/.gitignore", KEPT],
        "dry_run": False,
    }
    shown = project("evidence", "show", "--json").json
    assert shown["sources"] == [KEPT]
    assert [(test["id"], test["state"], test["line"]) for test in shown["tests"]] == [
        ("tests/test_login.py::test_session", "proved", 5),
        ("tests/test_login.py::test_refusal", "skipped", 10),
    ]


def test_a_dry_run_writes_nothing(project: Spec) -> None:
    before = project.files()
    done = project("evidence", "import", "report.xml", "--dry-run")
    assert (done.code, f"+++ b/{KEPT}" in done.out) == (0, True)
    assert project.files() == before


def test_evidence_of_another_machine_keeps_its_own_tree(project: Spec) -> None:
    line = {"test": "tests/test_login.py::test_session", "outcome": "passed"}
    header = {"specward": 1, "tree": {"tests/": "another"}, "results": 1}
    project.write("ci.jsonl", f"{json.dumps(header)}\n{json.dumps(line)}\n")
    assert project("evidence", "import", "ci.jsonl").code == 0
    shown = project("evidence", "show").out
    assert "made on another tree: tests/ changed" in shown
    assert shown.splitlines()[-1] == "2 stale"


def test_a_change_after_the_import_makes_it_stale(project: Spec) -> None:
    project("evidence", "import", "report.xml")
    project.write("src/login.py", "x = 1\n")
    assert "made on another tree: src/ changed" in project("evidence", "show").out


@pytest.mark.usefixtures("unmeasured")
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("<testsuite>\n<testcase>", "line 2, column 11: no element found"),
        ("<!DOCTYPE x>\n<testsuite/>", "line 1: a DOCTYPE is not accepted"),
        ("<html/>", "line 1: no JUnit report, its first element is <html>"),
        ("{}", 'line 1: no header {"specward": 1, …}'),
    ],
)
def test_a_file_that_is_no_evidence_is_undetermined_and_nothing_is_written(
    project: Spec, content: str, reason: str
) -> None:
    project("evidence", "import", "report.xml")
    project.write("report.xml", content)
    before = project.files()
    done = project("evidence", "import", "report.xml")
    assert done.code == 3
    assert reason in done.err
    assert "report.xml" in done.err
    assert project.files() == before


def test_a_kept_file_that_is_broken_is_told_and_undetermined(project: Spec) -> None:
    project("evidence", "import", "report.xml")
    project.write(".specify/evidence/other.jsonl", "{")
    shown = project("evidence", "show")
    assert shown.code == 3
    assert "undetermined: .specify/evidence/other.jsonl: line 1: no JSON object" in shown.out
    assert project("evidence", "show", "--json").json["undetermined"] == [
        {"path": ".specify/evidence/other.jsonl", "reason": "line 1: no JSON object"}
    ]


def test_wrong_usage_says_what_is_wrong(project: Spec) -> None:
    assert "there is no file missing.xml" in project("evidence", "import", "missing.xml").err
    wrong = project("evidence", "import", "report.xml", "--format", "jsonl")
    assert (wrong.code, "is not of the form jsonl" in wrong.err) == (2, True)
    project.write("other/report.xml", REPORT)
    twice = project("evidence", "import", "report.xml", "other/report.xml")
    assert (twice.code, f"two files would become {KEPT}" in twice.err) == (2, True)
    assert not any(path.startswith(".specify/evidence") for path in project.files())


def test_without_any_evidence_it_says_how_to_get_some(project: Spec) -> None:
    shown = project("evidence", "show")
    assert shown.code == 0
    assert "no evidence: run `pytest --spec-evidence`" in shown.out
    assert shown.out.splitlines()[-1] == "2 no evidence"


def test_hostile_names_cannot_drive_the_terminal(project: Spec) -> None:
    project.write(
        "report.xml", '<testsuite><testcase name="&#x202e;x [001-login/AC-001]" file="a&#x9b;31m.js"/></testsuite>'
    )
    project("evidence", "import", "report.xml")
    shown = project("evidence", "show").out
    assert "\u202e" not in shown
    assert "\x9b" not in shown
    assert "[001-login/AC-001]" in shown


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "no test says what it verifies"),
        ({"a.test.ts": "// spec: verifies 001-login/AC-001\nit('signs in', () => {})\n"}, "`addFileAttribute: true`"),
        ({"login_test.go": "// spec: verifies 001-login/AC-001\nfunc TestLogin(t *testing.T) {}\n"}, "by its go.mod"),
    ],
)
def test_where_nothing_is_bound_it_says_why_and_the_cure(spec: Spec, files: dict[str, str], said: str) -> None:
    for path, text in {".specify/specward.yml": "", **files}.items():
        spec.write(path, text)
    spec.write("report.xml", "<testsuite><testcase classname='Login' name='Login signs in'/></testsuite>")
    done = spec("evidence", "import", "report.xml")
    assert (done.code, done.err.splitlines()[0]) == (0, "1 result, 0 bound to tests that say what they verify")
    assert said in done.err
    assert not files or "`[001-login/AC-001]`" in done.err


def test_a_report_without_a_test_case_is_undetermined(project: Spec) -> None:
    project.write("report.xml", "<testsuites><testsuite name='x'/></testsuites>")
    done = project("evidence", "import", "report.xml")
    assert (done.code, "it holds no test case" in done.err) == (3, True)
    assert KEPT not in project.files()
