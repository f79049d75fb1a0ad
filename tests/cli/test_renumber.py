"""`spec renumber`, as a command."""

from __future__ import annotations

import json
import os
import signal
from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import Spec
from tests.cli.test_killed import run_until

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import GitRepository

pytestmark = pytest.mark.usefixtures("inside", "unmeasured")

OURS, THEIRS = "specs/002-search", "specs/002-export"


def text(name: str) -> str:
    return f"# Feature Specification: X\n\n**Feature Branch**: `{name}`\n\n- **FR-001**: System MUST {name}.\n"


@pytest.fixture
def parted(repository: GitRepository) -> GitRepository:
    """Two branches have each a second feature; `002-search` is checked out."""
    repository.write("specs/001-login/spec.md", text("001-login"))
    repository.write(".specify/.gitignore", "feature.json\n")
    repository.commit()
    repository.git("checkout", "-q", "-b", "002-search")
    repository.write(f"{OURS}/spec.md", text("002-search"))
    repository.write(".specify/feature.json", '{"feature_directory":"specs/002-search"}\n')
    repository.write("src/search.py", "# 002/FR-001, 002-search/FR-001\r\n")
    repository.commit()
    repository.git("checkout", "-q", "main")
    repository.write(f"{THEIRS}/spec.md", text("002-export"))
    repository.write("src/export.py", "# 002/FR-001\n")
    repository.commit()
    repository.git("checkout", "-q", "002-search")
    return repository


@pytest.mark.verifies("005-the-whole-checker/AC-007")
def test_before_the_merge_the_feature_moves_that_the_main_line_does_not_have(parted: GitRepository) -> None:
    spec = Spec(parted.root)
    before = spec.files()
    shown = spec("renumber", "--onto", "main", "--dry-run")
    assert spec.files() == before
    assert "rename from specs/002-search\nrename to specs/003-search\n" in shown.out
    assert shown.err == (
        "specs/002-search would become specs/003-search (main has specs/002-export)\n"
        "4 lines in 3 files would change\n"
        "the git branch 002-search keeps its name: git branch -m 002-search 003-search\n"
    )
    done = spec("renumber")
    assert (done.code, done.out) == (0, "specs/003-search\n")
    assert spec.files() == {
        ".specify/.gitignore": b"feature.json\n",
        ".specify/feature.json": b'{"feature_directory":"specs/003-search"}\n',
        "specs/001-login/spec.md": before["specs/001-login/spec.md"],
        "specs/003-search/spec.md": text("002-search")
        .replace("`002-s", "`003-s")
        .replace("MUST 002", "MUST 003")
        .encode(),
        "src/search.py": b"# 003/FR-001, 003-search/FR-001\r\n",
    }
    again = spec("renumber")
    assert (again.code, again.out, again.err) == (0, "", "nothing to renumber: no number is borne twice\n")


@pytest.mark.verifies("005-the-whole-checker/AC-006")
def test_after_the_merge_the_number_means_the_feature_that_its_line_came_with(parted: GitRepository) -> None:
    parted.git("merge", "-q", "main")
    parted.write("docs/a.md", "Feature 002, 002/FR-001.\n")
    parted.commit()
    spec = Spec(parted.root)
    assert "PRJ001" in spec("check", "--select", "PRJ001").out
    done = spec("renumber", "--json").json
    moved = {"kind": "feature", "former": OURS, "now": "specs/003-search", "reason": f"main has {THEIRS}"}
    assert done["renumbered"] == [moved]
    assert [(one["path"], one["text"]) for one in done["left"]] == [("docs/a.md", "002"), ("src/export.py", "002")]
    assert spec.read("docs/a.md") == "Feature 002, 003/FR-001.\n"
    assert (spec.read("src/search.py"), spec.read("src/export.py")) == (
        "# 003/FR-001, 003-search/FR-001\r\n",
        "# 002/FR-001\n",
    )
    assert spec("check", "--select", "PRJ001").code == 0


def test_on_the_main_line_the_one_that_was_committed_last_moves(parted: GitRepository) -> None:
    parted.git("checkout", "-q", "main")
    parted.git("merge", "-q", "--no-ff", "002-search", "-m", "Merge")
    parted.git("branch", "-q", "-D", "002-search")
    assert f"({THEIRS} was committed first)" in Spec(parted.root)("renumber", "--dry-run").err


def test_a_number_that_any_branch_has_is_not_given_and_one_that_is_taken_is_refused(parted: GitRepository) -> None:
    parted.git("checkout", "-q", "-b", "side", "main")
    parted.write("specs/007-more/spec.md", text("007-more"))
    parted.commit()
    parted.git("checkout", "-q", "002-search")
    spec = Spec(parted.root)
    assert "specs/008-search" in spec("renumber", "--dry-run").out
    refused = [spec("renumber", "002-search", "--to", number) for number in ("1", "7", "2", "x")]
    assert [one.code for one in refused] == [2, 2, 2, 2]
    assert "taken by 001-login" in refused[0].err
    assert "taken by another branch or work tree" in refused[1].err
    assert "has the number 2 already" in refused[2].err
    assert "x is no number" in refused[3].err
    assert spec("renumber", "002-search", "--to", "12").out == "specs/012-search\n"


def test_without_git_days_tell_and_a_path_may_be_relative_to_where_one_stands(tmp_path: Path) -> None:
    spec = Spec(tmp_path)
    spec.write(".specify/specward.yml", "")
    for name, day in (("001-a", "2026-02-02"), ("001-b", "2026-01-01")):
        spec.write(f"specs/{name}/spec.md", f"# Feature Specification: X\n\n**Created**: {day}\n")
    assert "(specs/001-b is from 2026-01-01, this one from 2026-02-02)" in spec("renumber", "--dry-run").err
    assert Spec(tmp_path / "specs")("renumber", "./001-b").out == "specs/002-b\n"
    assert spec("renumber", "--onto", "main").code == 2


def test_a_shallow_clone_says_that_it_cannot_tell(parted: GitRepository, tmp_path: Path) -> None:
    parted.git("clone", "-q", "--depth", "1", "--no-single-branch", f"file://{parted.root}", str(tmp_path / "clone"))
    refused = Spec(tmp_path / "clone")("renumber", "--onto", "origin/main")
    assert (refused.code, "too shallow" in refused.err) == (3, True)


@pytest.mark.parametrize("arguments", [["nonsense"], ["FR-001"], ["P-01"], ["--to", "4"], ["--onto", "nowhere"], [""]])
def test_what_means_nothing_is_wrong_usage_and_changes_nothing(parted: GitRepository, arguments: list[str]) -> None:
    spec = Spec(parted.root)
    before = spec.files()
    done = spec("renumber", *arguments)
    assert (done.code, done.err.startswith("error: "), spec.files()) == (2, True, before)


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
@pytest.mark.parametrize("limit", [4, 8, 12])
def test_what_a_killed_run_leaves_is_told_and_mended_by_the_next(parted: GitRepository, limit: int) -> None:
    parted.git("merge", "-q", "main")
    spec = Spec(parted.root)
    assert run_until(limit, ("renumber",), spec) == -signal.SIGKILL
    assert spec("check", "--select", "PRJ001").code == 1
    assert spec("renumber").code == 0
    files = {path: data for path, data in spec.files().items() if not path.rpartition("/")[2].startswith(".spec-")}
    assert json.loads(files[".specify/feature.json"]) == {"feature_directory": "specs/003-search"}
    assert files["src/search.py"] == b"# 003/FR-001, 003-search/FR-001\r\n"
    assert files["specs/003-search/spec.md"] == text("003-search").encode()
    assert not [path for path in files if path.startswith(OURS)]
