"""`spec hook commit-msg FILE`: the record policy, applied where the message can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.errors import UndeterminedError
from specward.hooks.staged import Commit

if TYPE_CHECKING:
    from specward.hooks.asked import Asked


def run(asked: Asked, message_file: str) -> int:
    """Apply the record policy to the commit under way.

    Args:
        asked: what git is working on.
        message_file: the file that git hands to the hook.

    Returns:
        The exit code; where several projects are touched, the gravest.

    Raises:
        SpecError: the message cannot be read, git cannot tell, or a project's configuration is not valid.
    """
    try:
        commit = Commit(asked, asked.listing.result())
        guarded = [project for project in commit.projects() if project.config_files]
        if not guarded:
            return 0
        from specward.hooks.guard import guard

        message = _read(message_file)
        return max(guard(project, commit, message, message_file) for project in guarded)
    finally:
        asked.blobs.close()


def _read(path: str) -> str:
    """The message, whatever its encoding: what is looked for in it is ASCII."""
    try:
        with open(path, encoding="utf-8", errors="replace", newline="") as file:
            return file.read()
    except OSError as error:
        raise UndeterminedError(f"the commit message cannot be read: {error.strerror}", where=path) from error
