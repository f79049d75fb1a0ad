"""Where a line of any text names a file or folder that gets another name: as a path to it, in an address, or alone.

Links of documents, and paths that stand whole, are told by `artifacts.moved_paths`; this is about all other words.
"""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from specward.adr.numbers.rewriting import is_permanent
from specward.artifacts.kind import base_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LEADS = "leads"
"""A path to it, or the address of a page that shows it."""
ALONE = "alone"
"""The name by itself."""
BRANCH = "branch"
"""What looks like the name of a branch: `feature/006-search`, `git switch 006-search`, `the branch is 006-search`."""
ADDRESS = "address"
"""In an address that is no path to it."""
ELSEWHERE = "elsewhere"
"""A path to something else, or to what it was at a commit."""

_NO_PATH = frozenset(" \t\"'`()<>[]{}|,;*=")
"""Characters that a path in prose or code does not go across."""
_LONGEST_PATH = 300
_LONGEST_COMMAND = 160
LONGEST_LINE = 20_000
"""Characters of a line that is looked through: a longer one was made by a program."""
_BRANCH = "(?:branche?|rama)"
_BRANCH_FOLDERS = frozenset(
    {"feature", "features", "feat", "fix", "bugfix", "hotfix", "origin", "upstream", "heads", "remotes", "tree"}
    | {"branches", "compare", "worktrees", "refs"}
)


class Mention(NamedTuple):
    """One place where a name stands, as a whole word."""

    name: str
    start: int
    end: int
    way: str
    """The path that leads up to it, itself included: `../006-search`."""


def mentions(line: str, names: Iterable[str]) -> Iterator[Mention]:
    """Every place of a line where one of some names stands, in order.

    Args:
        line: the line, without its end.
        names: of files or folders, without the folders above them.
    """
    for match in _either(tuple(names)).finditer(line):
        start, end = match.span()
        if not _is_part(line[start - 1 : start]) and not _goes_on(line, end):
            yield Mention(match[0], start, end, line[_path_start(line, start) : end])


def leads(mention: Mention, line: str, document: str, place: str, *, alone: bool = True) -> str:
    """How a mention stands to the file or folder at `place`: `LEADS`, `ALONE`, `BRANCH`, `ADDRESS` or `ELSEWHERE`.

    Args:
        mention: of its name.
        line: the line.
        document: the path of the file that the line stands in.
        place: relative to the project's root.
        alone: whether no other file or folder has this name, so that a path need not be whole.
    """
    way = mention.way
    if "://" in way:
        return _in_address(way, place)
    way = way.rpartition(":")[2].lstrip("@#!")  # `HEAD:specs/006-search`, `@specs/006-search`
    if "/" not in way:
        return BRANCH if _is_branch(mention, line) else ALONE
    if posixpath.normpath(posixpath.join(posixpath.dirname(document), way)) == place:
        return LEADS
    plain = posixpath.normpath(way).lstrip("/")
    if not alone and posixpath.normpath(posixpath.join(base_of(document), plain)) == place:
        return LEADS
    while alone and plain.startswith("../"):
        plain = plain[3:]
    if alone and (f"/{plain}".endswith(f"/{place}") or f"/{place}".endswith(f"/{plain}")):
        return LEADS if "/" in plain else ALONE
    return BRANCH if way.split("/")[-2].lower() in _BRANCH_FOLDERS else ELSEWHERE


def _is_branch(mention: Mention, line: str) -> bool:
    """Whether the words around a name say that it is a branch's."""
    before = line[max(0, mention.start - _LONGEST_COMMAND) : mention.start]
    after = line[mention.end : mention.end + _LONGEST_COMMAND]
    said = _git_command().search(before) or _branch_before().search(before) or _branch_behind().match(after)
    return said is not None


def _in_address(way: str, place: str) -> str:
    if is_permanent(way):
        return ELSEWHERE
    return LEADS if unquote(way).endswith(f"/{place}") else ADDRESS


def _is_part(before: str) -> bool:
    """Whether a character makes what follows it the rest of a longer name."""
    return before.isalnum() or before in {"_", "-"}


def _goes_on(line: str, end: int) -> bool:
    """Whether a name goes on behind an offset: `006-search-v2`, `006-search.md`; not at the end of a sentence."""
    after = line[end : end + 1]
    return after.isalnum() or after in {"_", "-"} or (after == "." and line[end + 1 : end + 2].isalnum())


def _path_start(line: str, start: int) -> int:
    """Where the path begins that leads up to an offset."""
    first = max(0, start - _LONGEST_PATH)
    while start > first and line[start - 1] not in _NO_PATH:
        start -= 1
    return start


@lru_cache(maxsize=64)
def _either(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))) or r"(?!)")


@lru_cache(maxsize=1)
def _git_command() -> re.Pattern[str]:
    """The words before the name of a branch in a command."""
    commands = "checkout|switch|branch|merge|rebase|push|pull|fetch|worktree|diff|log|cherry-pick"
    return re.compile(rf"\bgit\s{{1,4}}(?:{commands})\b[^\r\n`]{{0,120}}$")


@lru_cache(maxsize=1)
def _branch_before() -> re.Pattern[str]:
    """The words that call what follows a branch: `Branch is`, `branch: `, `a branch named`."""
    verbs = r"(?:[ \t]{1,3}(?:is|named|called|name|to|es|est)\b){0,2}"
    opening = r"[*_`]{0,3}[ \t]{0,3}[:=是は]?[*]{0,2}[ \t]{0,3}[`\"'(*_]{0,4}"
    return re.compile(rf"(?:\b{_BRANCH}\b|ブランチ|分支)[*_`]{{0,3}}{verbs}{opening}$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _branch_behind() -> re.Pattern[str]:
    """The words that call what stands before them a branch: `006-search` branch."""
    return re.compile(rf"[`\"')*_]{{0,4}}[ \t]{{1,3}}(?:(?:git|feature|topic)[ \t])?{_BRANCH}\b", re.IGNORECASE)
