"""The files that are ours alone: writing one, and never over somebody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.digest import digest
from specward.errors import UsageError
from specward.hooks.agents.manifest import FileRecord, Mark
from specward.hooks.agents.settings import State
from specward.hooks.agents.targets import command

if TYPE_CHECKING:
    from specward.hooks.agents.targets import Script


def record(script: Script) -> FileRecord:
    """What writing it comes to in the manifest."""
    return FileRecord(created=True, marks=(Mark((), digest(script.text)),))


def judge(text: str | None, script: Script, written: FileRecord | None) -> State:
    """How a file stands; one of somebody else counts as edited.

    Args:
        text: what it holds; None where there is none.
        script: what is written there.
        written: what was written there before.
    """
    if text is None:
        return State.MISSING
    if text == script.text:
        return State.INSTALLED
    return State.OUTDATED if is_as_written(text, written) else State.EDITED


def is_as_written(text: str, written: FileRecord | None) -> bool:
    """Whether a file holds just what was written there."""
    return written is not None and Mark((), digest(text)) in written.marks


def refusal(script: Script) -> UsageError:
    """Why a file of somebody else is left alone, and what to do instead."""
    return UsageError(
        "a file that Specward has not written stands here",
        where=script.path,
        help=f"give it another name, or have it hand its stdin to `{command(script.agent)}` too",
    )
