"""The transcripts of Gemini CLI: `~/.gemini/tmp/<project>/chats/session-<time>-<id>.jsonl`.

The facts belong to versions 0.20 to 0.61. The first line is a header; a line with an `id` is a message, and one that
comes again with the same id takes the place of the earlier one; `$set` changes the header; `$rewindTo` takes back all
from a message on. Versions before 0.39 or so keep one JSON object with a list of messages instead. What was taken back
was typed all the same, and so were prompts that a `$set` of all messages has compressed: neither takes away a turn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.phr.transcripts.fields import fields, find, objects, text
from specward.phr.transcripts.parts import cost, note_call, note_result, responses, typed, written

if TYPE_CHECKING:
    from specward.phr.transcripts.fields import Fields
    from specward.phr.transcripts.talk import Talk

VERSIONS = "0.20 to 0.61"

_KNOWN = frozenset({"info", "error", "warning"})
_NOTICES = ("<session_context>", "<hook_context>", "This is the Gemini CLI. We are setting up the context")
_SUBAGENT = "subagent"


def read(line: Fields, talk: Talk) -> None:
    """Read one line, or all of a transcript that is one object."""
    if talk.note == _SUBAGENT:
        return
    if "$rewindTo" in line:
        if talk.draft:
            talk.draft.ended = True
    elif "id" in line:
        _message(line, talk)
    elif "sessionId" in line:
        talk.note = _SUBAGENT if text(line, "kind") == _SUBAGENT else ""
        talk.session = text(line, "sessionId") or talk.session
        for message in objects(line, "messages"):
            _message(message, talk)
    elif "$set" in line:
        talk.session = text(line, "$set", "sessionId") or talk.session
    else:
        talk.skip(text(line, "type") or "without an id")


def _message(message: Fields, talk: Talk) -> None:
    kind = text(message, "type")
    if kind == "user":
        _user(message, talk)
    elif kind == "gemini":
        _answer(message, talk)
    elif kind not in _KNOWN:
        talk.skip(kind or "without a type")


def _user(message: Fields, talk: Talk) -> None:
    content = find(message, "content")
    results = list(responses(content))
    for result in results:
        note_result(talk.at_hand(), text(result, "id"), "", result)
    prompt = typed(find(message, "displayContent")) or typed(content)
    key = text(message, "id")
    again = talk.draft and key and key in talk.draft.ids
    if prompt.strip() and not results and not again and not prompt.lstrip().startswith(_NOTICES):
        talk.begin(prompt, (key,), text(message, "timestamp"))


def _answer(message: Fields, talk: Talk) -> None:
    talk.model = text(message, "model") or talk.model
    draft, key = talk.at_hand(), text(message, "id") or str(talk.place)
    draft.say(written(find(message, "content")))
    for place, call in enumerate(objects(message, "toolCalls")):
        name = text(call, "id") or f"{key}.{place}"
        note_call(draft, name, text(call, "name"), fields(call, "args"))
        result = next(responses(find(call, "result")), {})
        note_result(draft, name, text(call, "status"), result)
    if tokens := fields(message, "tokens"):
        draft.spend(key, cost(tokens, "input", "output", "cached"))
