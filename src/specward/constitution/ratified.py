"""The text of a constitution as it was ratified: as git has it from the commit that gave it its version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.constitution import read_constitution
from specward.git.objects import Blobs
from specward.git.process import run
from specward.git.repository import refusal
from specward.markdown.document import Document

if TYPE_CHECKING:
    from specward.artifacts.constitution import Constitution

_COMMITS_LIMIT = 500


def ratified(constitution: Constitution, root: str) -> Constitution | None:
    """What the constitution's version was last given to.

    Where the work tree has another version than the last commit, that is the text of the last commit. Otherwise it is
    the oldest of the commits, from the last one back, that have this version: the text may have been changed since,
    again and again, without a new one.

    Args:
        constitution: as it is in the work tree.
        root: the project's root.

    Returns:
        None where no commit has it.

    Raises:
        UndeterminedError: git refuses.
    """
    path = constitution.document.path
    listed = run(["log", "--format=%H", f"-n{_COMMITS_LIMIT}", "--", path], root)
    if listed.status:
        problem = refusal(listed, root)
        if problem and "does not have any commits" not in listed.complaint:
            raise problem
        return None
    found: Constitution | None = None
    wanted = _number(constitution)
    with Blobs(root) as blobs:
        for commit in listed.out.decode().split():
            data = blobs.read(f"{commit}:./{path}")
            if data is None:  # the commit removed it
                break
            older = read_constitution(Document.from_bytes(path, data))
            if found and _number(older) != wanted:
                break
            found = older
            if _number(older) != wanted:
                break
    return found


def _number(constitution: Constitution) -> str:
    return constitution.version.number if constitution.version else ""
