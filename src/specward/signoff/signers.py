"""Who has worked on what, as far as git knows."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.errors import SpecError
from specward.git.process import run
from specward.lazy import lazy
from specward.remembered import remembered_each

if TYPE_CHECKING:
    from specward.git.process import Result

_RECENT = 1000
"""How many commits tell whether more than one person works here."""
# The author, `.mailmap` applied, and those whom a trailer names as authors beside them: people and coding agents.
_AUTHORS = "--format=<%aE>%n%(trailers:key=Co-authored-by,valueonly)"
_AUTHOR = "--format=<%aE>"


class Signers:
    """The people of a repository. Addresses are compared in lower case.

    Args:
        root: the project's root; empty where the project lies in no folder.
    """

    def __init__(self, root: str) -> None:
        self._root = root

    def known(self, email: str) -> bool | None:
        """Whether somebody with this address has committed to the repository, or would now; None: git cannot tell."""
        if not self._usable:
            return None
        if email == self._myself:  # whose first commit may be the one that is being checked
            return True
        return self._is_in_history(email)

    @remembered_each
    def _is_in_history(self, email: str) -> bool:
        options = ["--all", "--max-count=1", "--regexp-ignore-case", "--fixed-strings", "--format=%H"]
        people = (f"--author=<{email}>", f"--committer=<{email}>")
        # Asked apart: git takes both together as a commit that satisfies both.
        return any(self._git("log", *options, person).out.strip() for person in people)

    @remembered_each
    def authors(self, path: str) -> frozenset[str]:
        """The addresses of all who wrote a file, through renames; empty where git cannot tell."""
        if not self._usable:
            return frozenset()
        return _addresses(self._git("log", "--follow", _AUTHORS, "--", path))

    @lazy
    def alone(self) -> bool:
        """Whether one person has made all of the latest commits, so that nobody else could sign; or git cannot tell."""
        return len(_addresses(self._git("log", "--all", f"--max-count={_RECENT}", _AUTHOR))) < 2

    @lazy
    def _myself(self) -> str:
        """The address that a commit made now would have; empty where git knows none."""
        return next(iter(_addresses(self._git("var", "GIT_AUTHOR_IDENT"))), "")

    @lazy
    def _usable(self) -> bool:
        """Whether there is a repository with its whole history."""
        if not self._root:
            return False
        try:
            shallow = self._git("rev-parse", "--is-shallow-repository")
        except SpecError:  # no git
            return False
        return shallow.status == 0 and shallow.out.strip() == b"false"

    def _git(self, *arguments: str) -> Result:
        settings = ["--literal-pathspecs", "-c", "log.showSignature=false"]
        return run([*settings, *arguments], self._root)


def _addresses(log: Result) -> frozenset[str]:
    text = log.out.decode("utf-8", "replace").lower() if log.status == 0 else ""
    return frozenset(_address().findall(text))


@cache
def _address() -> re.Pattern[str]:
    return re.compile(r"<([^<>\s]{1,200})>")
