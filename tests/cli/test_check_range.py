"""`spec check --rev A..B` and `--diff`: what a change brought, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from tests.cli.checked import Check, faulty
from tests.conftest import GitRepository

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.verifies("005-the-whole-checker/AC-012")

SPEC = "specs/001-a/spec.md"
OTHER = "specs/002-b/spec.md"


@pytest.fixture
def branch(shop: GitRepository) -> GitRepository:
    """On a branch that moved one finding and brought another, while main brought and mended others."""
    shop.git("switch", "-qc", "work")
    shop.write(SPEC, "\n" + faulty(1, 2))
    shop.write(OTHER, faulty(5))
    shop.commit()
    shop.git("switch", "-q", "main")
    shop.write(SPEC, faulty(1))
    shop.write("specs/003-c/spec.md", faulty(6))
    shop.commit()
    shop.git("switch", "-q", "work")
    return shop


@pytest.mark.parametrize("rev", ["main..work", "main...work", "main..", "main..HEAD", "HEAD~1..HEAD"])
def test_a_range_tells_what_it_brought_since_the_lines_parted(branch: GitRepository, check: Check, rev: str) -> None:
    branch.write(SPEC, faulty(7, 8, 9))  # what is not committed does not count
    done = check(rev=rev)
    assert done.code == 1
    assert done.summary == f"1 error in 1 of 3 documents · brought by {rev}"
    assert check.places(rev=rev) == [f"{OTHER}:3"]


def test_a_range_that_brought_nothing_passes(shop: GitRepository, check: Check) -> None:
    shop.write("README.md", "# Shop\n")
    shop.commit()
    done = check(rev="HEAD~1..HEAD")
    assert (done.code, done.summary) == (0, "no findings in 2 documents · brought by HEAD~1..HEAD")


def test_a_range_is_held_to_the_rules_of_its_end(shop: GitRepository, check: Check) -> None:
    shop.write(".specify/specward.yml", "rules:\n  severity:\n    SPC007: warning\n")
    shop.write(OTHER, faulty(1))
    shop.commit()
    assert check(rev="HEAD~1..HEAD").summary.startswith("1 warning in 1 of 3 documents")


def test_a_range_takes_a_renamed_feature_for_the_same(shop: GitRepository, check: Check) -> None:
    shop.git("mv", "specs/001-a", "specs/004-a")
    shop.commit()
    assert check(rev="HEAD~1..HEAD").code == 0


def test_the_baseline_counts_in_a_range_too(shop: GitRepository, check: Check) -> None:
    shop.write(OTHER, faulty(1))
    check(baseline=True)
    shop.write(OTHER, faulty(1, 2))
    shop.commit()
    assert check.places(rev="HEAD~1..HEAD") == [f"{OTHER}:5"]
    assert check.places(rev="HEAD~1..HEAD", no_baseline=True) == [f"{OTHER}:3", f"{OTHER}:5"]


@pytest.mark.parametrize(
    ("rev", "note"),
    [
        ("HEAD..HEAD", "HEAD..HEAD holds no commit, so it brought nothing\n"),
        ("work..work~1", "work..work~1 holds no commit, so it brought nothing; did you mean work~1..work?\n"),
    ],
)
def test_a_range_without_commits_passes_and_says_so(branch: GitRepository, check: Check, rev: str, note: str) -> None:
    del branch
    done = check(rev=rev)
    assert (done.code, done.err) == (0, note)


@pytest.mark.parametrize(
    ("rev", "message"),
    [
        ("nowhere..HEAD", "git knows no commit 'nowhere'"),
        ("HEAD..nowhere", "git knows no commit 'nowhere'"),
        ("--output=x..HEAD", "git knows no commit '--output=x'"),
        ("..", "'..' is no range of commits"),
        ("...", "'...' is no range of commits"),
        ("HEAD..HEAD..HEAD", "git knows no commit 'HEAD..HEAD'"),
    ],
)
def test_a_range_that_git_does_not_know_exits_with_2(check: Check, rev: str, message: str) -> None:
    done = check(rev=rev)
    assert done.code == 2
    assert message in done.err
    assert "  help: " in done.err


def test_lines_of_work_without_a_common_commit_are_no_range(shop: GitRepository, check: Check) -> None:
    shop.git("switch", "-q", "--orphan", "other")
    shop.commit()
    done = check(rev="main..other")
    assert (done.code, "main and other have no commit in common" in done.err) == (2, True)


def test_a_shallow_clone_says_how_to_deepen_it(
    shop: GitRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shop.write(OTHER, faulty(1))
    shop.commit()
    clone = GitRepository(tmp_path / "clone")
    clone.git("fetch", "-q", "--depth=1", shop.root.as_uri(), "main")
    clone.git("checkout", "-q", "FETCH_HEAD")
    done = Check(clone.root, monkeypatch, capsys)(rev="HEAD~1..HEAD")
    assert done.code == 3
    assert "this clone is too shallow to know HEAD~1" in done.err
    assert "git fetch --unshallow" in done.err


class TestUncommitted:
    def test_it_tells_what_the_work_tree_brought(self, shop: GitRepository, check: Check) -> None:
        shop.write(SPEC, "\n\n" + faulty(1, 2))
        shop.write(OTHER, faulty(5))
        done = check(diff=True)
        assert done.summary == "1 error in 1 of 3 documents · brought by the uncommitted changes"
        assert check.places(diff=True) == [f"{OTHER}:3"]

    def test_with_staged_it_tells_what_is_staged(self, shop: GitRepository, check: Check) -> None:
        shop.write(OTHER, faulty(5))
        assert check(diff=True, staged=True).code == 0
        shop.git("add", OTHER)
        shop.write(OTHER, faulty(5, 6))
        assert check.places(diff=True, staged=True) == [f"{OTHER}:3"]
        assert check(diff=True, staged=True).summary.endswith(" · brought by what is staged")

    def test_without_changes_there_is_nothing(self, check: Check) -> None:
        assert check(diff=True).code == 0

    def test_before_the_first_commit_everything_is_new(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        shop = GitRepository(tmp_path / "new")
        shop.write(SPEC, faulty(1))
        done = Check(shop.root, monkeypatch, capsys)(diff=True)
        assert (done.code, done.err) == (1, "there is no commit yet, so everything is new\n")

    def test_it_needs_a_repository(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "specs/001-a").mkdir(parents=True)
        (tmp_path / SPEC).write_text(faulty(1))
        check = Check(tmp_path, monkeypatch, capsys)
        assert "there is no git repository" in check(diff=True).err
        done = check(rev="main..HEAD")
        assert (done.code, "this is no git repository" in done.err) == (2, True)

    def test_it_does_not_go_with_a_revision(self, check: Check) -> None:
        done = check(diff=True, rev="HEAD~1..HEAD")
        assert (done.code, "--rev main..HEAD" in done.err) == (2, True)


@pytest.mark.usefixtures("unmeasured")
def test_they_are_options_of_the_command(branch: GitRepository) -> None:
    def spec(*arguments: str) -> int:
        command = [sys.executable, "-m", "specward", "check", "--select", "SPC007", *arguments]
        return subprocess.run(command, cwd=branch.root, capture_output=True, check=False).returncode

    assert [spec("--rev", "main..work"), spec("--diff"), spec("--rev", "main..main")] == [1, 0, 0]


@pytest.mark.verifies("006-the-five-agents/AC-011", "006-the-five-agents/AC-019")
def test_what_a_change_touches_is_held_against_what_was_agreed(shop: GitRepository, check: Check) -> None:
    shop.write(".specify/specward.yml", "packs: [fastapi]\nfastapi: {app: 'app.main:app', frozen: ['app/v1/**']}\n")
    shop.write("specs/001-a/tasks.md", "# Tasks\n\n- [ ] T001 [US1] Sign in, in app/login.py\n")
    shop.write("app/v1/orders.py", "LIMIT = 5\n")
    shop.commit()
    shop.write("specs/001-a/tasks.md", "# Tasks\n\n- [x] T001 [US1] Sign in, in app/login.py\n")
    shop.write("app/login.py", "LIMIT = 3\n")
    shop.write("app/v1/orders.py", "LIMIT = 6\n")
    asked: dict[str, Any] = {"select": ("TSK015", "FA305")}
    assert check.places(diff=True, **asked) == ["app/v1/orders.py:1", "app/v1/orders.py:1"]
    shop.commit()
    assert check.places(rev="HEAD~1..HEAD", **asked) == ["app/v1/orders.py:1", "app/v1/orders.py:1"]
    assert check.places(**asked) == []
