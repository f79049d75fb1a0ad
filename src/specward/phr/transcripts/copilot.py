"""The transcripts of GitHub Copilot's command line: `~/.copilot/session-state/<session>/events.jsonl`.

The facts belong to versions 0.0.369 to 1.0.102; the types of the events are public in the vendor's SDK. An event is
`{type, data, id, timestamp, parentId}`; one of a sub-agent has an `agentId`. Messages that the client puts in for a
skill, another agent or its autopilot say so. Tokens that were read are told for the whole session alone, so a turn
has those that were written. Events that are not kept, such as an answer to a question, are not in the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.phr.transcripts.fields import fields, find, first_text, number, objects, parsed, text
from specward.phr.transcripts.patch import patched_files
from specward.phr.transcripts.shell_call import command_text, has_failed
from specward.phr.transcripts.turn import QUEUED, TYPED, Tokens

if TYPE_CHECKING:
    from specward.phr.transcripts.fields import Fields
    from specward.phr.transcripts.talk import Talk

VERSIONS = "0.0.369 to 1.0.102"

_FAMILIES = frozenset(
    {
        *("abort", "assistant", "auto_mode_switch", "capabilities", "command", "commands", "elicitation"),
        *("exit_plan_mode", "external_tool", "factory", "hook", "instruction_discovered", "mcp", "mcp_app", "model"),
        *("pending_messages", "permission", "sampling", "session", "session_limits_exhausted", "skill", "subagent"),
        *("system", "tool", "tool_search", "ui", "user", "user_input"),
    }
)
"""What stands before the dot of an event's type."""
_SHELLS = frozenset({"bash", "shell", "powershell", "run_in_terminal"})
_EDITS = frozenset({"edit", "create", "edit_file", "create_file", "write", "str_replace_editor", "insert"})
_ENDS = frozenset({"session.idle", "session.task_complete", "session.shutdown", "abort", "assistant.idle"})


def read(line: Fields, talk: Talk) -> None:
    """Read one line."""
    kind = text(line, "type")
    if text(line, "agentId") or text(line, "data", "parentToolCallId"):
        return
    if kind in _HANDLERS:
        _HANDLERS[kind](line, talk)
    elif kind in _ENDS:
        if talk.draft:
            talk.draft.ended = True
    elif kind.partition(".")[0] not in _FAMILIES:
        talk.skip(kind or "without a type")


def _context(line: Fields, talk: Talk) -> None:
    data = fields(line, "data")
    context = fields(data, "context") or data
    talk.session = text(data, "sessionId") or talk.session
    talk.cwd = text(context, "cwd") or talk.cwd
    talk.branch = text(context, "branch") or talk.branch
    talk.model = first_text(data, "selectedModel", "model") or talk.model


def _model(line: Fields, talk: Talk) -> None:
    talk.model = text(line, "data", "newModel") or talk.model


def _user(line: Fields, talk: Talk) -> None:
    data = fields(line, "data")
    source, prompt = text(data, "source"), text(data, "content")
    machine = source.startswith(("skill-", "agent-", "system")) or find(data, "isAutopilotContinuation") is True
    if machine or not prompt.strip() or prompt.startswith("<skill-context"):
        return
    images = [each for each in objects(data, "attachments") if text(each, "mimeType").startswith("image/")]
    prompt = "\n".join((prompt, *["[image]"] * len(images)))
    way = QUEUED if text(data, "delivery") in {"steering", "queued"} else TYPED
    talk.begin(prompt, (text(line, "id"),), text(line, "timestamp"), way)


def _answer(line: Fields, talk: Talk) -> None:
    data = fields(line, "data")
    talk.model = text(data, "model") or talk.model
    draft = talk.at_hand()
    draft.say(text(data, "content"))
    for request in objects(data, "toolRequests"):
        _call(talk, text(request, "toolCallId"), text(request, "name"), find(request, "arguments"))
    if written := number(data, "outputTokens"):
        draft.spend(text(data, "messageId") or str(talk.place), Tokens(output=written))


def _started(line: Fields, talk: Talk) -> None:
    data = fields(line, "data")
    _call(talk, text(data, "toolCallId"), text(data, "toolName"), find(data, "arguments"))


def _call(talk: Talk, call: str, name: str, given: object) -> None:
    """A call, which the answer asks for and another event then starts."""
    draft, arguments = talk.at_hand(), parsed(given)
    if not call:
        return
    if name in _SHELLS:
        draft.run(call, command_text(find(arguments, "command") or find(arguments, "cmd")))
    elif name in _EDITS and text(arguments, "command") != "view":
        draft.edit(call, [first_text(arguments, "path", "file_path", "filePath")])
    elif name == "apply_patch":
        draft.edit(call, patched_files(first_text(arguments, "input", "patch") or text(given)))


def _result(line: Fields, talk: Talk) -> None:
    """How a call went. A command that failed is a success of the tool; its exit code stands in the words."""
    data = fields(line, "data")
    talk.model = text(data, "model") or talk.model
    draft, call = talk.at_hand(), text(data, "toolCallId")
    draft.result(call, failed=True if find(data, "success") is False else has_failed(find(data, "result")))


_HANDLERS = {
    "session.start": _context,
    "session.resume": _context,
    "session.context_changed": _context,
    "session.model_change": _model,
    "user.message": _user,
    "assistant.message": _answer,
    "tool.execution_start": _started,
    "tool.execution_complete": _result,
}
