"""The transcripts of Qwen Code: `~/.qwen/projects/<folder>/chats/<session>.jsonl`.

The facts belong to versions 0.19 to 0.24, whose source is public. A line is a record with the ids of its own and of its
parent; `provenance` tells a person's input from a program's. A message that was added while the agent worked has the
subtype `mid_turn_user_message`. Sub-agents and programs that drive the client are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.phr.transcripts.fields import fields, find, objects, text
from specward.phr.transcripts.parts import cost, note_call, note_result, responses, typed, written
from specward.phr.transcripts.turn import QUEUED, TYPED

if TYPE_CHECKING:
    from specward.phr.transcripts.fields import Fields
    from specward.phr.transcripts.talk import Talk

VERSIONS = "0.19 to 0.24"

_PERSON = frozenset({"", "real_user"})
_PROMPTS = frozenset({"", "mid_turn_user_message", "realtime_message", "at_command"})
_NOTICES = ("<system-reminder>", "<session_context>", "<hook_context>")


def read(line: Fields, talk: Talk) -> None:
    """Read one line."""
    kind = text(line, "type")
    if find(line, "isSidechain") is True or text(line, "agentId"):
        return
    talk.session = text(line, "sessionId") or talk.session
    talk.cwd = text(line, "cwd") or talk.cwd
    talk.branch = text(line, "gitBranch") or talk.branch
    if kind == "user":
        _user(line, talk)
    elif kind == "assistant":
        _answer(line, talk)
    elif kind == "tool_result":
        _results(line, talk)
    elif kind == "system":
        if text(line, "subtype") in {"turn_result", "rewind"} and talk.draft:
            talk.draft.ended = True
    else:
        talk.skip(kind or "without a type")


def _user(line: Fields, talk: Talk) -> None:
    parts, subtype = find(line, "message", "parts"), text(line, "subtype")
    if any(responses(parts)):
        _results(line, talk)
        return
    if text(line, "provenance") not in _PERSON or subtype not in _PROMPTS:
        return
    prompt = text(line, "systemPayload", "displayText") or typed(parts)
    if prompt.strip() and not prompt.lstrip().startswith(_NOTICES):
        way = QUEUED if subtype == "mid_turn_user_message" else TYPED
        talk.begin(prompt, (text(line, "uuid"), text(line, "promptId")), text(line, "timestamp"), way)


def _answer(line: Fields, talk: Talk) -> None:
    talk.model = text(line, "model") or talk.model
    draft, parts, key = talk.at_hand(), find(line, "message", "parts"), text(line, "uuid") or str(talk.place)
    draft.say(written(parts))
    for place, part in enumerate(objects(parts)):
        if call := fields(part, "functionCall"):
            note_call(draft, text(call, "id") or f"{key}.{place}", text(call, "name"), fields(call, "args"))
    if usage := fields(line, "usageMetadata"):
        draft.spend(key, cost(usage, "promptTokenCount", "candidatesTokenCount", "cachedContentTokenCount"))


def _results(line: Fields, talk: Talk) -> None:
    status = text(line, "toolCallResult", "status")
    for result in responses(find(line, "message", "parts")):
        note_result(talk.at_hand(), text(result, "id") or text(line, "toolCallResult", "callId"), status, result)
