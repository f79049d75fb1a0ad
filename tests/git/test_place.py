from __future__ import annotations

import os
from typing import TYPE_CHECKING

from specward.git.place import find_place
from specward.git.repository import Repository
from specward.state import make_state_folder, state_folder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import GitRepository


def agrees(folder: Path) -> bool:
    """Whether the files say of a repository what git says of it."""
    place, repository = find_place(str(folder)), Repository.find(str(folder))
    assert place is not None
    assert repository is not None
    told = (place.top, place.git_dir, place.common_dir, place.branch())
    asked = (repository.root, repository.git_dir, repository.common_dir, repository.branch() or "")
    return told == tuple(map(os.path.realpath, asked[:3])) + asked[3:]


def test_the_files_say_what_git_says(repository: GitRepository) -> None:
    assert agrees(repository.root)
    repository.write("a/b/c.txt")
    repository.commit()
    assert agrees(repository.root / "a/b")
    repository.git("switch", "-q", "-c", "feature/001-login")
    assert agrees(repository.root)
    repository.git("switch", "-q", "--detach")
    assert agrees(repository.root)


def test_a_linked_work_tree_has_its_own_folder(repository: GitRepository, tmp_path: Path) -> None:
    repository.commit()
    repository.git("worktree", "add", "-q", str(tmp_path / "linked"), "-b", "linked")
    assert agrees(tmp_path / "linked")
    place = find_place(str(repository.root))
    assert place is not None
    assert sorted(place.worktrees()) == sorted(
        os.path.realpath(path) for path in (repository.root, tmp_path / "linked")
    )


def test_a_work_tree_that_is_gone_is_none(repository: GitRepository, tmp_path: Path) -> None:
    repository.commit()
    repository.git("worktree", "add", "-q", str(tmp_path / "linked"), "-b", "linked")
    (tmp_path / "linked").rename(tmp_path / "elsewhere")
    place = find_place(str(repository.root))
    assert place is not None
    assert place.worktrees() == [os.path.realpath(repository.root)]


def test_a_submodule_is_a_repository_of_its_own(repository: GitRepository, tmp_path: Path) -> None:
    from tests.conftest import GitRepository as Made

    inner = Made(tmp_path / "inner")
    inner.commit()
    repository.git("submodule", "add", "-q", str(inner.root), "inner")
    assert agrees(repository.root / "inner")


def test_without_a_repository_there_is_no_place(tmp_path: Path) -> None:
    assert find_place(str(tmp_path)) is None


def test_a_dot_git_that_leads_nowhere_is_no_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").write_text("gitdir: /nowhere\n")
    assert find_place(str(tmp_path)) is None
    (tmp_path / ".git").write_bytes(b"\xff\0")
    assert find_place(str(tmp_path)) is None


def test_state_lies_in_the_git_folder_of_the_work_tree(repository: GitRepository, tmp_path: Path) -> None:
    repository.commit()
    repository.git("worktree", "add", "-q", str(tmp_path / "linked"), "-b", "linked")
    assert state_folder(str(repository.root)) == os.path.realpath(repository.root / ".git/specward")
    assert state_folder(str(tmp_path / "linked")) == os.path.realpath(
        repository.root / ".git/worktrees/linked/specward"
    )


def test_without_git_the_state_is_ignored_by_a_repository_that_comes_later(tmp_path: Path) -> None:
    folder = make_state_folder(str(tmp_path), "capture")
    assert folder == str(tmp_path / ".specify/state/capture")
    assert (tmp_path / ".specify/state/.gitignore").read_text().splitlines()[-1] == "*"
    assert make_state_folder(str(tmp_path), "capture") == folder
