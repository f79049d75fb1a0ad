"""Somebody who talks to coding agents, and what the agents tell their hooks of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from specward.artifacts.phr import Record, read_record
from specward.markdown.document import Document

if TYPE_CHECKING:
    from pathlib import Path

SESSION = "cbb97bf3-ee8e-4168-a4d5-974bdd8012cf"


class Workplace:
    """A project in which somebody talks to agents."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def tell(self, agent: str, payload: object, code: int = 0, **env: str) -> str:
        """Hand an event to the agent's hook, and see that it says nothing that the agent would take for context."""
        data = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
        done = subprocess.run(
            [sys.executable, "-m", "specward", "hook", agent],
            cwd=self.root,
            env={**os.environ, **env},
            input=data,
            capture_output=True,
            check=False,
        )
        assert done.returncode == code, done.stderr.decode()
        assert done.stdout == b""
        return done.stderr.decode()

    def records(self) -> list[Record]:
        """The records of the project, in the order in which they were asked."""
        found = []
        for path in self.root.glob("history/prompts/**/*.prompt.md"):
            text = path.read_bytes().decode()
            found.append(read_record(Document(path.relative_to(self.root).as_posix(), text)))
        return sorted(found, key=lambda record: said(record, "uid"))

    def prompts(self) -> list[str]:
        return [record.prompt_text for record in self.records()]

    @property
    def log(self) -> list[dict[str, Any]]:
        path = self.root / ".git/specward/capture/failures.log"
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def said(record: Record, key: str) -> str:
    field = record.header.field(key)
    return field.value if field else ""


def claude(event: str, workplace: Workplace, prompt_id: str = "p1", **more: object) -> dict[str, object]:
    return {
        "session_id": SESSION,
        "transcript_path": f"{workplace.root}/none/.claude/projects/x/{SESSION}.jsonl",
        "cwd": str(workplace.root),
        "prompt_id": prompt_id,
        "permission_mode": "default",
        "hook_event_name": event,
        **more,
    }


def codex(event: str, workplace: Workplace, turn_id: str = "t1", **more: object) -> dict[str, object]:
    return {
        "session_id": SESSION,
        "turn_id": turn_id,
        "transcript_path": None,
        "cwd": str(workplace.root),
        "hook_event_name": event,
        "model": "gpt-5",
        "permission_mode": "default",
        **more,
    }


def gemini(event: str, workplace: Workplace, time: str, **more: object) -> dict[str, object]:
    return {
        "session_id": SESSION,
        "transcript_path": f"{workplace.root}/none/.gemini/tmp/x/chats/session.jsonl",
        "cwd": str(workplace.root),
        "hook_event_name": event,
        "timestamp": f"2026-11-29T15:26:{time}Z",
        **more,
    }


def copilot(workplace: Workplace, time: int, **more: object) -> dict[str, object]:
    return {"sessionId": SESSION, "timestamp": 1795966074000 + time, "cwd": str(workplace.root), **more}


def cursor(event: str, workplace: Workplace, generation: str, **more: object) -> dict[str, object]:
    return {
        "conversation_id": SESSION,
        "generation_id": generation,
        "model": "composer-2",
        "hook_event_name": event,
        "cursor_version": "3.2",
        "workspace_roots": [str(workplace.root)],
        "user_email": "ada@example.org",
        "transcript_path": None,
        **more,
    }


def qwen(event: str, workplace: Workplace, **more: object) -> dict[str, object]:
    return {
        "session_id": SESSION,
        "transcript_path": f"{workplace.root}/none/.qwen/projects/x/chats/{SESSION}.jsonl",
        "cwd": str(workplace.root),
        "hook_event_name": event,
        "timestamp": "2026-11-29T15:27:00.251Z",
        "permission_mode": "yolo",
        "prompt_id": f"{SESSION}########0",
        **more,
    }


def kiro(event: str, workplace: Workplace, **more: object) -> dict[str, object]:
    return {"hook_event_name": event, "session_id": SESSION, "cwd": str(workplace.root), **more}


def windsurf(action: str, workplace: Workplace, execution: str, **info: object) -> dict[str, object]:
    return {
        "agent_action_name": action,
        "trajectory_id": SESSION,
        "execution_id": execution,
        "timestamp": "2026-11-29T15:27:00Z",
        "cwd": str(workplace.root),
        "tool_info": info,
    }


def opencode(event: str, workplace: Workplace, **more: object) -> dict[str, object]:
    return {"hook_event_name": event, "sessionID": "ses_dd81", "cwd": str(workplace.root), **more}


def cline(hook: str, workplace: Workplace, **more: object) -> dict[str, object]:
    return {
        "clineVersion": "3.0.65",
        "hookName": hook,
        "timestamp": "2026-11-29T15:29:53.985Z",
        "taskId": "conv_1",
        "workspaceRoots": [str(workplace.root)],
        "userId": "unknown",
        "agent_id": "agent_1",
        "parent_agent_id": None,
        **more,
    }
