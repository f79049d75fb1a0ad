"""A made-up prompt of an agent, handed to its hook in a scratch project."""

from __future__ import annotations

import json
import os
import sys
import tempfile

from specward.phr.capture.log import failures

_SECONDS = 20
_PROMPT = "A made-up prompt of spec doctor"


def rehearse(agent: str) -> str:
    """Hand a made-up prompt of an agent to its hook in a scratch project; why no record appears, or empty."""
    import subprocess

    with tempfile.TemporaryDirectory() as folder:
        os.makedirs(os.path.join(folder, ".specify"))
        payload = {**_EVENTS.get(agent, _EVENT), "cwd": folder, "workspace_roots": [folder]}
        told = json.dumps(payload).replace("PROMPT", _PROMPT)
        try:
            done = subprocess.run(  # noqa: S603 -- our own command, with a word of our own table
                [sys.executable, "-P", "-m", "specward", "hook", agent],
                cwd=folder,
                input=told.encode(),
                capture_output=True,
                timeout=_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            return str(error)
        if done.returncode or done.stdout:
            return f"it ends with {done.returncode} and says {done.stdout[:80].decode('utf-8', 'replace')!r}"
        records = os.path.join(folder, "history", "prompts", "general")
        if not os.path.isdir(records) or not os.listdir(records):
            return "; ".join(str(entry.get("problem")) for entry in failures(folder)) or "no record appears"
    return ""


_EVENT = {"hook_event_name": "UserPromptSubmit", "session_id": "doctor", "prompt": "PROMPT"}
_EVENTS: dict[str, dict[str, object]] = {
    "gemini": {**_EVENT, "hook_event_name": "BeforeAgent", "timestamp": "2026-01-02T03:04:05Z"},
    "cursor": {
        "hook_event_name": "beforeSubmitPrompt",
        "conversation_id": "doctor",
        "generation_id": "g",
        "prompt": "PROMPT",
    },
    "qwen": {**_EVENT, "submitted_prompt": "PROMPT"},
    "windsurf": {
        "agent_action_name": "pre_user_prompt",
        "trajectory_id": "doctor",
        "execution_id": "e",
        "tool_info": {"user_prompt": "PROMPT"},
    },
    "opencode": {
        "hook_event_name": "chat.message",
        "sessionID": "doctor",
        "messageID": "m",
        "parts": [{"type": "text", "text": "PROMPT"}],
    },
    "cline": {
        "clineVersion": "3",
        "hookName": "UserPromptSubmit",
        "taskId": "doctor",
        "userPromptSubmit": {"prompt": "PROMPT"},
    },
}
