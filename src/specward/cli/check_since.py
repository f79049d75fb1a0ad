"""What a run of `spec check` compares with, where it tells only what a change brought."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from specward.changeset import DELETED
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
    change: Change = Change(frozenset(), frozenset())
    """What it touches below the project's root."""


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
    return Since(revisions, base, last, _change(root, base, last))


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
    return Since(label, base, "", _change(root, base, staged=staged))


@cache
def _say_once(words: str) -> None:
    """Note what is the same for each of several projects."""
    note(words)


def _turned_round(root: str, first: str, last: str, head: str) -> str:
    """A hint where the range holds commits the other way round."""
    return "" if commit_of(root, first) == head else f"; did you mean {last}..{first}?"


def _change(root: str, base: str, head: str = "", *, staged: bool = False) -> Change:
    changes = changes_since(root, base, head, staged=staged)
    gone = (change.path for change in changes if change.status == DELETED)
    return Change(frozenset(change.path for change in changes), frozenset(gone))
