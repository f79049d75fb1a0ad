"""Evidence on the disk: kept out of git, bound to its tree, and never mistaken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.changes import apply
from specward.evidence.jsonl import parse, render
from specward.evidence.result import Outcome, Result
from specward.evidence.store import FOLDER, load, read, record

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import GitRepository

TREE = {"src/": "1", "tests/": "2"}
OTHER_TREE = {"src/": "9", "tests/": "2", "setup.py": "3"}
PASSED = Result("tests/a.py::test_a", "", Outcome.PASSED)
SECOND = Result("tests/a.py::test_b", "", Outcome.PASSED)
PATH = f"{FOLDER}/pytest.jsonl"


def keep(root: Path, *results: Result, tree: dict[str, str] = TREE, **facts: object) -> None:
    apply(record(str(root), PATH, results, tree, facts), str(root))


def test_what_is_kept_is_had_again(tmp_path: Path) -> None:
    keep(tmp_path, PASSED)
    found = load(str(tmp_path), TREE)
    assert (found.results, found.stale, found.sources) == ((PASSED,), (), (PATH,))


def test_git_ignores_the_folder_and_its_own_ignore_file(repository: GitRepository) -> None:
    repository.commit()
    keep(repository.root, PASSED)
    keep(repository.root, SECOND)
    assert repository.git("status", "--porcelain") == ""


def test_evidence_of_another_tree_is_stale_and_the_difference_is_named(tmp_path: Path) -> None:
    keep(tmp_path, PASSED, tree=OTHER_TREE)
    found = load(str(tmp_path), TREE)
    assert (found.results, found.stale, found.differs) == ((), (PASSED,), ("setup.py", "src/"))


def test_evidence_of_a_tree_that_changed_meanwhile_is_stale_by_itself(tmp_path: Path) -> None:
    keep(tmp_path, PASSED, changed=["src/"])
    found = load(str(tmp_path), TREE)
    assert (found.results, found.stale, found.differs) == ((), (PASSED,), ("src/",))


def test_runs_on_one_tree_add_up_and_another_tree_begins_anew(tmp_path: Path) -> None:
    keep(tmp_path, PASSED)
    keep(tmp_path, SECOND)
    assert load(str(tmp_path), TREE).results == (PASSED, SECOND)
    keep(tmp_path, SECOND, tree=OTHER_TREE)
    assert parse((tmp_path / PATH).read_bytes()).results == (SECOND,)


def test_nothing_is_added_to_what_changed_under_a_run(tmp_path: Path) -> None:
    keep(tmp_path, PASSED, changed=["src/"])
    keep(tmp_path, SECOND)
    assert load(str(tmp_path), TREE).results == (SECOND,)


def test_a_broken_file_gives_way_to_a_new_run(tmp_path: Path) -> None:
    keep(tmp_path, PASSED)
    (tmp_path / PATH).write_bytes(b"\xff{")
    keep(tmp_path, SECOND)
    assert load(str(tmp_path), TREE).results == (SECOND,)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "line 1: no JSON object"),
        (b"<testsuite>", "line 1, column 12: no element found"),
        (b"<!DOCTYPE a>\n<testsuite/>", "line 1: a DOCTYPE is not accepted"),
        (b'{"specward": 1}\n', "line 1: it does not say which tree the tests ran on"),
        (b'{"specward": 9}\n', "it is of version 9; this program knows version 1: update it"),
        (
            b'{"specward": 1, "tree": {}, "results": 2}\n{"test": "a", "outcome": "passed"}\n',
            "it was cut short: 1 of 2 results are there",
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_told_beside_those_that_can(tmp_path: Path, content: bytes, reason: str) -> None:
    keep(tmp_path, PASSED)
    (tmp_path / FOLDER / "broken.jsonl").write_bytes(content)
    found = load(str(tmp_path), TREE)
    assert found.results == (PASSED,)
    ((path, said),) = found.undetermined
    assert (path, said) == (f"{FOLDER}/broken.jsonl", reason)


def test_a_file_that_is_named_and_not_there_is_undetermined(tmp_path: Path) -> None:
    found = load(str(tmp_path), TREE, files=["missing.xml"])
    assert found.undetermined == (("missing.xml", "it cannot be read: No such file or directory"),)


def test_a_report_that_is_named_is_of_the_present_tree(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text('\n <testsuite name="s"><testcase name="a"/></testsuite>', encoding="utf-8")
    found = load(str(tmp_path), TREE, files=[str(report)])
    assert [(one.test, one.outcome) for one in found.results] == [("s::a", Outcome.PASSED)]


def test_without_any_file_there_is_nothing(tmp_path: Path) -> None:
    assert load(str(tmp_path), TREE) == load(str(tmp_path / "nowhere"), TREE)
    assert load(str(tmp_path), TREE).sources == ()


def test_the_form_is_told_by_the_content_whatever_the_name(tmp_path: Path) -> None:
    path = tmp_path / "results.xml"
    path.write_text(render([PASSED], TREE, {}), encoding="utf-8")
    assert read(str(path)).results == (PASSED,)
    utf16 = '<?xml version="1.0" encoding="utf-16"?><testsuite><testcase name="a"/></testsuite>'
    path.write_bytes(utf16.encode("utf-16"))
    assert len(read(str(path)).results) == 1


LOGIN, EXPORT = "specs/001-login/spec.md", "specs/002-export/spec.md"
SPECS = TREE | {LOGIN: "1", EXPORT: "1"}


@pytest.mark.parametrize(
    ("verifies", "changed", "stale"),
    [
        (("001-login/AC-001",), {EXPORT: "2"}, False),
        (("001-login/AC-001",), {LOGIN: "2"}, True),
        (("login/US1/AC2",), {LOGIN: "2"}, True),
        (("1/AC-001?",), {LOGIN: "2"}, True),
        (("001-login/AC-001", "002-export/AC-001"), {EXPORT: "2"}, True),
        (("AC-001",), {EXPORT: "2"}, True),
        (("US1/AC2",), {EXPORT: "2"}, True),
        (("001-login/AC-001",), {EXPORT: "2", "src/": "2"}, True),
        (("001-login/AC-001",), {"specs/003-new/spec.md": "1"}, False),
    ],
)
def test_a_spec_makes_stale_what_may_verify_its_items(
    tmp_path: Path, verifies: tuple[str, ...], changed: dict[str, str], stale: bool
) -> None:
    result = PASSED._replace(verifies=verifies)
    keep(tmp_path, result, tree=SPECS)
    found = load(str(tmp_path), SPECS | changed)
    assert (found.results, found.stale) == (((), (result,)) if stale else ((result,), ()))
    assert found.differs == tuple(sorted(changed))


def test_of_a_test_whose_parameters_verify_items_of_two_features_none_counts_when_one_changes(tmp_path: Path) -> None:
    first = PASSED._replace(parameters="eu", verifies=("001-login/AC-001",))
    second = PASSED._replace(parameters="us", verifies=("002-export/AC-001",))
    keep(tmp_path, first, second, tree=SPECS)
    assert load(str(tmp_path), SPECS | {EXPORT: "2"}).stale == (first, second)


def test_a_run_on_this_tree_is_worth_more_than_one_before_a_spec_changed(tmp_path: Path) -> None:
    failed = PASSED._replace(outcome=Outcome.FAILED, verifies=("001-login/AC-001",))
    now = failed._replace(outcome=Outcome.PASSED)
    apply(record(str(tmp_path), f"{FOLDER}/older.jsonl", [failed], SPECS | {EXPORT: "0"}, {}), str(tmp_path))
    keep(tmp_path, now, tree=SPECS)
    found = load(str(tmp_path), SPECS)
    assert (found.results, found.stale) == ((now,), (failed,))
