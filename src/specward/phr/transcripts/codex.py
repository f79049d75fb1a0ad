"""The transcripts of Codex CLI: `~/.codex/sessions/YYYY/MM/DD/rollout-<time>-<id>.jsonl`.

The facts belong to versions 0.40 to 0.169. A line is an envelope `{timestamp, type, payload}`. What the user saw stands
in `event_msg` lines: as `user_message` and `agent_message` up to 0.147, as completed items (`UserMessage`,
`CommandExecution`, `FileChange`) in paginated histories from then on. What went to the model stands in `response_item`
lines, whose user messages hold instructions of the client too and are no prompts. One turn of the agent may answer
several prompts: what is added while it works has the same turn id. A sub-agent's rollout holds no prompt of a person.
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

VERSIONS = "0.40 to 0.169"

_KNOWN = frozenset({"compacted", "world_state", "inter_agent_communication", "inter_agent_communication_metadata"})
_SHELL_TOOLS = frozenset({"shell", "exec_command", "shell_command", "local_shell", "container.exec"})
_ENDS = frozenset({"task_complete", "turn_complete", "turn_aborted", "thread_rolled_back"})
_SCAFFOLDING = (
    "<environment_context>",
    "<user_instructions>",
    "<INSTRUCTIONS>",
    "<turn_aborted>",
    "# AGENTS.md instruct",
)
_OF_AN_EDITOR = "# Context from my IDE setup:"
_REQUEST = "## My request for Codex:"
_SUBAGENT = "subagent"
"""The reader's note for a rollout that no person takes part in. Else the note is the state of the turn at hand and its
id, such as `new:019a…`."""
_NEW = "new"
"""No prompt of the turn was seen yet."""
_ASKED = "asked"
_OVER = "over"


def read(line: Fields, talk: Talk) -> None:
    """Read one line."""
    kind = text(line, "type")
    payload = fields(line, "payload")
    if talk.note == _SUBAGENT:
        return
    if kind == "session_meta":
        _meta(payload, talk)
    elif kind == "turn_context":
        _context(payload, talk)
    elif kind == "event_msg":
        _event(payload, text(line, "timestamp"), talk)
    elif kind == "response_item":
        _item(payload, talk)
    elif kind not in _KNOWN:
        talk.skip(kind or "without a type")


def _meta(payload: Fields, talk: Talk) -> None:
    """The header. A fork repeats that of its parent further down, which does not count."""
    if talk.session and talk.place:
        return
    if _SUBAGENT in fields(payload, "source") or text(payload, "thread_source") == _SUBAGENT:
        talk.note = _SUBAGENT
    talk.session = first_text(payload, "id", "session_id")
    talk.cwd = text(payload, "cwd") or talk.cwd
    talk.branch = text(payload, "git", "branch") or talk.branch


def _context(payload: Fields, talk: Talk) -> None:
    _turn(talk, text(payload, "turn_id"))
    talk.cwd = text(payload, "cwd") or talk.cwd
    talk.model = text(payload, "model") or talk.model


def _turn(talk: Talk, turn: str) -> None:
    """A line tells which turn of the agent it belongs to."""
    if not turn or turn == talk.note.partition(":")[2]:
        return
    if talk.draft and talk.draft.prompt and not talk.draft.ids and not talk.draft.touched:
        talk.draft.ids = (turn,)  # early versions tell the turn behind its prompt
        talk.note = f"{_ASKED}:{turn}"
    else:
        talk.note = f"{_NEW}:{turn}"


def _event(payload: Fields, at: str, talk: Talk) -> None:
    kind = text(payload, "type")
    if kind in {"task_started", "turn_started"}:
        _turn(talk, text(payload, "turn_id"))
    elif kind == "user_message":
        _prompt(talk, _typed(payload), at, text(payload, "turn_id"))
    elif kind == "agent_message":
        talk.at_hand().say(text(payload, "message"))
    elif kind == "exec_command_end":
        _ran(talk, payload, text(payload, "call_id"))
    elif kind == "patch_apply_end":
        _changed(talk, payload, text(payload, "call_id"), applied=find(payload, "success") is not False)
    elif kind == "token_count":
        _count(payload, talk)
    elif kind == "item_completed":
        _turn(talk, text(payload, "turn_id"))
        _completed(fields(payload, "item"), at, talk)
    elif kind in _ENDS and talk.draft:
        talk.draft.ended = True
        talk.note = f"{_OVER}:{talk.note.partition(':')[2]}"


def _typed(payload: Fields) -> str:
    images = [value for key in ("images", "local_images") for value in _list(find(payload, key))]
    return "\n".join(filter(None, (text(payload, "message"), *["[image]"] * len(images))))


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _prompt(talk: Talk, typed: str, at: str, turn: str, item: str = "") -> None:
    """Somebody has typed something; transcripts of one version tell it in both of their ways."""
    words = typed.lstrip()
    if words.startswith(_OF_AN_EDITOR):
        typed = words = typed.partition(_REQUEST)[2].strip()
    if not words or words.startswith(_SCAFFOLDING):
        return
    draft = talk.draft
    if draft and draft.prompt == typed and not draft.touched and bool(item) != (len(draft.ids) > 1):
        draft.ids = (*draft.ids, item) if item else draft.ids
        return
    state, _, known = talk.note.partition(":")
    turn = turn or ("" if state == _OVER else known)
    added = bool(turn) and state == _ASKED and turn == known
    talk.begin(typed, (f"{turn}@{at}" if added else turn, item), at, QUEUED if added else TYPED)
    talk.note = f"{_ASKED}:{turn}"


def _completed(item: Fields, at: str, talk: Talk) -> None:
    kind, call = text(item, "type"), text(item, "id")
    if kind == "UserMessage":
        images = {"image": "[image]", "local_image": "[image]"}
        parts = (images.get(text(part, "type")) or text(part, "text") for part in objects(item, "content"))
        _prompt(talk, "\n".join(filter(None, parts)), at, "", call)
    elif kind == "AgentMessage":
        talk.at_hand().say("\n".join(filter(None, (text(part, "text") for part in objects(item, "content")))))
    elif kind == "CommandExecution":
        _ran(talk, item, call)
    elif kind == "FileChange":
        _changed(talk, item, call, applied=text(item, "status") not in {"failed", "declined"})


def _ran(talk: Talk, told: Fields, call: str) -> None:
    """A command has run; the request for it stands in another line, with or without the same call id."""
    draft, command = talk.at_hand(), command_text(find(told, "command"))
    draft.run(draft.unresolved(command) or call or str(talk.place), command, failed=has_failed(told))


def _changed(talk: Talk, told: Fields, call: str, *, applied: bool) -> None:
    changes = find(told, "changes")
    if not applied:
        talk.at_hand().refuse(call)
    elif isinstance(changes, dict):
        kept = [
            text(path) for path, change in changes.items() if "delete" not in (text(change, "type"), *fields(change))
        ]
        talk.at_hand().edit(call or str(talk.place), kept)
    else:
        talk.at_hand().edit(call or str(talk.place), [text(change, "path") for change in objects(told, "changes")])


def _count(payload: Fields, talk: Talk) -> None:
    """What an answer has cost; the line is repeated when only the limits have changed, with the same totals."""
    last = fields(payload, "info", "last_token_usage")
    if last and talk.draft:
        cached = number(last, "cached_input_tokens")
        tokens = Tokens(max(number(last, "input_tokens") - cached, 0), number(last, "output_tokens"), cached)
        totals = fields(payload, "info", "total_token_usage")
        known = "/".join(str(number(totals, key)) for key in ("input_tokens", "output_tokens"))
        talk.draft.spend(known if totals else str(talk.place), tokens)


def _item(payload: Fields, talk: Talk) -> None:
    kind, call = text(payload, "type"), text(payload, "call_id") or str(talk.place)
    if kind == "message" and text(payload, "role") == "assistant":
        said = [text(part, "text") for part in objects(payload, "content") if text(part, "type") == "output_text"]
        talk.at_hand().say("\n".join(filter(None, said)))
    elif kind == "function_call":
        _call(talk, call, text(payload, "name"), fields(parsed(find(payload, "arguments"))))
    elif kind == "custom_tool_call":
        talk.at_hand().edit(call, patched_files(text(payload, "input")))
    elif kind == "local_shell_call":
        talk.at_hand().run(call, command_text(find(payload, "action", "command")))
    elif kind in {"function_call_output", "custom_tool_call_output"}:
        talk.at_hand().result(call, failed=has_failed(find(payload, "output")))


def _call(talk: Talk, call: str, name: str, arguments: Fields) -> None:
    if name == "apply_patch":
        talk.at_hand().edit(call, patched_files(first_text(arguments, "input", "patch")))
    elif name in _SHELL_TOOLS:
        command = command_text(find(arguments, "command") or find(arguments, "cmd"))
        if files := patched_files(command):
            talk.at_hand().edit(call, files)
        else:
            talk.at_hand().run(call, command)
