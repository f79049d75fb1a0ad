"""A git repository as seen from one folder: where it stands, what is staged, what it names."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from specward.errors import UndeterminedError
from specward.git.process import Result, run
from specward.git.staging import start_listing

if TYPE_CHECKING:
    from collections.abc import Sequence

REGULAR_MODES = frozenset({"100644", "100755"})
SYMBOLIC_LINK = "120000"
SUBMODULE = "160000"


class StagedChange(NamedTuple):
    """One path that the next commit would change."""

    status: str
    """`A` added, `M` modified, `D` deleted, `T` type changed, `U` unmerged. Renames are a `D` and an `A`."""
    path: str
    mode: str
    """What will be committed: `100644`, `100755`, `120000` symbolic link, `160000` submodule, `000000` nothing."""
    blob: str
    """The id of the staged content; all zeros where there is none (deleted, unmerged)."""

    @property
    def is_file(self) -> bool:
        """Whether a regular file is staged here: no deletion, conflict, symbolic link or submodule."""
        return self.mode in REGULAR_MODES and self.status != "U"


class Ref(NamedTuple):
    """A name for an object: `refs/heads/main` and the id it stands for."""

    name: str
    target: str


class Identity(NamedTuple):
    """Who git would name as an author."""

    name: str
    email: str


class WorkTree(NamedTuple):
    """A checked-out work tree of the repository."""

    path: str
    head: str
    """The id of its commit; empty in a bare repository's entry."""
    branch: str | None
    """Its branch, short; None where its HEAD is detached."""


def refusal(result: Result, cwd: str) -> UndeterminedError | None:
    """What a failed git command in `cwd` means; None where it only says that no repository is there."""
    words = result.err.decode("utf-8", "replace")
    if "not a git repository" in words:
        return None
    if "dubious ownership" in words or "unsafe repository" in words:
        top = next((word for word in words.split("'")[1:2]), os.path.abspath(cwd))
        return UndeterminedError(
            "git refuses to read this repository because another user owns it",
            where=top,
            help=f"git config --global --add safe.directory {_quoted(top)}",
        )
    if "must be run in a work tree" in words:
        return UndeterminedError(
            "this is a bare repository or the inside of a .git folder, without a work tree",
            where=cwd,
            help="run it in a work tree: `git worktree add ../checkout`",
        )
    return UndeterminedError(f"git cannot tell: {result.complaint}", where=cwd)


def _quoted(word: str) -> str:
    plain = word.replace("/", "").replace("-", "").replace("_", "").replace(".", "").isalnum()
    return word if plain else "'" + word.replace("'", "'\\''") + "'"


class Repository:
    """A repository and the folder in it that we look from.

    Attributes:
        root: the top of the work tree.
        git_dir: this work tree's own git folder (index, HEAD, what is under way).
        common_dir: the git folder that all linked work trees share (objects, refs, configuration).
        prefix: the folder we look from, below the root: `` or `packages/app/`.
    """

    def __init__(self, root: str, git_dir: str, common_dir: str, prefix: str) -> None:
        self.root = root
        self.git_dir = git_dir
        self.common_dir = common_dir
        self.prefix = prefix

    @classmethod
    def find(cls, cwd: str) -> Repository | None:
        """The repository that a folder lies in, or None where it lies in none.

        Raises:
            UndeterminedError: git refuses (another user's repository, a bare one, a broken one) or is missing.
        """
        result = run(["rev-parse", "--show-toplevel", "--git-dir", "--git-common-dir", "--show-prefix"], cwd)
        lines = os.fsdecode(result.out).split("\n")
        if result.status == 0 and len(lines) == 5:
            root, git_dir, common_dir, prefix, _ = lines
            here = os.path.abspath(cwd)
            return cls(root, _absolute(here, git_dir), _absolute(here, common_dir), prefix)
        if result.status == 0:
            raise UndeterminedError("a line break in the repository's path", where=cwd)
        if problem := refusal(result, cwd):
            raise problem
        return None

    @property
    def cwd(self) -> str:
        """The folder that we look from."""
        return os.path.join(self.root, self.prefix.rstrip("/")) if self.prefix else self.root

    def _ask(self, *args: str, cwd: str = "") -> Result:
        return run(list(args), cwd or self.root)

    def _need(self, *args: str, cwd: str = "") -> bytes:
        result = self._ask(*args, cwd=cwd)
        if result.status:
            raise UndeterminedError(f"git {args[0]}: {result.complaint}", where=self.root)
        return result.out

    def head(self) -> str | None:
        """The id of the commit that is checked out, be it intact or not; None before the first commit."""
        result = self._ask("rev-parse", "--verify", "--quiet", "HEAD")
        return result.out.decode().strip() or None if result.status == 0 else None

    def branch(self) -> str | None:
        """The branch that is checked out, born or not; None where HEAD is detached."""
        result = self._ask("symbolic-ref", "--quiet", "--short", "HEAD")
        return os.fsdecode(result.out).rstrip("\n") if result.status == 0 else None

    def identity(self) -> Identity | None:
        """Who git would name as the author of a commit made now; None where it would refuse to make one."""
        result = self._ask("var", "GIT_AUTHOR_IDENT")
        if result.status:
            return None
        person, _, _ = result.out.decode("utf-8", "replace").strip().rpartition("> ")
        name, _, email = person.rpartition(" <")
        return Identity(name, email)

    def refs(self) -> list[Ref]:
        """Every ref: branches, remote branches, tags, stash, notes."""
        lines = os.fsdecode(self._need("for-each-ref", "--format=%(objectname) %(refname)")).splitlines()
        return [Ref(name, target) for target, _, name in (line.partition(" ") for line in lines)]

    def worktrees(self) -> list[WorkTree]:
        """Every work tree of the repository, the main one first, those whose folder is gone left out."""
        records = os.fsdecode(self._need("worktree", "list", "--porcelain")).split("\n\n")
        trees = []
        for record in records:
            keys = dict(line.partition(" ")[::2] for line in record.splitlines())
            if "worktree" in keys and "bare" not in keys and os.path.isdir(keys["worktree"]):
                branch = keys.get("branch", "").removeprefix("refs/heads/") or None
                trees.append(WorkTree(keys["worktree"], keys.get("HEAD", ""), branch))
        return trees

    def hooks_dir(self) -> str:
        """Where git looks for hooks: `core.hooksPath` where it is set, else the hooks of the common git folder."""
        return _absolute(self.root, os.fsdecode(self._need("rev-parse", "--git-path", "hooks")).rstrip("\n"))

    def state(self) -> str | None:
        """What is under way: `rebase`, `merge`, `cherry-pick`, `revert`, or None."""
        marks = (
            ("rebase-merge", "rebase"),
            ("rebase-apply", "rebase"),
            ("MERGE_HEAD", "merge"),
            ("CHERRY_PICK_HEAD", "cherry-pick"),
            ("REVERT_HEAD", "revert"),
        )
        return next((state for mark, state in marks if os.path.exists(os.path.join(self.git_dir, mark))), None)

    @cached_property
    def empty_tree(self) -> str:
        """The id of the tree without entries, in this repository's hash."""
        return self._need("hash-object", "-t", "tree", "--stdin").decode().strip()

    def staged(self, pathspecs: Sequence[str] = (), *, cwd: str = "") -> list[StagedChange]:
        """What is staged, by path; against nothing at all before the first commit.

        Args:
            pathspecs: only paths that match one of them.
            cwd: only paths below this folder, and relative to it; the repository's root where left out.

        Raises:
            UndeterminedError: git cannot tell.
        """
        folder = cwd or self.root
        return self.staged_by(start_listing(folder, pathspecs).result(), pathspecs, cwd=folder)

    def staged_by(self, listing: Result, pathspecs: Sequence[str] = (), *, cwd: str = "") -> list[StagedChange]:
        """What is staged, by a listing that `staging.start_listing` began for the same folder; see `staged`."""
        folder = cwd or self.root
        if listing.status and self.head() is None:
            listing = start_listing(folder, pathspecs, base=self.empty_tree).result()
        if listing.status:
            raise UndeterminedError(f"git diff-index: {listing.complaint}", where=folder)
        return _staged_changes(listing.out)


def _staged_changes(raw: bytes) -> list[StagedChange]:
    """Read `:<mode> <mode> <id> <id> <status> NUL <path> NUL` … (git-diff(1), raw output format)."""
    fields = os.fsdecode(raw).split("\0")
    changes: dict[str, StagedChange] = {}
    for entry, path in zip(fields[::2], fields[1::2], strict=False):
        _, mode, _, blob, status = entry.split(" ")
        # A conflict may come twice, once as U and once with what one side changed.
        if path not in changes or status == "U":
            changes[path] = StagedChange(status[0], path, mode, blob)
    return list(changes.values())


def _absolute(folder: str, path: str) -> str:
    return os.path.normpath(os.path.join(folder, path))
