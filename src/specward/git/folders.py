"""What folders hold at commits: one question for all of them, and each distinct tree read once.

Most refs have the same folder, so hundreds of them come to a few trees.
"""

from __future__ import annotations

import os

from specward.errors import UndeterminedError
from specward.git.process import run

TYPE_CHECKING = False  # before `typing`, which a prompt does not wait for
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from specward.git.objects import Blobs


def folder_trees(root: str, commits: Iterable[str], folders: Sequence[str]) -> dict[tuple[str, str], str]:
    """The id of the tree that each folder is at each commit, by commit and folder; left out where there is none.

    Args:
        root: a folder in the repository.
        commits: ids, or any names that git resolves.
        folders: below the top of the work tree; empty for the top itself.

    Raises:
        UndeterminedError: git refuses, or is missing (`GitMissing`).
    """
    # One name a line is all that `--batch-check` understands everywhere.
    asked = [(commit, folder) for commit in commits for folder in folders if "\n" not in folder]
    stdin = "".join(f"{commit}:{folder}\n" for commit, folder in asked).encode("utf-8", "surrogateescape")
    found = run(["cat-file", "--batch-check=%(objecttype) %(objectname)"], root, stdin=stdin)
    if found.status:
        raise UndeterminedError(f"git cat-file: {found.complaint}", where=root)
    answers = os.fsdecode(found.out).split("\n")
    return {one: line[5:] for one, line in zip(asked, answers, strict=False) if line.startswith("tree ")}


def names_in(objects: Blobs, trees: Iterable[str]) -> dict[str, list[str]]:
    """The names in each tree, by the tree's id.

    Raises:
        UndeterminedError: git refuses, or is missing (`GitMissing`).
    """
    wanted = sorted(set(trees))
    contents = objects.read_many(wanted)
    return {tree: tree_names(content or b"", len(tree) // 2) for tree, content in zip(wanted, contents, strict=True)}


def tree_names(tree: bytes, id_length: int) -> list[str]:
    """The names in a tree object: `<mode> SP <name> NUL <id>` without a separator, the id as bytes."""
    names = []
    start = 0
    while (end := tree.find(b"\0", start)) >= 0:
        names.append(tree[tree.index(b" ", start) + 1 : end])
        start = end + 1 + id_length
    return os.fsdecode(b"\0".join(names)).split("\0") if names else []
