"""Which paths files ever had in a repository, by all of its history."""

from __future__ import annotations

import os

from specward.git.process import GitMissing, run

# Every path that a commit of any ref added; of a merge, those that no parent has. The rest is against configuration.
_ADDED = ["-c", "log.showRoot=true", "log", "--all", "-c", "--no-renames", "--diff-filter=A", "--name-only", "-z"]
_ADDED += ["--format=", "--no-relative", "--no-color", "--no-show-signature"]
_PARTIAL = ["config", "--get-regexp", r"^(extensions\.partialclone|remote\..*\.promisor)$"]


def paths_ever_added(root: str) -> frozenset[str] | None:
    """The paths, from the top of the repository, of all files that any commit of any ref ever added.

    Args:
        root: a folder in the repository.

    Returns:
        None where history cannot tell: no git, no repository, no commit, a shallow or partial clone.
    """
    try:
        whole = run(["rev-parse", "--is-shallow-repository", "--verify", "HEAD"], root)
        if whole.status or not whole.out.startswith(b"false") or run(_PARTIAL, root).out:
            return None
        log = run(_ADDED, root)
    except GitMissing:
        return None
    if log.status:
        return None
    return frozenset(os.fsdecode(log.out).split("\0")) - {""}


def ignored(root: str, paths: list[str]) -> set[str]:
    """Which of some paths, relative to `root`, git is told to ignore."""
    request = "\0".join(paths).encode("utf-8", "surrogateescape")
    return set(os.fsdecode(run(["check-ignore", "--no-index", "-z", "--stdin"], root, stdin=request).out).split("\0"))
