"""The pytest plugin in real sessions: what it records of every way in which a test can end, alone and with xdist."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

import specward
from specward.evidence.binding import Binding
from specward.evidence.judge import State, judge
from specward.evidence.junit import parse
from specward.evidence.result import Evidence
from specward.evidence.scan import scan
from specward.evidence.store import load
from specward.evidence.tree import tree_of
from specward.sources.worktree import WorkTreeSource

pytestmark = pytest.mark.usefixtures("unmeasured")

SOURCE = str(Path(specward.__file__).parents[1])
KEPT = ".specify/evidence/pytest.jsonl"
ALONE, XDIST = (), ("-p", "xdist.plugin", "-n2")


class Session:
    """pytest in a project, as a process of its own with no plugin that is not named."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.out = ""
        (root / ".specify").mkdir(parents=True)

    def write(self, path: str, text: str) -> None:
        """Put a file there; Python loses its indentation, and gets what every test needs."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(textwrap.dedent(text), encoding="utf-8")

    def run(self, *arguments: str, folder: str = ".", plugin: bool = True) -> int:
        """Run to the end; the exit code."""
        plugins = ["-p", "specward.pytest_plugin"] if plugin else []
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *plugins, "-W", "error", "--strict-markers", *arguments],
            cwd=self.root / folder,
            env={
                **os.environ,
                "PYTHONPATH": SOURCE,
                "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
                "PYTEST_ADDOPTS": "",
                "PYTHONDONTWRITEBYTECODE": "1",
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        self.out = done.stdout + done.stderr
        return done.returncode

    def kept(self, path: str = KEPT) -> dict[str, dict[str, Any]]:
        """The evidence by node id."""
        lines = (self.root / path).read_text(encoding="utf-8").splitlines()[1:]
        entries = [json.loads(line) for line in lines]
        return {f"{e['test']}[{e['parameters']}]" if "parameters" in e else e["test"]: e for e in entries}

    def outcomes(self, path: str = KEPT) -> dict[str, str]:
        """The outcome by function and parameters."""
        return {test.partition("::")[2]: entry["outcome"] for test, entry in self.kept(path).items()}

    def header(self) -> dict[str, Any]:
        header: dict[str, Any] = json.loads((self.root / KEPT).read_text(encoding="utf-8").splitlines()[0])
        return header

    def states(self) -> dict[str, State]:
        """What the project's evidence proves, by function."""
        source = WorkTreeSource(str(self.root))
        evidence = load(str(self.root), tree_of(source))
        return {p.case.id.partition("::")[2]: p.state for p in judge(scan(source, ["tests/**"]).cases, evidence)}


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session(tmp_path / "shop")


EVERY_END = """
    import unittest

    import pytest

    pytestmark = pytest.mark.verifies("001-login/FR-001")

    @pytest.fixture
    def broken():
        raise RuntimeError

    @pytest.fixture
    def breaks():
        yield
        raise RuntimeError

    def test_passes(): assert True
    def test_fails(): assert False
    def test_setup_fails(broken): ...
    def test_teardown_fails(breaks): ...
    def test_fails_and_teardown_fails(breaks): assert False
    def test_skips(): pytest.skip("not here")

    @pytest.mark.skipif("True", reason="never here")
    def test_is_skipped(): ...

    @pytest.mark.xfail
    def test_fails_as_expected(): assert False

    @pytest.mark.xfail
    def test_passes_unexpectedly(): ...

    @pytest.mark.xfail(strict=True)
    def test_passes_against_a_strict_mark(): ...

    @pytest.mark.parametrize("region", ["eu", "us"])
    def test_regions(region): assert region == "eu"

    class TestUnit(unittest.TestCase):
        def test_passes(self): self.assertTrue(True)
        def test_subtest_fails(self):
            with self.subTest(region="us"):
                self.fail()
        @unittest.expectedFailure
        def test_fails_as_expected(self): self.fail()
        @unittest.expectedFailure
        def test_passes_unexpectedly(self): ...
        @unittest.skip("not here")
        def test_is_skipped(self): ...
"""
ENDS = {
    "test_passes": "passed",
    "test_fails": "failed",
    "test_setup_fails": "failed",
    "test_teardown_fails": "failed",
    "test_fails_and_teardown_fails": "failed",
    "test_skips": "skipped",
    "test_is_skipped": "skipped",
    "test_fails_as_expected": "xfailed",
    "test_passes_unexpectedly": "xpassed",
    "test_passes_against_a_strict_mark": "failed",
    "test_regions[eu]": "passed",
    "test_regions[us]": "failed",
    "TestUnit::test_passes": "passed",
    "TestUnit::test_subtest_fails": "failed",
    "TestUnit::test_fails_as_expected": "xfailed",
    "TestUnit::test_passes_unexpectedly": "failed",
    "TestUnit::test_is_skipped": "skipped",
}


@pytest.mark.verifies("002-enforced-with-evidence/AC-012")
@pytest.mark.parametrize("extra", [ALONE, XDIST], ids=["alone", "xdist"])
def test_every_way_to_end_is_recorded(session: Session, extra: tuple[str, ...]) -> None:
    session.write("tests/test_ends.py", EVERY_END)
    assert session.run(*extra, "--spec-evidence") == 1
    assert session.outcomes() == ENDS
    assert {tuple(entry["verifies"]) for entry in session.kept().values()} == {("001-login/FR-001",)}


@pytest.mark.parametrize("extra", [ALONE, XDIST], ids=["alone", "xdist"])
@pytest.mark.parametrize("family", ["xunit1", "xunit2"])
def test_junit_tells_the_same_but_for_unexpected_passes(session: Session, extra: tuple[str, ...], family: str) -> None:
    session.write("tests/test_ends.py", EVERY_END)
    session.run(*extra, "--junitxml=report.xml", "-o", f"junit_family={family}")
    source = WorkTreeSource(str(session.root))
    cases = scan(source, ["tests/**"]).cases
    binding = Binding((), (), lambda _: "")
    results = tuple(map(binding.result, parse(io.BytesIO((session.root / "report.xml").read_bytes()))))
    assert {result.verifies for result in results} == {("001-login/FR-001",)}
    found = {proof.case.id.partition("::")[2]: proof.state for proof in judge(cases, Evidence(results))}
    of_outcome = {
        "passed": State.PROVED,
        "failed": State.FAILED,
        "skipped": State.SKIPPED,
        "xfailed": State.EXPECTED_FAILURE,
        "xpassed": State.PROVED,
    }
    expected = {test: of_outcome[end] for test, end in ENDS.items() if "[" not in test}
    hollow = {State.PROVED: State.HOLLOW}
    assert found.pop("test_regions") is State.FAILING_PARAMETER
    assert found == {
        test: state if found[test] is state else hollow.get(state, state) for test, state in expected.items()
    }


MARKS = """
    import pytest

    pytestmark = pytest.mark.verifies("001-login/FR-001")

    @pytest.mark.verifies("001-login/AC-001")
    class TestLogin:
        @pytest.mark.verifies("001-login/AC-002", "001-login/AC-003", partial=True)
        @pytest.mark.parametrize(
            "region", ["eu", pytest.param("us", marks=pytest.mark.verifies("001-login/AC-004"))]
        )
        def test_session(self, region): assert region
"""


@pytest.mark.parametrize("extra", [ALONE, XDIST], ids=["alone", "xdist"])
def test_marks_of_module_class_function_and_parameter_add_up(session: Session, extra: tuple[str, ...]) -> None:
    session.write("tests/test_login.py", MARKS)
    assert session.run(*extra, "--spec-evidence") == 0
    kept = session.kept()
    common = {"001-login/FR-001", "001-login/AC-001", "001-login/AC-002?", "001-login/AC-003?"}
    assert set(kept["tests/test_login.py::TestLogin::test_session[eu]"]["verifies"]) == common
    assert set(kept["tests/test_login.py::TestLogin::test_session[us]"]["verifies"]) == {*common, "001-login/AC-004"}
    assert "verifies 001-login/AC-004: there is no such item" in session.out


def test_the_mark_can_be_selected_and_is_listed(session: Session) -> None:
    session.write("tests/test_login.py", MARKS + "\n    def test_other(): assert True\n")
    session.write("tests/test_plain.py", "def test_plain(): assert True\n")
    assert session.run("-m", "verifies", "--collect-only", "-q") == 0
    assert "test_plain" not in session.out
    session.run("--markers")
    assert "@pytest.mark.verifies(*targets, partial=False)" in session.out


THREE = """
    import pytest

    @pytest.mark.verifies("001-login/AC-001")
    @pytest.mark.parametrize("region", ["eu", "us"])
    def test_regions(region): assert region

    @pytest.mark.verifies("001-login/AC-002")
    def test_other(): assert True
"""


@pytest.mark.parametrize("extra", [ALONE, XDIST], ids=["alone", "xdist"])
@pytest.mark.parametrize(
    "selection",
    [
        ("-k", "eu"),
        ("--deselect", "tests/test_three.py::test_regions[us]", "--deselect", "tests/test_three.py::test_other"),
        ("tests/test_three.py::test_regions[eu]",),
    ],
)
def test_whatever_leaves_a_parameter_out_is_known(
    session: Session, extra: tuple[str, ...], selection: tuple[str, ...]
) -> None:
    session.write("tests/test_three.py", THREE)
    assert session.run(*extra, *selection, "--spec-evidence") == 0
    assert session.states() == {"test_regions": State.FAILING_PARAMETER, "test_other": State.DESELECTED}


def test_what_a_run_of_the_last_failures_leaves_out_is_known(session: Session) -> None:
    session.write("tests/test_three.py", THREE.replace("assert region", "assert region == 'eu'"))
    session.run("--spec-evidence")
    session.write("tests/test_three.py", THREE)
    assert session.run("--lf", "--spec-evidence") == 0
    assert session.states() == {"test_regions": State.FAILING_PARAMETER, "test_other": State.DESELECTED}


def test_what_a_run_that_ended_early_did_not_reach_is_known(session: Session) -> None:
    session.write("tests/test_three.py", THREE.replace("assert region", "assert region == 'us'"))
    session.run("-x", "--spec-evidence")
    assert session.outcomes() == {
        "test_regions[eu]": "failed",
        "test_regions[us]": "deselected",
        "test_other": "deselected",
    }


def test_a_file_that_fails_to_import_never_ran(session: Session) -> None:
    session.write("tests/test_three.py", THREE)
    session.write("tests/test_broken.py", "import nowhere\n" + textwrap.dedent(THREE))
    session.run("--continue-on-collection-errors", "--spec-evidence")
    source = WorkTreeSource(str(session.root))
    found = judge(scan(source, ["tests/**"]).cases, load(str(session.root), tree_of(source)))
    assert {proof.case.id: proof.state for proof in found} == {
        "tests/test_broken.py::test_regions": State.NEVER_RAN,
        "tests/test_broken.py::test_other": State.NEVER_RAN,
        "tests/test_three.py::test_regions": State.PROVED,
        "tests/test_three.py::test_other": State.HOLLOW,
    }


def test_a_test_that_a_comment_marks_is_recorded_too(session: Session) -> None:
    session.write(
        "tests/test_unit.py",
        """
        import unittest

        class TestLogin(unittest.TestCase):
            # spec: verifies 001-login/AC-001
            def test_session(self): self.assertEqual(1, 1)
        """,
    )
    assert session.run("--spec-evidence") == 0
    assert session.states() == {"TestLogin::test_session": State.PROVED}


@pytest.mark.verifies("002-enforced-with-evidence/AC-010")
def test_runs_on_one_tree_add_up_and_a_change_makes_them_stale(session: Session) -> None:
    session.write("tests/test_three.py", THREE)
    session.run("-k", "eu", "--spec-evidence")
    session.run("-k", "us", "--spec-evidence")
    assert session.states()["test_regions"] is State.PROVED
    session.write("src/login.py", "x = 1")
    assert set(session.states().values()) == {State.STALE}


def test_a_tree_that_changes_under_the_tests_makes_their_evidence_stale(session: Session) -> None:
    session.write("tests/test_three.py", THREE)
    session.write("tests/test_writer.py", "def test_writer():\n    open('generated.txt', 'w').close()\n")
    assert session.run("--spec-evidence") == 0
    assert session.header()["changed"] == ["generated.txt"]
    assert "this evidence is stale: generated.txt changed while the tests ran" in session.out
    assert set(session.states().values()) == {State.STALE}


def test_a_report_beside_the_evidence_makes_nothing_stale(session: Session) -> None:
    session.write("tests/test_three.py", THREE)
    session.run("--spec-evidence", "--junitxml=report.xml")
    assert State.STALE not in session.states().values()
    session.run("--spec-evidence", "--junitxml=report.xml")
    assert "changed" not in session.header()


@pytest.mark.parametrize("folder", ["backend", "backend/tests"])
def test_node_ids_are_told_from_the_root_of_the_project(session: Session, folder: str) -> None:
    session.write("backend/pytest.ini", "[pytest]\n")
    session.write("backend/tests/test_three.py", THREE)
    assert session.run("--spec-evidence", folder=folder) == 0
    assert "backend/tests/test_three.py::test_other" in session.kept()


def test_a_project_below_the_root_of_pytest_is_the_project(session: Session) -> None:
    session.write("pytest.ini", "[pytest]\n")
    session.write("shop/.specify/specward.yml", "")
    session.write("shop/tests/test_three.py", THREE)
    assert session.run("--spec-evidence", folder="shop") == 0
    assert "tests/test_three.py::test_other" in session.kept(f"shop/{KEPT}")


def test_without_a_specify_folder_the_repository_is_the_project(session: Session) -> None:
    (session.root / ".specify").rmdir()
    subprocess.run(["git", "init", "-q", str(session.root)], check=True)
    session.write("backend/pytest.ini", "[pytest]\n")
    session.write("backend/tests/test_three.py", THREE)
    assert session.run("--spec-evidence", folder="backend") == 0
    assert "backend/tests/test_three.py::test_other" in session.kept()


def test_a_worker_that_crashes_loses_no_parameter(session: Session) -> None:
    session.write("tests/test_three.py", "import os\n" + textwrap.dedent(THREE).replace("assert region", "os._exit(3)"))
    session.run("-p", "xdist.plugin", "-n1", "--max-worker-restart=0", "--spec-evidence")
    assert session.outcomes() == {
        "test_regions[eu]": "failed",
        "test_regions[us]": "deselected",
        "test_other": "deselected",
    }


def test_recorded_steps_come_with_the_result(session: Session) -> None:
    session.write(
        "tests/test_steps.py",
        """
        from specward import steps

        def test_session():
            with steps.given("an account"):
                pass
            with steps.then("a session starts"):
                assert True

        def test_without(): assert True
        """,
    )
    for extra in (ALONE, XDIST):
        assert session.run(*extra, "--spec-evidence", "--junitxml=report.xml") == 0
        kept = session.kept()
        steps = [["given", "an account"], ["then", "a session starts"]]
        assert kept["tests/test_steps.py::test_session"]["steps"] == steps
        assert "steps" not in kept["tests/test_steps.py::test_without"]
    records = parse(io.BytesIO((session.root / "report.xml").read_bytes()))
    assert {record.name: record.steps for record in records} == {
        "test_session": tuple(map(tuple, steps)),
        "test_without": (),
    }


def test_a_path_of_ones_own_is_honoured(session: Session, tmp_path: Path) -> None:
    session.write("tests/test_three.py", THREE)
    outside = tmp_path / "elsewhere/linux.jsonl"
    assert session.run(f"--spec-evidence={outside}") == 0
    assert session.run("--spec-evidence=linux.jsonl", folder="tests") == 0
    assert outside.read_text().splitlines()[1:] == (session.root / "tests/linux.jsonl").read_text().splitlines()[1:]
    assert not (session.root / KEPT).exists()


def test_a_test_file_is_never_taken_for_the_place_of_the_evidence(session: Session) -> None:
    session.write("tests/test_three.py", THREE)
    before = (session.root / "tests/test_three.py").read_bytes()
    assert session.run("--spec-evidence", "tests/test_three.py") == 4
    assert "--spec-evidence=FILE.jsonl" in session.out
    assert (session.root / "tests/test_three.py").read_bytes() == before


def test_a_broken_configuration_is_said_before_anything_runs(session: Session) -> None:
    session.write(".specify/specward.yml", "nonsense: 1\n")
    session.write("tests/test_three.py", THREE)
    assert session.run("--spec-evidence") == 4
    assert "--spec-evidence: " in session.out
    assert "Traceback" not in session.out


def test_evidence_that_cannot_be_written_is_said_and_fails_no_test(session: Session) -> None:
    session.write("tests/test_three.py", THREE)
    session.write(".specify/evidence", "a file\n")
    assert session.run("--spec-evidence") == 0
    assert "evidence is not kept: " in session.out


def test_a_project_of_somebody_else_notices_nothing(session: Session) -> None:
    (session.root / ".specify").rmdir()
    session.write("tests/test_plain.py", "def test_plain(): assert True\n")
    assert session.run("--junitxml=report.xml") == 0
    assert "properties" not in (session.root / "report.xml").read_text()
    assert sorted(path.name for path in session.root.iterdir() if path.name[0] != ".") == ["report.xml", "tests"]


def test_a_mark_of_the_same_name_with_another_meaning_does_no_harm(session: Session) -> None:
    session.write(
        "tests/test_other.py",
        """
        import pytest

        @pytest.mark.verifies(3, key=object())
        def test_other(): assert True
        """,
    )
    assert session.run("--spec-evidence") == 0
    assert "verifies" not in session.kept()["tests/test_other.py::test_other"]


def test_collecting_alone_keeps_nothing(session: Session) -> None:
    session.write("tests/test_three.py", THREE)
    assert session.run("--spec-evidence", "--collect-only") == 0
    assert not (session.root / KEPT).exists()


def test_reruns_are_counted(session: Session) -> None:
    """pytest-rerunfailures reports each failed attempt with the outcome `rerun`."""
    session.write(
        "conftest.py",
        """
        import pytest

        def pytest_runtest_protocol(item, nextitem):
            from _pytest.runner import runtestprotocol

            for attempt in range(3):
                reports = runtestprotocol(item, nextitem=nextitem, log=False)
                for report in reports:
                    if report.failed and attempt < 2:
                        report.outcome = "rerun"
                    item.ihook.pytest_runtest_logreport(report=report)
                if not any(report.outcome == "rerun" for report in reports):
                    break
                item._initrequest()
            return True

        def pytest_report_teststatus(report):
            return ("rerun", "R", "RERUN") if report.outcome == "rerun" else None
        """,
    )
    session.write(
        "tests/test_flaky.py",
        """
        attempts = []

        def test_flaky():
            attempts.append(1)
            assert len(attempts) > 2
        """,
    )
    assert session.run("--spec-evidence") == 0, session.out
    assert session.kept()["tests/test_flaky.py::test_flaky"] == {
        "test": "tests/test_flaky.py::test_flaky",
        "outcome": "passed",
        "reruns": 2,
    }


def test_the_plugin_loads_nothing_until_it_is_used(session: Session) -> None:
    session.write(
        "tests/test_plain.py",
        """
        import sys

        def test_plain():
            ours = {name for name in sys.modules if name.startswith("specward")}
            assert ours == {"specward", "specward.pytest_plugin"}
        """,
    )
    assert session.run() == 0, session.out
