"""Real projects that nobody here wrote: where they are at hand, everything in them is read, and nothing is touched."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests import corpora_findings

from specward.artifacts.kind import Kind
from specward.changes import apply
from specward.check.fix import Fixed, fix
from specward.cli.check_options import Options
from specward.cli.check_state import Checking
from specward.opening import open_source
from specward.project import Project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.check.report import Report
    from specward.sources.source import Source

PROJECTS = corpora_findings.projects()

pytestmark = pytest.mark.skipif(
    not PROJECTS, reason=f"the collection of real projects is not at {corpora_findings.CORPORA}"
)


def spec(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "specward", *arguments]
    return subprocess.run(command, cwd=root, env=os.environ.copy(), capture_output=True, check=False)


def copied(project: Path, folder: Path) -> Path:
    """A copy of a project that can be written to."""
    copy = folder / "copy"
    shutil.copytree(project, copy, copy_function=shutil.copyfile)
    for each in [copy, *(path for path in copy.rglob("*") if path.is_dir())]:
        each.chmod(0o755)
    return copy


def contents(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("project", PROJECTS, ids=lambda path: path.name)
def test_every_artifact_of_a_real_project_is_read_without_a_crash(project: Path) -> None:
    done = spec(project, "check", "--json")
    assert done.returncode in {0, 1}, done.stderr.decode("utf-8", "replace")
    report: dict[str, Any] = json.loads(done.stdout)
    assert report["undetermined"] == []
    folders = [".", *open_source(str(project)).nested]
    kinds = [kind for folder in folders for kind in Project(open_source(str(project / folder))).kinds.values()]
    assert report["summary"]["checked"] == {kind.value: kinds.count(kind) for kind in Kind if kind in kinds}
    assert kinds


@pytest.mark.parametrize("project", PROJECTS, ids=lambda path: path.name)
def test_init_changes_not_one_byte_of_a_real_project(project: Path, tmp_path: Path) -> None:
    copy = copied(project, tmp_path)
    before = contents(copy)
    assert spec(copy, "init").returncode == 0
    after = contents(copy)
    assert {path: after.get(path) for path in before} == before
    assert spec(copy, "init").returncode == 0
    assert contents(copy) == after


@pytest.mark.parametrize("project", PROJECTS, ids=lambda path: path.name)
def test_the_status_of_a_real_project_is_told(project: Path) -> None:
    done = spec(project, "status", "--json")
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    assert isinstance(json.loads(done.stdout), dict | list)


@pytest.mark.parametrize("project", PROJECTS, ids=lambda path: path.name)
def test_fixing_a_real_project_makes_nothing_worse_and_changes_nothing_but_what_it_announces(
    project: Path, tmp_path: Path
) -> None:
    root = str(copied(project, tmp_path))
    checking = Checking(Options(fix=True), root)
    rounds: list[Report] = []

    def look(state: Source) -> Report:
        rounds.append(checking.report(checking.project(state)))
        return rounds[-1]

    before = contents(Path(root))
    fixed = fix(open_source(root), look)
    counts = [len(report.findings) for report in rounds]
    assert len(fixed.report.findings) <= counts[0]
    assert not fixed.report.undetermined
    apply(fixed.changes, root)
    after = contents(Path(root))
    again = fix(open_source(root), look)
    assert (again.changes, again.report.findings) == ([], fixed.report.findings)
    assert contents(Path(root)) == after
    moved = {fixed.state.now(path): data for path, data in before.items()}
    edited = {fixed.state.now(path) for path in fixed.state.texts}
    assert {path: data for path, data in after.items() if path not in edited} == {
        path: data for path, data in moved.items() if path not in edited
    }
    if len(counts) == 2:  # all in one round, so that spans are those of the files as they were
        assert {fixed.state.origin(path): after[path] for path in edited} == dict(announced(before, fixed))


def announced(before: dict[str, bytes], fixed: Fixed) -> Iterator[tuple[str, bytes]]:
    """What the edits make of the files that they are about, one after the other from behind."""
    edits = {edit for finding in fixed.made if finding.fix for edit in finding.fix.edits}
    for path in sorted({edit.path for edit in edits}):
        text = before[path].decode()
        for edit in sorted((edit for edit in edits if edit.path == path), reverse=True):
            words = edit.text.replace("\r\n", "\n").replace("\n", "\r\n" if "\r\n" in text else "\n")
            text = text[: edit.span.start] + words + text[edit.span.end :]
        yield path, text.encode()


def test_each_rule_reports_in_each_real_project_what_was_read_and_judged() -> None:
    assert corpora_findings.render() == corpora_findings.GOLDEN.read_text(encoding="utf-8")
