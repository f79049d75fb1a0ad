"""What other branches and work trees hold, asked of a real git."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.conftest import GitRepository

from specward.git.elsewhere import GitElsewhere, Line
from specward.git.process import GitMissing

if TYPE_CHECKING:
    from pathlib import Path

FOLDERS = ["adr"]


def lines(root: Path) -> dict[str, list[str]]:
    """What each other line holds in the folder."""
    return {line.name: sorted(line.paths) for line in GitElsewhere(str(root)).lines(FOLDERS)}


@pytest.fixture
def forked(repository: GitRepository) -> GitRepository:
    """A main line with one file, and a branch `side` with one more; the main line is checked out."""
    repository.write("adr/0001-a.md", "a")
    repository.commit()
    repository.git("checkout", "-q", "-b", "side")
    repository.write("adr/0002-b.md", "b")
    repository.commit()
    repository.git("checkout", "-q", "main")
    return repository


def test_a_branch_is_told_with_what_its_folder_holds(forked: GitRepository) -> None:
    assert lines(forked.root) == {"side": ["adr/0001-a.md", "adr/0002-b.md"]}


def test_a_branch_with_the_same_folder_is_not_told(forked: GitRepository) -> None:
    forked.git("branch", "twin")
    assert list(lines(forked.root)) == ["side"]


def test_the_branch_that_is_checked_out_is_not_another_line(forked: GitRepository) -> None:
    forked.git("checkout", "-q", "side")
    assert lines(forked.root) == {"main": ["adr/0001-a.md"]}


def test_main_lines_come_first_and_a_branch_before_its_remote_copy(forked: GitRepository, tmp_path: Path) -> None:
    forked.git("clone", "-q", str(forked.root), str(tmp_path / "clone"))
    clone = GitRepository(tmp_path / "clone")
    clone.git("checkout", "-q", "side")
    clone.git("checkout", "-q", "--orphan", "new")
    assert list(lines(clone.root)) == ["main", "origin/main", "side", "origin/side"]


def test_the_name_that_a_remote_gives_to_its_main_line_is_not_a_line(forked: GitRepository, tmp_path: Path) -> None:
    forked.git("branch", "-m", "main", "development")
    forked.git("clone", "-q", str(forked.root), str(tmp_path / "clone"))
    clone = GitElsewhere(str(tmp_path / "clone"))
    assert [line.name for line in clone.lines(FOLDERS)] == ["origin/side"]
    assert clone.published(FOLDERS) == {"adr/0001-a.md"}


def test_nothing_is_published_without_a_remote(forked: GitRepository) -> None:
    assert GitElsewhere(str(forked.root)).published(FOLDERS) == frozenset()


def test_a_file_that_another_work_tree_has_not_committed_is_told(forked: GitRepository, tmp_path: Path) -> None:
    forked.git("worktree", "add", "-q", str(tmp_path / "desk"), "-b", "desk")
    (tmp_path / "desk/adr/0003-c.md").write_bytes(b"c")
    seen = GitElsewhere(str(forked.root))
    found = {line.name: line for line in seen.lines(FOLDERS)}
    assert sorted(found["the work tree ../desk"].paths) == ["adr/0001-a.md", "adr/0003-c.md"]
    assert seen.read(found["the work tree ../desk"], "adr/0003-c.md") == b"c"
    assert seen.read(found["the work tree ../desk"], "adr/0004-d.md") is None


def test_a_work_tree_without_a_branch_is_told_too(forked: GitRepository, tmp_path: Path) -> None:
    forked.git("worktree", "add", "-q", "--detach", str(tmp_path / "desk"))
    (tmp_path / "desk/adr/0003-c.md").write_bytes(b"c")
    seen = GitElsewhere(str(forked.root))
    desk = seen.lines(FOLDERS)[-1]
    assert desk.name == "the work tree ../desk"
    assert seen.shared(desk, FOLDERS) == frozenset({"adr/0001-a.md"})


def test_what_two_lines_share_is_what_stood_where_they_parted(forked: GitRepository) -> None:
    forked.write("adr/0002-c.md")
    forked.commit()
    seen = GitElsewhere(str(forked.root))
    [side] = seen.lines(FOLDERS)
    assert seen.shared(side, FOLDERS) == frozenset({"adr/0001-a.md"})
    assert seen.read(side, "adr/0002-b.md") == b"b"


def test_lines_without_a_common_commit_share_nothing_that_could_be_told(forked: GitRepository) -> None:
    forked.git("checkout", "-q", "--orphan", "new")
    forked.write("adr/0009-z.md")
    forked.commit()
    seen = GitElsewhere(str(forked.root))
    assert {seen.shared(line, FOLDERS) for line in seen.lines(FOLDERS)} == {None}


def test_paths_count_from_the_root_of_a_project_below_the_top(repository: GitRepository) -> None:
    repository.write("apps/web/adr/0001-a.md")
    repository.commit()
    repository.git("branch", "side")
    repository.write("apps/web/adr/0002-b.md", "b")
    repository.commit()
    seen = GitElsewhere(str(repository.root / "apps/web"))
    [side] = seen.lines(FOLDERS)
    assert side.paths == {"adr/0001-a.md"}
    assert seen.read(side, "adr/0001-a.md") == b""
    assert seen.shared(side, FOLDERS) == side.paths


def test_the_top_is_a_folder_too(forked: GitRepository) -> None:
    forked.write("0005-e.md")
    forked.commit()
    [side] = GitElsewhere(str(forked.root)).lines([""])
    assert side.paths == {"adr"}


def test_there_is_nothing_elsewhere_without_a_commit_or_a_repository(repository: GitRepository, tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    assert lines(repository.root) == {}
    assert lines(tmp_path / "plain") == {}
    assert GitElsewhere(str(tmp_path / "plain")).published(FOLDERS) == frozenset()
    assert GitElsewhere(str(repository.root)).shared(Line("x", "x", frozenset()), FOLDERS) is None


def test_there_is_nothing_elsewhere_without_git(forked: GitRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert lines(forked.root) == {}
    assert GitElsewhere(str(forked.root)).published(FOLDERS) == frozenset()
    with pytest.raises(GitMissing):
        GitElsewhere(str(forked.root)).shared(Line("x", "x", frozenset()), FOLDERS)
