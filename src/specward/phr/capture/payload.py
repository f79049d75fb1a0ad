"""What a coding agent tells its hooks, from the dialect of each made one event.

Who speaks is told by the payload, not by the word after `spec hook`: several agents run the hooks that stand in another
one's settings. Sources: the vendors' documentation of hooks and payloads seen of the real clients; see docs/agents.md.
"""

from __future__ import annotations

from specward.phr.agents import AGENTS

TYPE_CHECKING = False  # before `typing`, which a prompt does not wait for
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

PROMPT = "prompt"
"""Somebody has asked something."""
ANSWER = "answer"
"""Somebody has answered a question of the agent."""
EDITED = "edited"
"""The agent has written files."""
RESPONSE = "response"
"""The agent has said something; its turn goes on."""
END = "end"
"""The turn is over."""
CLOSE = "close"
"""The conversation is over."""

_KINDS = {
    "userpromptsubmit": PROMPT,
    "userpromptsubmitted": PROMPT,
    "beforesubmitprompt": PROMPT,
    "beforeagent": PROMPT,
    "preuserprompt": PROMPT,
    "promptsubmit": PROMPT,
    "chatmessage": PROMPT,
    "posttooluse": EDITED,
    "aftertool": EDITED,
    "afterfileedit": EDITED,
    "postwritecode": EDITED,
    "toolexecuteafter": EDITED,
    "afteragentresponse": RESPONSE,
    "postcascaderesponse": END,
    "stop": END,
    "stopfailure": END,
    "agentstop": END,
    "afteragent": END,
    "sessionidle": END,
    "taskcomplete": END,
    "taskcancel": END,
    "agentend": END,
    "sessionend": CLOSE,
    "sessionshutdown": CLOSE,
}
"""By the event's name in lower-case letters. Every other event is none of ours."""

_WRITING_TOOLS = frozenset(
    {
        *("edit", "multiedit", "write", "notebookedit", "create", "writefile", "replace", "strreplace"),
        *(
            "strreplaceeditor",
            "editor",
            "applypatch",
            "editfile",
            "createfile",
            "writetofile",
            "replaceinfile",
            "insertedit",
            "patch",
            "fswrite",
        ),
    }
)
_QUESTION = "askuserquestion"
_PERSON = frozenset({"", "user"})
"""Claude Code's `source`: whatever else stands there is a program or a timer."""
_UNUSUAL = frozenset(
    {"abort", "aborted", "cancelled", "canceled", "error", "failed", "interrupted", "max_tokens", "refusal"}
)
_HOMES = {
    "/.qwen/": "qwen",
    "/.gemini/": "gemini",
    "/.codex/": "codex",
    "/.copilot/": "copilot",
    "/.claude/": "claude",
}
"""Where agents keep their transcripts."""
_MARKS = {
    "submitted_prompt": "qwen",
    "generation_id": "cursor",
    "cursor_version": "cursor",
    "turn_id": "codex",
    "trajectory_id": "windsurf",
    "sessionID": "opencode",
    "sessionId": "copilot",
    "clineVersion": "cline",
}
"""What only the payloads of one agent have; the first counts."""
_SESSIONS = ("session_id", "sessionId", "sessionID", "conversation_id", "trajectory_id", "taskId")
_IDS = ("prompt_id", "turn_id", "generation_id", "execution_id", "messageID")
_PATHS = ("file_path", "filePath", "notebook_path", "path", "filename", "absolute_path")
_MOST_FILES = 200


class Event:
    """One thing that happened in a conversation.

    Attributes:
        agent: a word of `AGENTS`.
        kind: `PROMPT`, `ANSWER`, `EDITED`, `RESPONSE`, `END` or `CLOSE`.
        session: the agent's id of the conversation; empty where it has none.
        id: the agent's id of the prompt or the turn; empty where it has none.
        stamp: the moment as the payload tells it, as text; empty where it does not.
        cwd: the folder that the agent works in.
        transcript: the path of the transcript, where told.
        text: the prompt, the answer, or what the agent said.
        asked: at the end of a turn, the prompt that it answers, where told.
        files: what the agent has written, as told.
        model: the model's name, where told.
        status: how the turn ended, where it did not end as usual.
    """

    __slots__ = (
        *("agent", "asked", "cwd", "files", "id", "kind", "model", "session", "stamp", "status", "text", "transcript"),
    )

    def __init__(self, agent: str, kind: str, payload: Mapping[str, Any], text: str = "") -> None:
        self.agent = agent
        self.kind = kind
        self.text = text
        self.session = _text(payload, *_SESSIONS)
        self.id = _text(payload, *_IDS)
        self.stamp = _stamp(payload)
        self.cwd = _cwd(payload)
        self.transcript = _text(payload, "transcript_path", "transcriptPath")
        self.asked = _text(payload, "prompt") if kind == END else ""
        self.files = _files(payload)
        self.model = _text(payload, "model", "modelID")
        status = _text(payload, "status", "stopReason", "stop_reason", "error_type").lower()
        self.status = status if status in _UNUSUAL else ""


def read_event(payload: object, word: str, environ: Mapping[str, str]) -> Event | None:
    """The event that a payload tells of; None where it is none of ours: a machine's wake-up, a subagent's, another.

    Args:
        payload: what stood on stdin, as JSON says it.
        word: what stood after `spec hook`.
        environ: the environment; older hooks of Kiro have the prompt there.
    """
    if not isinstance(payload, dict):
        return None
    agent = recognise(payload, word)
    if agent == "windsurf" and isinstance(payload.get("tool_info"), dict):
        payload = {**payload["tool_info"], **payload}
    if _is_subagent(payload):
        return None
    kind = _kind(payload, agent)
    if kind == PROMPT:
        text = _prompt(payload, agent, environ) if _text(payload, "source").lower() in _PERSON else ""
        return Event(agent, kind, payload, text) if text.strip() else None
    if kind == EDITED:
        return _tool_event(agent, payload)
    if not kind:
        return None
    return Event(agent, kind, payload, _said(payload))


def _is_subagent(payload: Mapping[str, Any]) -> bool:
    """Whether an agent speaks that another agent has called. Cline gives every agent an id, and the called a parent."""
    return bool(payload.get("parent_agent_id") if "clineVersion" in payload else payload.get("agent_id"))


def recognise(payload: Mapping[str, Any], word: str) -> str:
    """Which agent speaks: by what only its payloads have, else by the word after `spec hook`."""
    path = _text(payload, "transcript_path", "transcriptPath").replace("\\", "/")
    homes = (agent for home, agent in _HOMES.items() if home in path)
    marks = (agent for mark, agent in _MARKS.items() if mark in payload)
    if told := next(homes, "") or next(marks, ""):
        return told
    if _name(payload) in {"beforeagent", "afteragent"}:
        return "gemini"
    if word == "claude" and "timestamp" in payload:
        return "copilot"  # it runs the hooks of Claude Code, whose own events never tell the time
    return word if word in AGENTS else ""


def _name(payload: Mapping[str, Any]) -> str:
    name = _text(payload, "hook_event_name", "hookEventName", "hookName", "agent_action_name", "event", "trigger")
    return "".join(filter(str.isalnum, name)).lower()


def _kind(payload: Mapping[str, Any], agent: str) -> str:
    """The kind of event; payloads of GitHub Copilot's command line do not name theirs."""
    name = _name(payload)
    if name or agent != "copilot":
        kind = _KINDS.get(name, "")
        return PROMPT if not name and agent == "kiro" else kind
    if "transformedPrompt" in payload or "source" in payload:
        return ""
    if "prompt" in payload:
        return PROMPT
    if "toolName" in payload:
        return EDITED if "toolResult" in payload else ""
    if "stopReason" in payload:
        return END
    return CLOSE if "reason" in payload else ""


def _prompt(payload: Mapping[str, Any], agent: str, environ: Mapping[str, str]) -> str:
    if agent == "qwen":  # `prompt` is what goes to the model, which is not always what somebody has typed
        return _text(payload, "submitted_prompt")
    if agent == "opencode":
        return _parts(payload)
    nested = payload.get("userPromptSubmit")
    found = _text(payload, "prompt", "user_prompt") or (_text(nested, "prompt") if isinstance(nested, dict) else "")
    return found or (environ.get("USER_PROMPT", "") if agent == "kiro" else "")


def _parts(payload: Mapping[str, Any]) -> str:
    """The text of a message of opencode; parts that it made itself are marked as synthetic."""
    parts = payload.get("parts")
    if not isinstance(parts, list):
        return _text(payload, "prompt")
    words = [_text(part, "text") for part in parts if isinstance(part, dict) and not part.get("synthetic")]
    return "\n".join(filter(None, words))


def _tool_event(agent: str, payload: Mapping[str, Any]) -> Event | None:
    """What the use of a tool comes to: files that were written, or an answer that somebody has given."""
    tool = "".join(filter(str.isalnum, _text(payload, "tool_name", "toolName", "tool"))).lower()
    if tool == _QUESTION:
        answer = _answer(payload)
        event = Event(agent, ANSWER, payload, answer)
        event.id = _text(payload, "tool_use_id") or event.id
        return event if answer else None
    event = Event(agent, EDITED, payload)
    return event if event.files and (not tool or tool in _WRITING_TOOLS) else None


def _answer(payload: Mapping[str, Any]) -> str:
    """The answers to the questions of an agent, a line each: `question: answer`."""
    for holder in (payload.get("tool_response"), payload.get("tool_input")):
        answers = holder.get("answers") if isinstance(holder, dict) else None
        if isinstance(answers, dict):
            said = {str(question): _joined(answer) for question, answer in answers.items()}
            return "\n".join(f"{question}: {answer}" for question, answer in said.items() if answer)
    return ""


def _joined(answer: object) -> str:
    return ", ".join(map(str, answer)) if isinstance(answer, list) else answer if isinstance(answer, str) else ""


def _said(payload: Mapping[str, Any]) -> str:
    said = _text(payload, "last_assistant_message", "prompt_response", "text", "response")
    nested = [payload.get(name) for name in ("turn", "taskComplete")]
    return said or next((_text(n, "outputText", "result") for n in nested if isinstance(n, dict)), "")


def _text(payload: Mapping[str, Any], *names: str) -> str:
    """The first of some values that is text and not empty."""
    for name in names:
        value = payload.get(name)
        if isinstance(value, str) and value:
            return value
    return ""


def _stamp(payload: Mapping[str, Any]) -> str:
    value = payload.get("timestamp")
    return str(value)[:40] if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _cwd(payload: Mapping[str, Any]) -> str:
    roots = payload.get("workspace_roots") or payload.get("workspaceRoots")
    first = roots[0] if isinstance(roots, list) and roots and isinstance(roots[0], str) else ""
    return _text(payload, "cwd") or first


def _files(payload: Mapping[str, Any]) -> list[str]:
    """The paths that a tool was given."""
    holders = [payload, payload.get("tool_input"), payload.get("toolArgs"), payload.get("args")]
    paths = [_text(holder, *_PATHS) for holder in holders if isinstance(holder, dict)]
    return list(dict.fromkeys(path for path in paths if path))[:_MOST_FILES]
