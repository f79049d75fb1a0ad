"""The transcripts of Claude Code: `~/.claude/projects/<folder>/<session>.jsonl`.

The facts belong to versions 2.0 to 2.1.329; the format is internal to the client. A line is a person's by the filter of
the vendor's own SDK. A text that is typed while the agent works waits in a queue: `queue-operation` lines tell of the
queue itself; what is taken from it stands as a `queued_command` attachment, as a `user` line of its own or, from
2.1.246 on, at times only as the removal that says `absorbed_mid_turn`. Lines of sub-agents are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from specward.phr.transcripts.claude_text import INTERRUPTED, OUTPUT, plain, prompt_of, rejection
from specward.phr.transcripts.fields import fields, find, number, objects, text
from specward.phr.transcripts.turn import ANSWER, QUEUED, TYPED, Tokens

if TYPE_CHECKING:
    from specward.phr.transcripts.fields import Fields
    from specward.phr.transcripts.talk import Talk

VERSIONS = "2.0 to 2.1.329"

_KNOWN = frozenset(
    {
        *("agent-color", "agent-name", "agent-setting", "ai-title", "artifact-autoreact-ledger"),
        *("artifact-comment-monitor", "atis-latch", "attribution-snapshot", "bridge-session"),
        *("content-replacement", "cost-state", "custom-title", "ended", "file-history-delta"),
        *("file-history-snapshot", "isolation-latch", "last-prompt", "mode", "permission-mode", "pr-link"),
        *("progress", "relocated", "summary", "tag", "worktree-state"),
    }
)
"""Lines that tell nothing of a turn."""
_OWN = ("isMeta", "isCompactSummary", "isVirtual", "isVisibleInTranscriptOnly", "turnCompanion")
"""What marks a `user` line as the client's own."""
_MACHINES = frozenset({"system", "sdk"})
_EDITS = {"Edit": "file_path", "Write": "file_path", "MultiEdit": "file_path", "NotebookEdit": "notebook_path"}
_ENDS = frozenset({"end_turn", "stop_sequence", "max_tokens", "refusal"})
_SYNTHETIC = "<synthetic>"
"""The model of an answer that the client makes up: an error, a limit."""
_MOST_QUEUED = 16


def read(line: Fields, talk: Talk) -> None:
    """Read one line."""
    kind = text(line, "type")
    if find(line, "isSidechain") is True:
        return
    talk.session = text(line, "sessionId") or talk.session
    talk.cwd = text(line, "cwd") or talk.cwd
    talk.branch = text(line, "gitBranch") or talk.branch
    if kind == "user":
        _user(line, talk)
    elif kind == "assistant":
        _assistant(line, talk)
    elif kind == "attachment":
        _attachment(line, talk)
    elif kind == "queue-operation":
        _queue(line, talk)
    elif kind == "system":
        if text(line, "subtype") == "turn_duration" and talk.draft:
            talk.draft.ended = True
    elif kind not in _KNOWN:
        talk.skip(kind or "without a type")


def _user(line: Fields, talk: Talk) -> None:
    content = find(line, "message", "content")
    results = [block for block in objects(content) if text(block, "type") == "tool_result"]
    if results or find(line, "toolUseResult") is not None:
        _results(line, results, talk)
        return
    said = plain(content)
    if said.startswith(OUTPUT):
        _withdraw(talk)
    elif said.startswith(INTERRUPTED) and talk.draft:
        talk.draft.ended = True
    if any(find(line, mark) for mark in _OWN) or not _human(line, line):
        return
    if prompt := prompt_of(content):
        way = QUEUED if text(line, "promptSource") == "queued" else TYPED
        talk.begin(prompt, (text(line, "uuid"), text(line, "promptId")), text(line, "timestamp"), way)


def _human(line: Fields, holder: Fields) -> bool:
    """Whether a person has spoken: the origin says so, and where there is none, the source of the prompt."""
    origin = text(holder, "origin", "kind")
    return origin == "human" if origin else text(line, "promptSource") not in _MACHINES


def _withdraw(talk: Talk) -> None:
    """The output of a command that the client has carried out itself: its name was no prompt."""
    if talk.draft and talk.draft.prompt.startswith("/") and not talk.draft.touched:
        talk.draft = None


def _results(line: Fields, results: list[Fields], talk: Talk) -> None:
    background = bool(text(line, "toolUseResult", "backgroundTaskId"))
    said, answered = _answered(fields(line, "toolUseResult", "answers")), ""
    for block in results:
        call = text(block, "tool_use_id")
        failed = find(block, "is_error") is True
        reason = rejection(find(block, "content")) if failed else None
        if reason is None:
            talk.at_hand().result(call, failed=None if background else failed)
        else:
            talk.at_hand().refuse(call)
            said = reason
        answered = answered or call
    if said:
        talk.begin(said, (text(line, "uuid"), answered), text(line, "timestamp"), ANSWER)


def _answered(answers: Fields) -> str:
    """The answers to the agent's questions, a line each: `question: answer`."""
    lines = []
    for question, answer in answers.items():
        chosen = filter(None, map(text, answer)) if isinstance(answer, list) else (text(answer),)
        if said := ", ".join(chosen):
            lines.append(f"{text(question)}: {said}")
    return "\n".join(lines)


def _assistant(line: Fields, talk: Talk) -> None:
    message = fields(line, "message")
    model = text(message, "model")
    if model == _SYNTHETIC or find(line, "isApiErrorMessage") is True:
        return
    talk.model = model or talk.model
    draft = talk.at_hand()
    for place, block in enumerate(objects(message, "content")):
        kind = text(block, "type")
        if kind == "text":
            draft.say(text(block, "text"))
        elif kind == "tool_use":
            call = text(block, "id") or f"{talk.place}.{place}"
            name = text(block, "name")
            if name in _EDITS:
                draft.edit(call, [text(block, "input", _EDITS[name])])
            elif name == "Bash":
                draft.run(call, text(block, "input", "command"))
    if usage := fields(message, "usage"):
        draft.spend(text(message, "id") or text(line, "uuid") or str(talk.place), _tokens(usage))
    draft.ended = text(message, "stop_reason") in _ENDS


def _tokens(usage: Fields) -> Tokens:
    return Tokens(
        number(usage, "input_tokens"),
        number(usage, "output_tokens"),
        number(usage, "cache_read_input_tokens"),
        number(usage, "cache_creation_input_tokens"),
    )


def _attachment(line: Fields, talk: Talk) -> None:
    attachment = fields(line, "attachment")
    if text(attachment, "type") != "queued_command" or any(find(line, mark) for mark in _OWN):
        return
    if text(attachment, "commandMode") not in {"", "prompt"} or not _human(line, attachment):
        return
    if prompt := prompt_of(find(attachment, "prompt")):
        ids = (text(line, "uuid"), text(attachment, "source_uuid"))
        _queued(talk, prompt, ids, text(line, "timestamp"), "attached", "removed")


def _queue(line: Fields, talk: Talk) -> None:
    if text(line, "operation") != "remove":
        return
    content = find(line, "content")
    prompt = prompt_of(content)
    if not prompt or plain(content).startswith("<"):  # notices of tasks and of other agents wait in the same queue
        return
    absorbed = text(line, "reason") == "absorbed_mid_turn"
    _queued(talk, prompt, (text(line, "commandUuid"),), text(line, "timestamp"), "removed", "attached", begins=absorbed)


def _queued(  # noqa: PLR0913, PLR0917 -- two lines tell of one prompt, in either order
    talk: Talk, prompt: str, ids: tuple[str, ...], at: str, told: str, twin: str, *, begins: bool = True
) -> None:
    """A queued prompt that one kind of line tells of, unless its twin has told of it already.

    Prompts whose twin may still come are remembered by a check sum in the reader's note.
    """
    mark = f"{crc32(prompt.encode()):08x}"
    waiting = talk.note.split()
    if f"{twin}:{mark}" in waiting:
        waiting.remove(f"{twin}:{mark}")
        if talk.draft and talk.draft.prompt == prompt and talk.draft.queued:
            talk.draft.ids = tuple(dict.fromkeys(filter(None, (*talk.draft.ids, *ids))))
    elif begins:
        talk.begin(prompt, ids, at, QUEUED)
        waiting.append(f"{told}:{mark}")
    talk.note = " ".join(waiting[-_MOST_QUEUED:])
