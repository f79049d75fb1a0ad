"""The gate as people use it: real tests, run by the real pytest, in a scratch project."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import jsonschema
import pytest

import specward
from specward.digest import digest

if TYPE_CHECKING:
    from tests.cli.conftest import Spec
    from tests.conftest import GitRepository

pytestmark = pytest.mark.usefixtures("inside")
SCHEMA = json.loads((Path(__file__).parents[2] / "docs/schemas/verify-v1.json").read_text(encoding="utf-8"))
CHECKLIST = "specs/001-login/checklists/acceptance.md"
SPEC = """\
# Feature Specification: Login

**Status**: Implemented

### User Story 1 - Sign in (Priority: P1)

1. **AC-001** (FR-001): **Given** an account, **When** the right password is sent, **Then** a session starts
2. **AC-002** (FR-001): **Given** an account, **When** a wrong password is sent, **Then** it is refused

### Functional Requirements

- **FR-001**: The system MUST sign people in
"""
THIRD = "3. **AC-003**: **Given** a session, **When** an hour passes, **Then** it ends\n"
TESTS = """\
import pytest

@pytest.mark.verifies("001-login/AC-001")
def test_starts():
    assert int("1") == 1

@pytest.mark.verifies("001-login/AC-002")
def test_refused():
    assert int("2") == 2
"""
CONSTITUTION = """\
# Constitution

## Core Principles

### I. No prints

Everything MUST be logged.

```yaml enforce
- forbid: {pattern: 'print[(]', in: 'src/**/*.py', why: 'use the logger'}
```

### II. Clean shelf

Every file MUST stand in its place.

```yaml enforce
- command: {run: 'test -e src/login.py'}
```

### III. Plain words

Every word MUST be plain.

```yaml enforce
- manual: 'judged at review'
```

**Version**: 1.0.0 | **Ratified**: 2026-01-31 | **Last Amended**: 2026-01-31
"""
COMMAND = "test -e src/login.py"


def run_pytest(root: Path, *arguments: str) -> None:
    """Run the project's tests as its engineer does, whatever they come to."""
    source = str(Path(specward.__file__).parents[1])
    plugins = ["-p", "specward.pytest_plugin", "-p", "no:cacheprovider", "-p", "no:randomly"]
    environment = {**os.environ, "PYTHONPATH": source, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *plugins, *(arguments or ("--spec-evidence",))],
        cwd=root,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert done.returncode in {0, 1}, done.stdout.decode() + done.stderr.decode()


@pytest.fixture
def login(spec: Spec) -> Spec:
    """A project with one feature of two criteria, each with a test that passes; nothing has run yet."""
    return written(spec)


def written(spec: Spec) -> Spec:
    spec.write("specs/001-login/spec.md", SPEC)
    spec.write("tests/test_login.py", TESTS)
    return spec


@pytest.mark.verifies("002-enforced-with-evidence/AC-014")
def test_a_feature_whose_criteria_are_all_proved_is_accepted(login: Spec) -> None:
    run_pytest(login.root)
    done = login("verify", "001")
    first = done.out.splitlines()[0].split()
    assert " ".join(first) == "AC-001 a session starts ✓ tests/test_login.py::test_starts on this tree"
    assert done.out.splitlines()[-1] == "accepted: 2 of 2 criteria evidenced"
    assert done.code == 0
    assert login.read(CHECKLIST).count("- [x] CHK") == 2
    assert done.err == f"wrote {CHECKLIST}\n"


def test_the_checklist_is_evidence_for_nobody_and_is_written_once(login: Spec) -> None:
    run_pytest(login.root)
    assert login("verify").code == 0
    before = login.files()
    done = login("verify")
    assert (done.code, done.err) == (0, "")
    assert login.files() == before


@pytest.mark.verifies("002-enforced-with-evidence/AC-013")
def test_a_criterion_that_nothing_proves_is_named_and_closes_the_gate(login: Spec) -> None:
    login.write("specs/001-login/spec.md", SPEC.replace("### Functional", THIRD + "\n### Functional"))
    login.write("tests/test_login.py", TESTS.replace('assert int("2") == 2', 'pytest.skip("later")'))
    run_pytest(login.root)
    done = login("verify", "login")
    assert done.code == 1
    assert "✗ skipped on this tree  tests/test_login.py::test_refused\n" in done.out
    assert "AC-003  it ends" in done.out
    assert "○ no test says that it verifies this\n" in done.out
    assert done.out.splitlines()[-1] == "not accepted: 1 of 3 criteria evidenced"
    boxes = [line[:21] for line in login.read(CHECKLIST).splitlines() if line.startswith("- [")]
    assert boxes == ["- [x] CHK001 **AC-001", "- [ ] CHK002 **AC-002", "- [ ] CHK003 **AC-003"]


@pytest.mark.verifies("002-enforced-with-evidence/AC-013")
def test_without_any_evidence_nothing_is_decided(login: Spec) -> None:
    done = login("verify")
    assert done.code == 3
    assert "pytest --spec-evidence" in done.out
    assert done.out.splitlines()[-1] == "undetermined: 0 of 2 criteria evidenced, no test results"


@pytest.mark.verifies("002-enforced-with-evidence/AC-014")
def test_without_evidence_a_tick_is_neither_given_nor_taken(login: Spec) -> None:
    run_pytest(login.root)
    login("verify")
    ticked = login.read(CHECKLIST)
    (login.root / ".specify/evidence/pytest.jsonl").unlink()
    assert login("verify").code == 3
    assert login.read(CHECKLIST) == ticked


@pytest.mark.verifies("002-enforced-with-evidence/AC-010")
def test_results_of_another_tree_prove_nothing(login: Spec) -> None:
    run_pytest(login.root)
    login.write("src/login.py", "SECRET = 1\n")
    done = login("verify")
    assert done.code == 1
    assert "made on another tree: src/ changed" in done.out


def test_a_broken_evidence_file_is_no_pass(login: Spec) -> None:
    run_pytest(login.root)
    login.write("report.xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><testsuites/>")
    done = login("verify", "--junit", "report.xml")
    assert done.code == 3
    assert "report.xml: " in done.out


def test_a_junit_report_is_evidence_for_this_tree(login: Spec) -> None:
    run_pytest(login.root, "--junitxml", "../report.xml")
    assert login("verify").code == 3
    assert login("verify", "--junit", "../report.xml").code == 0


def test_a_failing_test_of_a_requirement_closes_the_gate_too(login: Spec) -> None:
    more = '\n@pytest.mark.verifies("001-login/FR-001")\ndef test_all():\n    assert int("1") == 2\n'
    login.write("tests/test_login.py", TESTS + more)
    run_pytest(login.root)
    done = login("verify")
    assert done.code == 1
    assert "✗ failed on this tree  tests/test_login.py::test_all\n" in done.out
    assert done.out.splitlines()[-1].endswith("2 of 2 criteria evidenced, 1 requirement's test fails")


def test_an_unstable_criterion_is_asked_to_get_an_id(login: Spec) -> None:
    login.write("specs/001-login/spec.md", SPEC.replace("**AC-002** (FR-001): ", ""))
    run_pytest(login.root)
    done = login("verify")
    assert done.code == 1
    assert "give it an id" in done.out
    assert "US1.2 (specs/001-login/spec.md:8) has no id of its own" in done.err
    assert CHECKLIST not in login.files()


def test_a_feature_without_criteria_is_not_accepted(login: Spec) -> None:
    login.write("specs/002-search/spec.md", "# Feature Specification: Search\n\n**Status**: Implemented\n")
    run_pytest(login.root)
    done = login("verify", "002")
    assert done.code == 1
    assert done.out.splitlines()[-1].startswith("not accepted: no criterion")


def test_drafts_that_no_test_names_are_left_out_and_said_to_be(login: Spec) -> None:
    login.write("specs/002-search/spec.md", SPEC.replace("Implemented", "Draft"))
    run_pytest(login.root)
    done = login("verify")
    assert done.code == 0
    assert "left out, drafts that no test names: 002-search\n" in done.out


def test_a_violated_principle_closes_the_gate(login: Spec) -> None:
    text = CONSTITUTION.replace(f"- command: {{run: '{COMMAND}'}}", "- manual: 'judged by the eye'")
    login.write(".specify/memory/constitution.md", text)
    login.write("src/login.py", "def login():\n    print('in')\n")
    run_pytest(login.root)
    done = login("verify")
    assert done.code == 1
    assert "✗ src/login.py:2  use the logger\n" in done.out
    assert "– judged by people: judged at review\n" in done.out
    assert done.out.splitlines()[-1] == "not accepted: 2 of 2 criteria evidenced, 1 principle violated"


@pytest.mark.verifies("002-enforced-with-evidence/AC-003")
def test_a_command_runs_only_when_asked_for_and_trusted(login: Spec, tmp_path: Path) -> None:
    login.write(".specify/memory/constitution.md", CONSTITUTION)
    login.write("src/login.py", "")
    run_pytest(login.root)
    config = {"XDG_CONFIG_HOME": str(tmp_path / "config")}
    for arguments in (("verify",), ("verify", "--run")):
        done = login(*arguments, **config)
        assert done.code == 3
        assert f" not trusted, not run: {COMMAND}\n  help: read them, then `spec trust`\n" in done.out
    trusting = {**config, "SPECWARD_TRUST": digest(COMMAND)}
    done = login("verify", **trusting)
    assert done.code == 3
    assert f"not run: `{COMMAND}`; spec verify --run\n" in done.out
    done = login("verify", "--run", **trusting)
    assert (done.code, done.err.splitlines()[0]) == (0, f"$ {COMMAND}")


def test_a_command_that_fails_violates_its_principle(login: Spec) -> None:
    login.write(".specify/memory/constitution.md", CONSTITUTION)
    run_pytest(login.root)
    done = login("verify", "--run", SPECWARD_TRUST=digest(COMMAND))
    assert done.code == 1
    assert f"✗ `{COMMAND}`: exit code 1\n" in done.out


def test_what_a_person_must_confirm_is_open_until_somebody_signs(login: Spec) -> None:
    login.write(".specify/specward.yml", "acceptance:\n  checks: ['The texts were read aloud']\n")
    run_pytest(login.root)
    done = login("verify")
    assert done.code == 1
    assert "○ nobody has signed it: spec sign 001-login/checks#the-texts-were-read-aloud\n" in done.out
    assert done.out.splitlines()[-1] == "not accepted: 2 of 2 criteria evidenced, 1 acceptance check open"


def test_a_waived_criterion_keeps_nobody_out_and_is_not_counted_as_proved(login: Spec) -> None:
    login.write("tests/test_login.py", TESTS.replace('assert int("2") == 2', 'pytest.skip("later")'))
    login.write(
        ".specify/waivers.yml",
        "- waives: 001-login/AC-002\n  reason: next release\n  owner: Ada\n  expires: 2999-12-31\n",
    )
    run_pytest(login.root)
    done = login("verify")
    assert done.code == 0
    assert "– waived until 2999-12-31: next release" in done.out
    assert done.out.splitlines()[-1] == "accepted: 1 of 2 criteria evidenced"
    assert login.read(CHECKLIST).count("[x]") == 1


def test_a_dry_run_shows_the_checklist_and_writes_nothing(login: Spec) -> None:
    run_pytest(login.root)
    before = login.files()
    done = login("verify", "--dry-run")
    assert done.code == 0
    assert "+- [x] CHK001 **AC-001**" in done.err
    assert login.files() == before


@pytest.mark.parametrize("tested", [False, True])
def test_each_form_tells_the_same(login: Spec, tested: bool) -> None:
    if tested:
        run_pytest(login.root)
    value = login("verify", "--json").json
    jsonschema.validate(value, SCHEMA)
    assert value["exit_code"] == (0 if tested else 3)
    assert value["summary"]["evidenced"] == (2 if tested else 0)
    assert value["features"][0]["criteria"][0]["tests"][0]["state"] == ("proved" if tested else "no-evidence")
    root = ET.fromstring(login("verify", "--format", "junit").out)  # noqa: S314 -- written here
    assert root.get("errors") == ("0" if tested else "3")
    markdown = login("verify", "--format", "markdown").out
    assert markdown.startswith("## Accepted\n" if tested else "## Undetermined\n")


def test_contradicting_options_are_refused(login: Spec) -> None:
    for arguments in (("001", "--rev", "a..b"), ("--base", "a", "--rev", "a..b"), ("--rev", "HEAD"), ("nowhere",)):
        assert login("verify", *arguments).code == 2, arguments
    for form in ("markdown", "junit"):
        done = login("verify", "--json", "--format", form)
        assert (done.code, f"--json and --format {form} contradict each other" in done.err) == (2, True)


@pytest.mark.parametrize("arguments", [["verify", "--junit"], ["verify", "--evidence"], ["evidence", "import"]])
def test_a_report_that_is_not_there_is_wrong_usage(login: Spec, arguments: list[str]) -> None:
    done = login(*arguments, "missing.xml")
    assert (done.code, done.out) == (2, "")
    assert "there is no file missing.xml" in done.err
    assert "--junit-xml" in done.err


def test_a_report_of_no_marked_test_or_of_no_test_at_all_says_so(login: Spec) -> None:
    login.write("../report.xml", "<testsuite><testcase classname='Login' name='signs in'/></testsuite>")
    done = login("verify", "--junit", "../report.xml")
    assert "the report names no file of this project, so nothing is bound" in done.err
    login.write("../report.xml", "<testsuites/>")
    done = login("verify", "--junit", "../report.xml")
    assert (done.code, "it holds no test case" in done.out) == (3, True)


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are needed")
def test_on_a_terminal_no_line_is_wider_than_it(login: Spec) -> None:
    ours, theirs = os.openpty()
    process = login.start("verify", stdout=theirs, COLUMNS="70", NO_COLOR="1")
    os.close(theirs)
    shown = b""
    with suppress(OSError):  # Linux tells so that the other end is closed
        while part := os.read(ours, 65536):
            shown += part
    os.close(ours)
    process.communicate()
    rows = [line for line in shown.decode().splitlines() if line.startswith(" AC-")]
    assert len(rows) == 2
    assert all(len(line) <= 70 for line in rows)


def test_a_range_asks_about_the_features_that_it_touches(spec: Spec, repository: GitRepository) -> None:
    login = written(type(spec)(repository.root))
    login.write("specs/002-search/spec.md", SPEC)
    login.write("specs/002-search/tasks.md", "- [x] T001 Write src/search.py (FR-001)\n")
    first = repository.commit("First")
    login.write("docs/guide.txt", "x\n")
    second = repository.commit("Docs")
    login.write("tests/test_login.py", TESTS + "\n")
    third = repository.commit("Test")
    login.write("src/search.py", "x = 1\n")
    repository.commit("Code")
    run_pytest(login.root)

    def asked(span: str) -> tuple[int, list[str]]:
        done = login("verify", "--rev", span, "--json", "--dry-run")
        return done.code, [feature["feature"] for feature in done.json["features"]]

    assert asked(f"{first}..{second}") == (0, [])
    assert asked(f"{second}..{third}") == (0, ["001-login"])
    assert asked(f"{third}..") == (1, ["002-search"])
    assert asked(f"{first}...HEAD") == (1, ["001-login", "002-search"])
    text = login("verify", "--rev", f"{first}..{second}").out
    assert text.splitlines()[-1] == "accepted: the change touches no feature"


def test_coverage_may_not_fall_below_the_base(spec: Spec, repository: GitRepository) -> None:
    login = written(type(spec)(repository.root))
    first = repository.commit("First")
    login.write("tests/test_login.py", TESTS.partition('\n@pytest.mark.verifies("001-login/AC-002')[0])
    repository.commit("Less")
    run_pytest(login.root)
    done = login("verify", "--base", first)
    assert done.code == 1
    assert "[TRC011]" in done.out


def test_a_corrupt_lock_leaves_it_undetermined(login: Spec) -> None:
    login.write("specs/001-login/trace.lock", "<<<<<<< HEAD\n")
    run_pytest(login.root)
    done = login("verify")
    assert done.code == 3
    assert "specs/001-login/trace.lock: line 1: this lock cannot be relied on" in done.out
