from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.changeset import ChangedPath
from specward.errors import UndeterminedError, UsageError
from specward.git.history import commits

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import GitRepository


def test_a_range_is_told_oldest_first_with_what_each_commit_changed(repository: GitRepository) -> None:
    repository.write("a.md", "a")
    base = repository.commit("Base")
    repository.write("b c.md", "b")
    repository.commit("Add b")
    (repository.root / "a.md").unlink()
    last = repository.commit("Drop a")
    first, second = commits(str(repository.root), f"{base}..HEAD")
    assert (first.subject, first.changes) == ("Add b", (ChangedPath("A", "b c.md"),))
    assert (second.subject, second.changes, second.sha) == ("Drop a", (ChangedPath("D", "a.md"),), last)
    assert second.parents == (first.sha,)
    assert (first.author, first.email, first.date[:19]) == ("Ada Lovelace", "ada@example.org", "2025-01-15T10:00:00")


def test_the_first_commit_of_all_has_its_paths(repository: GitRepository) -> None:
    repository.git("config", "log.showRoot", "false")
    repository.write("a.md", "a")
    repository.commit()
    [only] = commits(str(repository.root), "HEAD")
    assert (only.parents, only.changes) == ((), (ChangedPath("A", "a.md"),))


def test_message_and_trailers_are_whole(repository: GitRepository) -> None:
    message = "Sübject: here\n\nNot: a trailer\n\nText \x01 with :000 colons\n\nPHR: none --\n folded\nFixes: #1\n"
    repository.commit(message)
    [commit] = commits(str(repository.root), "HEAD")
    assert commit.message == message
    assert commit.trailers == (("PHR", "none -- folded"), ("Fixes", "#1"))
    assert commit.changes == ()


def test_a_merge_has_two_parents_and_no_changes_of_its_own(repository: GitRepository) -> None:
    repository.commit("base")
    repository.git("checkout", "-q", "-b", "side")
    repository.write("side.md")
    repository.commit("side")
    repository.git("checkout", "-q", "main")
    repository.git("merge", "-q", "--no-ff", "-m", "merge", "side")
    merge = commits(str(repository.root), "HEAD")[-1]
    assert (merge.is_merge, merge.changes) == (True, ())


def test_paths_are_relative_to_the_project(repository: GitRepository) -> None:
    repository.write("app/specs/a.md")
    repository.write("other.md")
    repository.commit()
    [commit] = commits(str(repository.root / "app"), "HEAD")
    assert commit.changes == (ChangedPath("A", "specs/a.md"),)


def test_an_empty_range_is_empty(repository: GitRepository) -> None:
    repository.commit()
    assert commits(str(repository.root), "HEAD..HEAD") == []


@pytest.mark.parametrize("revisions", ["nowhere..HEAD", "--all", "", "--output=x"])
def test_what_is_no_range_is_refused(repository: GitRepository, revisions: str) -> None:
    repository.commit()
    with pytest.raises(UsageError):
        commits(str(repository.root), revisions)


def test_no_repository_is_undetermined(tmp_path: Path) -> None:
    with pytest.raises(UndeterminedError, match="not a git repository"):
        commits(str(tmp_path), "HEAD")
