"""`spec hook <agent>`: what a coding agent tells its hooks becomes a record, and the agent is not disturbed by it.

Whatever goes wrong, the agent goes on: exit 0, nothing on stdout, a line in the log that `spec doctor` shows. Only
where the project asks for it (`phr.capture: strict`) a prompt that cannot be recorded is blocked, with the reason.
"""

from __future__ import annotations

import json
import os
import sys

from specward.errors import USAGE, SpecError
from specward.phr.agents import AGENTS
from specward.phr.capture.payload import ANSWER, PROMPT, read_event
from specward.root import MARKER, find_root

TYPE_CHECKING = False  # before `typing`, which a prompt does not wait for
if TYPE_CHECKING:
    from specward.phr.capture.payload import Event

_MOST_BYTES = 4 * 1024 * 1024
_BLOCK = 2
"""The exit code with which a hook blocks a prompt; its stderr is the reason (Claude Code, Codex, Kiro and others)."""
_REPLIES = {
    "gemini": '{{"decision": "deny", "reason": {reason}}}',
    "cursor": '{{"continue": false, "user_message": {reason}}}',
    "cline": '{{"cancel": true, "errorMessage": {reason}}}',
}
"""How agents are told in JSON on stdout that a prompt is blocked, with exit code 0."""


def main(word: str) -> int:
    """Take in one event from stdin.

    Args:
        word: the agent, as it stands after `spec hook`.

    Returns:
        The exit code: 0, or in a strict project what blocks the prompt; 2 where a person has typed it.
    """
    if sys.stdin is not None and sys.stdin.isatty():
        sys.stderr.write(
            f"{AGENTS[word]} runs this, and tells it what happened\n  help: spec hook install --agent {word}\n"
        )
        return USAGE
    try:
        return _take(word)
    except KeyboardInterrupt:
        return 0
    except Exception as error:  # noqa: BLE001 -- the boundary: the agent is not disturbed by a bug of ours
        return _failed(os.getcwd() if _stands() else os.sep, word, "unknown", _told(error))


def _take(word: str) -> int:
    data = sys.stdin.buffer.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        return _failed(os.getcwd(), word, "unknown", "the event holds more than 4 MB")
    try:
        payload = json.loads(data) if data.strip() else {}
    except (ValueError, RecursionError):
        return _failed(os.getcwd(), word, "unknown", "the event is no JSON")
    event = read_event(payload, word, os.environ)
    if event is None:
        return 0
    start = event.cwd if os.path.isabs(event.cwd) and os.path.isdir(event.cwd) else os.getcwd()
    root = find_root(start)
    if not os.path.isdir(os.path.join(root, MARKER)):
        return 0  # no project that has asked for records
    try:
        _record(event, root)
    except Exception as error:  # noqa: BLE001 -- as above
        problem = _told(error)
        code = _failed(root, event.agent, event.kind, problem)
        return _blocked(event, root, problem) if event.kind == PROMPT else code
    return 0


def _record(event: Event, root: str) -> None:
    from specward.phr.capture.settings import read_settings

    settings = read_settings(root)
    if settings.capture == "off":
        return
    if event.kind in {PROMPT, ANSWER}:
        from specward.phr.capture.begin import begin

        if begin(event, root, settings):
            from specward.phr.capture.finish import settle_loose_end

            settle_loose_end(event, root, settings)
        return
    from specward.phr.capture.finish import take_note

    take_note(event, root, settings)


def _blocked(event: Event, root: str, problem: str) -> int:
    """Block the prompt where the project is strict about records."""
    if not _is_strict(root):
        return 0
    reason = f"this prompt cannot be recorded ({problem}), and the project wants every prompt recorded (phr.capture)"
    reply = _REPLIES.get(event.agent)
    if reply:
        sys.stdout.write(reply.format(reason=json.dumps(reason)) + "\n")
        return 0
    sys.stderr.write(f"specward: {reason}\n  help: spec doctor\n")
    return _BLOCK


def _is_strict(root: str) -> bool:
    from specward.phr.capture.settings import read_settings

    try:
        return read_settings(root).capture == "strict"
    except (OSError, SpecError):
        return False


def _failed(root: str, word: str, kind: str, problem: str) -> int:
    """Note a failure where there is a project to note it in; a log that cannot be written disturbs nobody either."""
    from specward.phr.capture.log import log_failure

    root = find_root(root)
    if os.path.isdir(os.path.join(root, MARKER)):
        try:
            log_failure(root, word if word in AGENTS else "unknown", kind, problem)
        except OSError:
            return 0
    return 0


def _told(error: Exception) -> str:
    """What went wrong, without anything that the agent has said: a bug is told by its kind and its place alone."""
    if isinstance(error, SpecError):
        return f"{error.where}: {error.message}" if error.where else error.message
    if isinstance(error, OSError):
        return f"{error.filename or 'a file'}: {error.strerror or type(error).__name__}"
    trace, place = error.__traceback__, ""
    while trace is not None:
        place = f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(error).__name__} in {place}; this is a bug in Specward"


def _stands() -> bool:
    """Whether the working directory is still there."""
    try:
        os.getcwd()
    except OSError:
        return False
    return True
