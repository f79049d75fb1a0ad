"""What capturing costs: a hook at a prompt, a sync of a large transcript, a search of a large history."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

from measure import Run, run

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_WORDS = "The session store keeps one row for each device and forgets it when the person signs out. "


def prompt_starts(root: Path, spec: str, environment: Mapping[str, str], *, rounds: int = 15) -> float:
    """How many bare interpreter starts `spec hook claude` costs at a prompt of 8 KB, each prompt a new one."""
    bare = [sys.executable, "-c", "pass"]
    ratios = []
    for number in range(rounds + 1):
        payload = _payload(root, f"{number} {_WORDS * 92}"[:8192], f"p{number}")
        before = _fed(bare, root, environment, b"")
        ratios.append(_fed([spec, "hook", "claude"], root, environment, payload) / before)
    return statistics.median(ratios[1:])


def _payload(root: Path, prompt: str, prompt_id: str) -> bytes:
    event = {"hook_event_name": "UserPromptSubmit", "permission_mode": "default", "session_id": f"bench-{os.getpid()}"}
    return json.dumps({**event, "cwd": str(root), "prompt_id": prompt_id, "prompt": prompt}).encode()


def _fed(command: list[str], root: Path, environment: Mapping[str, str], data: bytes) -> float:
    started = time.perf_counter()
    subprocess.run(command, cwd=root, env=dict(environment), input=data, capture_output=True, check=True)
    return time.perf_counter() - started


def write_transcript(path: Path, root: Path, *, megabytes: int) -> None:
    """A transcript of Claude Code in which a handful of prompts drown in the results of tools."""
    path.parent.mkdir(parents=True)
    line = json.dumps(_answer(root, "tool_result", _WORDS * 200)) + "\n"
    with path.open("w", encoding="utf-8") as file:
        written = 0
        for number in range(megabytes * 1_000_000 // len(line)):
            if number % 500 == 0:
                file.write(json.dumps(_typed(root, f"prompt {number}: {_WORDS}", number)) + "\n")
            written += file.write(line)


def _typed(root: Path, text: str, number: int) -> dict[str, Any]:
    said = {"role": "user", "content": text}
    return {**_line(root, "user"), "uuid": f"u{number}", "message": said}


def _answer(root: Path, kind: str, text: str) -> dict[str, Any]:
    content = [{"type": kind, "tool_use_id": "t1", "content": text}]
    return {**_line(root, "user"), "uuid": "r", "toolUseResult": text, "message": {"role": "user", "content": content}}


def _line(root: Path, kind: str) -> dict[str, Any]:
    when = "2026-01-04T10:00:00.000Z"
    return {"type": kind, "sessionId": "bench", "cwd": str(root), "timestamp": when, "version": "2.1.332"}


def sync(root: Path, home: Path, spec: str, environment: Mapping[str, str]) -> Run:
    """A sync of one transcript of 100 MB, nothing known of it before."""
    slug = "".join(character if character.isalnum() else "-" for character in str(root))
    write_transcript(home / ".claude/projects" / slug / "bench.jsonl", root, megabytes=100)
    return run([spec, "phr", "sync", "--dry-run"], root, {**environment, "HOME": str(home)})


def search(root: Path, spec: str, environment: Mapping[str, str], *, rounds: int = 5) -> tuple[Run, Run]:
    """A search without a cache, the files being known to the system, and the median of searches with it."""
    words = ["phr", "search", "session", "device"]
    cold = sorted(run([spec, *words, "--no-cache"], root, environment) for _ in range(rounds))[rounds // 2]
    run([spec, *words], root, environment)
    warm = sorted(run([spec, *words], root, environment) for _ in range(rounds))[rounds // 2]
    return cold, warm
