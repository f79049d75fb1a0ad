"""What went wrong while nobody was to be disturbed: a line for each failure, for `spec doctor` to show.

The log holds no prompt and no secret: the kind of event, and what stood in the way.
"""

from __future__ import annotations

import json
import os
import time

from specward.phr.capture.journal import FOLDER
from specward.state import make_state_folder, state_folder

TYPE_CHECKING = False  # before `typing`, which a prompt does not wait for
if TYPE_CHECKING:
    from typing import Any

NAME = "failures.log"
_LARGEST = 256 * 1024
_LONGEST = 400


def log_failure(root: str, agent: str, event: str, problem: str) -> None:
    """Add a line to the project's log; a log that has grown large begins anew.

    Raises:
        OSError: it cannot be written.
    """
    path = os.path.join(make_state_folder(root, FOLDER), NAME)
    entry = {"at": time.strftime("%Y-%m-%dT%H:%M:%S%z"), "agent": agent, "event": event, "problem": problem[:_LONGEST]}
    large = os.path.exists(path) and os.stat(path).st_size > _LARGEST
    flags = os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if large else os.O_APPEND)
    descriptor = os.open(path, flags, 0o600)
    try:
        os.write(descriptor, json.dumps(entry).encode() + b"\n")
    finally:
        os.close(descriptor)


def failures(root: str) -> list[dict[str, Any]]:
    """The lines of the project's log, oldest first; lines that are not whole are left out."""
    try:
        with open(os.path.join(state_folder(root), FOLDER, NAME), "rb") as file:
            lines = file.read().splitlines()
    except OSError:
        return []
    entries = []
    for line in lines:
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        if isinstance(entry, dict):
            entries.append(entry)
    return entries


def clear(root: str) -> None:
    """Remove the project's log.

    Raises:
        OSError: it cannot be removed.
    """
    path = os.path.join(state_folder(root), FOLDER, NAME)
    if os.path.lexists(path):
        os.unlink(path)
