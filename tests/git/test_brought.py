"""What lines of work and commits brought."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.errors import UndeterminedError
from specward.git.brought import added_lines, ages, came_with, has_commit, parent_of

if TYPE_CHECKING:
    from tests.conftest import GitRepository


def test_added_lines_are_told_up_to_a_commit_or_to_the_work_tree(repository: GitRepository) -> None:
    root = str(repository.root)
    repository.write("a b.txt", "one\ntwo\n")
    first = repository.commit()
    repository.write("a b.txt", "one\n++ three\nfour\r\n--- five")
    repository.write("ü/x.txt", "@@ -1 +1 @@\n")
    second = repository.commit()
    repository.write("new.txt", "six\n")
    (repository.root / "link").symlink_to("new.txt")
    committed = {"a b.txt": {"++ three", "four", "--- five"}, "ü/x.txt": {"@@ -1 +1 @@"}}
    assert added_lines(root, first, second) == committed
    assert added_lines(root, first) == {**committed, "new.txt": {"six", ""}, "link": set()}


def test_paths_count_from_the_folder_that_is_asked_from(repository: GitRepository) -> None:
    first = repository.commit()
    repository.write("app/a.txt", "one\n")
    repository.write("b.txt", "two\n")
    repository.commit()
    assert added_lines(str(repository.root / "app"), first) == {"a.txt": {"one"}}


def test_a_file_came_with_the_commit_that_added_it_last(repository: GitRepository) -> None:
    root = str(repository.root)
    assert (came_with(root, "a.txt"), has_commit(root)) == ("", False)
    repository.write("a.txt", "one")
    first = repository.commit()
    repository.write("a.txt", "two")
    second = repository.commit()
    assert (came_with(root, "a.txt"), came_with(root, "b.txt"), has_commit(root)) == (first, "", True)
    assert (parent_of(root, second), parent_of(root, first)) == (first, "")


def test_the_older_a_file_is_the_more_came_after_it(repository: GitRepository) -> None:
    root = str(repository.root / "app")
    repository.write("app/ä b.txt", "one")
    assert ages(root, ["ä b.txt"]) == {"ä b.txt": -1}
    repository.commit()
    repository.write("app/c.txt", "two")
    repository.write("app/d.txt", "two")
    repository.commit()
    repository.write("app/e.txt", "three")
    found = ages(root, ["ä b.txt", "c.txt", "d.txt", "e.txt"])
    assert found["ä b.txt"] > found["c.txt"] == found["d.txt"] > found["e.txt"] == -1


def test_a_file_of_a_branch_came_with_its_merge(repository: GitRepository) -> None:
    root = str(repository.root)
    repository.commit("First")
    repository.git("checkout", "-q", "-b", "side")
    repository.write("a.txt", "one")
    side = repository.commit("Side")
    repository.git("checkout", "-q", "main")
    second = repository.commit("Second")
    repository.git("merge", "-q", "--no-ff", "side", "-m", "Merge")
    merge = repository.git("rev-parse", "HEAD").strip()
    assert (came_with(root, "a.txt"), parent_of(root, merge)) == (merge, second)
    repository.git("checkout", "-q", "side")
    assert came_with(root, "a.txt") == side


def test_what_git_does_not_know_is_undetermined(repository: GitRepository) -> None:
    with pytest.raises(UndeterminedError, match="git diff"):
        added_lines(str(repository.root), "nowhere")
