from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.errors import UndeterminedError, UsageError
from specward.git.range import changes_since, merge_base

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import GitRepository


def test_two_lines_of_work_parted_at_one_commit(repository: GitRepository) -> None:
    first = repository.commit("First")
    repository.git("switch", "-q", "-c", "side")
    repository.commit("Side")
    repository.git("switch", "-q", "-")
    repository.commit("Main")
    assert merge_base(str(repository.root), "side") == first


def test_what_has_changed_is_told_up_to_a_commit_or_to_the_work_tree(repository: GitRepository) -> None:
    repository.write("a b.txt", "1")
    repository.write("gone.txt", "1")
    first = repository.commit("First")
    repository.write("a b.txt", "2")
    (repository.root / "gone.txt").unlink()
    second = repository.commit("Second")
    repository.write("ü.txt", "new")
    root = str(repository.root)
    committed = [("M", "a b.txt"), ("D", "gone.txt")]
    assert [tuple(change) for change in changes_since(root, first, second)] == committed
    assert [tuple(change) for change in changes_since(root, first)] == [*committed, ("A", "ü.txt")]


def test_paths_are_those_below_the_folder_that_is_asked_from(repository: GitRepository) -> None:
    first = repository.commit("First")
    repository.write("app/x.py", "1")
    repository.write("other.py", "1")
    second = repository.commit("Second")
    changes = changes_since(str(repository.root / "app"), first, second)
    assert [change.path for change in changes] == ["x.py"]


def test_what_git_does_not_know_is_wrong_usage(repository: GitRepository) -> None:
    repository.commit("First")
    repository.git("switch", "-q", "--orphan", "other")
    repository.commit("Another beginning")
    for name in ("nowhere", "--all", "main"):
        with pytest.raises(UsageError):
            merge_base(str(repository.root), name)


def test_a_shallow_clone_cannot_tell(repository: GitRepository, tmp_path: Path) -> None:
    repository.commit("First")
    repository.git("switch", "-q", "-c", "side")
    repository.commit("Side")
    repository.git("switch", "-q", "-")
    repository.commit("Main")
    clone = tmp_path / "clone"
    repository.git("clone", "-q", "--depth", "1", "--no-single-branch", f"file://{repository.root}", str(clone))
    for name in ("origin/side", "HEAD~1"):
        with pytest.raises(UndeterminedError, match="shallow"):
            merge_base(str(clone), name)
