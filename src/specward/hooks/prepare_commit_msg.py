"""`spec hook prepare-commit-msg FILE [SOURCE [SHA]]`: a `PHR:` trailer for each record of the commit.

Nothing is asked of the author and nothing is refused: whatever goes wrong, the commit goes on with the message it had.
"""

from __future__ import annotations

import sys

from specward.git.staging import staged_blobs

TYPE_CHECKING = False  # most commits hold no record and end before `typing` is imported
if TYPE_CHECKING:
    from specward.hooks.asked import Asked
    from specward.hooks.message import Message

_GIVEN = frozenset({"message", "commit"})
_ENDINGS = (".prompt.md", ".phr.md")
_MOST = 20
"""A commit of more records is an import: trailers would bury its message."""


def run(asked: Asked, message_file: str, source: str = "") -> int:
    """Add the trailers of the commit under way to its message.

    Args:
        asked: what git is working on.
        message_file: the file that git hands to the hook.
        source: where the message comes from: `message`, `template`, `commit`; empty where there is none yet.

    Returns:
        0.

    Raises:
        SpecError: the message cannot be read or written, git cannot tell, or a configuration is not valid.
    """
    try:
        listing = asked.listing.result()
        if listing.status == 0 and not _has_records(listing.out):
            return 0
        from specward.hooks.message import Message
        from specward.hooks.staged import Commit
        from specward.hooks.trailers import missing_references

        message = Message(message_file, asked.top, given=source in _GIVEN)
        if _can_be_taken_back(message, source, asked.top):
            _add(missing_references(Commit(asked, listing), message), message)
        return 0
    finally:
        asked.blobs.close()


def _has_records(listing: bytes) -> bool:
    """Whether anything is staged that can be a record, told by names alone."""
    return any(path.endswith(_ENDINGS) and blob.strip("0") for path, blob in staged_blobs(listing).items())


def _can_be_taken_back(message: Message, source: str, top: str) -> bool:
    """Whether git will find a message unwritten that its author leaves so; see `hooks.unwritten`."""
    from specward.hooks.message import is_edited
    from specward.hooks.unwritten import is_template

    if source == "template":  # one that was named on the command line is not known again
        return is_template(message, top)
    return is_edited() or not message.is_empty


def _add(references: list[str], message: Message) -> None:
    if len(references) > _MOST:
        sys.stderr.write(f"the message names none of the {len(references)} prompt records of this commit\n")
    elif references:
        message.add([f"PHR: {reference}" for reference in references])
