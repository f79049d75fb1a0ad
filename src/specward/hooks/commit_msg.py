"""`spec hook commit-msg FILE`: the record policy, applied where the message can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.hooks.message import Message, is_edited, read
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
        SpecError: the message cannot be read or written, git cannot tell, or a project's configuration is not valid.
    """
    try:
        commit = Commit(asked, asked.listing.result())
        guarded = [project for project in commit.projects() if project.config_files]
        text = read(message_file)
        if is_edited() and "phr:" in text.lower():
            from specward.hooks.unwritten import take_back

            message = Message(message_file, asked.top)
            take_back(message, asked.top)
            text = message.text
        if not guarded:
            return 0
        from specward.hooks.guard import guard

        return max(guard(project, commit, text, message_file) for project in guarded)
    finally:
        asked.blobs.close()
