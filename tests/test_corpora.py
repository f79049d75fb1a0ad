"""Real projects that nobody here wrote: where they are at hand, everything in them is read, and nothing is touched."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from specward.artifacts.kind import Kind
from specward.opening import open_source
from specward.project import Project

CORPORA = Path(__file__).parents[2] / "shared/corpora"
PROJECTS = sorted(path for path in CORPORA.iterdir() if path.is_dir()) if CORPORA.is_dir() else []

pytestmark = pytest.mark.skipif(not PROJECTS, reason=f"the collection of real projects is not at {CORPORA}")


def spec(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "specward", *arguments]
    return subprocess.run(command, cwd=root, env=os.environ.copy(), capture_output=True, check=False)


def contents(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("project", PROJECTS, ids=lambda path: path.name)
def test_every_artifact_of_a_real_project_is_read_without_a_crash(project: Path) -> None:
    done = spec(project, "check", "--json")
    assert done.returncode in {0, 1}, done.stderr.decode("utf-8", "replace")
    report: dict[str, Any] = json.loads(done.stdout)
    assert report["undetermined"] == []
    kinds = list(Project(open_source(str(project))).kinds.values())
    assert report["summary"]["checked"] == {kind.value: kinds.count(kind) for kind in Kind if kind in kinds}
    assert kinds


@pytest.mark.parametrize("project", PROJECTS, ids=lambda path: path.name)
def test_init_changes_not_one_byte_of_a_real_project(project: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(project, copy, copy_function=shutil.copyfile)
    for folder in [copy, *(path for path in copy.rglob("*") if path.is_dir())]:
        folder.chmod(0o755)
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
