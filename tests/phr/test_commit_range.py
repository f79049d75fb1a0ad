from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.errors import UndeterminedError, UsageError
from specward.git.repository import Repository
from specward.phr.commits.range import CommitRange, default_range, named_range

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import GitRepository


def found(root: Path) -> Repository:
    repository = Repository.find(str(root))
    assert repository is not None
    return repository


def branched(repository: GitRepository, name: str = "001-login") -> str:
    """A branch with one commit that main does not have; the id of the commit that it left main at."""
    base = repository.commit("main")
    repository.git("checkout", "-q", "-b", name)
    repository.commit("side")
    return base


def cloned(repository: GitRepository, root: Path, *options: str) -> GitRepository:
    repository.git("clone", "-q", *options, f"file://{repository.root}", str(root))
    return type(repository)(root)


def test_a_branch_is_looked_at_from_where_it_left_the_default_branch(repository: GitRepository) -> None:
    base = branched(repository)
    assert default_range(found(repository.root)) == CommitRange("main..HEAD", "001-login", base)


def test_a_branch_without_a_commit_of_its_own_has_nothing_to_look_at(repository: GitRepository) -> None:
    base = repository.commit("main")
    repository.git("checkout", "-q", "-b", "001-login")
    assert default_range(found(repository.root)) == CommitRange("main..HEAD", "001-login", base)


def test_on_the_default_branch_the_whole_history_is_looked_at(repository: GitRepository) -> None:
    repository.commit("main")
    assert default_range(found(repository.root)) == CommitRange("HEAD", "main")


def test_where_nothing_tells_a_default_branch_the_whole_history_is(repository: GitRepository) -> None:
    repository.git("checkout", "-q", "-b", "trunk")
    repository.commit("trunk")
    assert default_range(found(repository.root)) == CommitRange("HEAD", "trunk")


def test_a_branch_that_has_nothing_in_common_with_it_is_looked_at_as_a_whole(repository: GitRepository) -> None:
    repository.commit("main")
    repository.git("checkout", "-q", "--orphan", "pages")
    repository.commit("pages")
    assert default_range(found(repository.root)) == CommitRange("HEAD", "pages")


def test_the_remote_says_which_branch_is_the_default(repository: GitRepository, tmp_path: Path) -> None:
    repository.git("checkout", "-q", "-b", "trunk")
    base = repository.commit("trunk")
    repository.git("branch", "main")
    clone = cloned(repository, tmp_path / "clone")
    assert default_range(found(clone.root)) == CommitRange("HEAD", "trunk")
    clone.git("checkout", "-q", "-b", "001-login")
    clone.commit("side")
    assert default_range(found(clone.root)) == CommitRange("origin/trunk..HEAD", "001-login", base)


def test_a_detached_head_is_looked_at_like_a_branch(repository: GitRepository) -> None:
    base = branched(repository)
    repository.git("checkout", "-q", "--detach")
    assert default_range(found(repository.root)) == CommitRange("main..HEAD", "", base)
    repository.git("checkout", "-q", "--detach", "main")
    assert default_range(found(repository.root)) == CommitRange("HEAD")


def test_a_clone_with_nothing_but_remote_branches_knows_the_default(repository: GitRepository, tmp_path: Path) -> None:
    base = branched(repository)
    clone = cloned(repository, tmp_path / "clone")
    clone.git("remote", "set-head", "origin", "--delete")
    clone.git("checkout", "-q", "--detach")
    clone.git("branch", "-D", "001-login")
    assert default_range(found(clone.root)) == CommitRange("origin/main..HEAD", "", base)


@pytest.mark.parametrize(
    ("revisions", "expected"),
    [
        ("main..HEAD", CommitRange("main..HEAD", "001-login", "BASE")),
        ("main..", CommitRange("main..HEAD", "001-login", "BASE")),
        ("main...HEAD", CommitRange("main..HEAD", "001-login", "BASE")),
        ("main..001-login", CommitRange("main..001-login", "001-login", "BASE")),
        ("HEAD", CommitRange("HEAD", "001-login")),
        ("main", CommitRange("main", "main")),
    ],
)
def test_a_range_is_taken_as_git_takes_it(repository: GitRepository, revisions: str, expected: CommitRange) -> None:
    base = branched(repository)
    named = named_range(found(repository.root), revisions)
    assert named == expected._replace(base=expected.base.replace("BASE", base))


def test_a_range_that_git_does_not_know_is_wrong_usage(repository: GitRepository) -> None:
    repository.commit("main")
    with pytest.raises(UsageError, match="git knows no commit 'nowhere'"):
        named_range(found(repository.root), "nowhere..HEAD")


def test_a_shallow_clone_cannot_tell(repository: GitRepository, tmp_path: Path) -> None:
    base = repository.commit("one")
    repository.commit("two")
    clone = found(cloned(repository, tmp_path / "clone", "--depth", "1").root)
    for ask in (default_range, lambda one: named_range(one, f"{base}..HEAD"), lambda one: named_range(one, "HEAD")):
        with pytest.raises(UndeterminedError, match="shallow"):
            ask(clone)
