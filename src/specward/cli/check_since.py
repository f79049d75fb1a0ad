"""What a run of `spec check` compares with, where it tells only what a change brought."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from specward.changeset import DELETED, Changeset
from specward.check.brought import Change
from specward.cli.console import note
from specward.errors import UsageError
from specward.git.range import changes_since, commit_of, merge_base
from specward.git.repository import Repository

UNCOMMITTED = "the uncommitted changes"
STAGED = "what is staged"


class Since(NamedTuple):
    """A change to a project."""

    label: str
    """What it is called."""
    base: str
    """The id of the commit that it begins from; empty before the first commit, when everything is new."""
    head: str = ""
    """The revision that it leads to; empty where that is the work tree or what is staged."""
    altered: Changeset = Changeset(())
    """What it touches below the project's root."""

    @property
    def change(self) -> Change:
        """The same, as findings are told apart by it."""
        gone = (path for status, path in self.altered.paths if status == DELETED)
        return Change(frozenset(path for _, path in self.altered.paths), frozenset(gone))


def of_range(root: str, revisions: str) -> Since:
    """What a range of commits has changed: from where the two lines of work parted, `..` and `...` alike.

    Raises:
        UsageError: git knows no such range.
        UndeterminedError: the clone is too shallow to tell.
    """
    first, _, last = revisions.partition("..")
    last = last.removeprefix(".") or "HEAD"
    if not revisions.strip("."):
        raise UsageError(f"{revisions!r} is no range of commits", help="write it as `--rev main..HEAD`")
    if Repository.find(root) is None:
        raise UsageError("there are no revisions here: this is no git repository", where=root)
    first = first or "HEAD"
    base, head = merge_base(root, first, last), commit_of(root, last)
    if base == head:
        _say_once(f"{revisions} holds no commit, so it brought nothing{_turned_round(root, first, last, head)}")
    return Since(revisions, base, last, Changeset(changes_since(root, base, last)))


def of_work(root: str, *, staged: bool) -> Since:
    """What is not committed yet, or what of it is staged.

    Raises:
        UsageError: there is no git repository.
    """
    repository = Repository.find(root)
    if repository is None:
        raise UsageError(
            "there is no git repository, so nothing tells what has changed", where=root, help="leave out --diff"
        )
    label = STAGED if staged else UNCOMMITTED
    base = repository.head() or ""
    if not base:
        _say_once("there is no commit yet, so everything is new")
        return Since(label, "")
    return Since(label, base, "", Changeset(changes_since(root, base, staged=staged), repository.branch() or ""))


@cache
def _say_once(words: str) -> None:
    """Note what is the same for each of several projects."""
    note(words)


def _turned_round(root: str, first: str, last: str, head: str) -> str:
    """A hint where the range holds commits the other way round."""
    return "" if commit_of(root, first) == head else f"; did you mean {last}..{first}?"
