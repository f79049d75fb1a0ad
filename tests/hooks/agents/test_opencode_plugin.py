"""The plugin for opencode, run by Node.js with what opencode 1.18 hands to a plugin."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from typing import TYPE_CHECKING, Any

import pytest

from specward.hooks.agents.targets import TARGETS, Script

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(not shutil.which("node") or os.name == "nt", reason="needs Node.js and a shell")

SESSION = "ses_dd814c7b1fferB5AH1Vgwu8bKF"
ASKED = "msg_227eb38f6001cGnM4pLq7pYGOY"
ANSWER = "msg_227eb4417001KvUmHpGOeyrfcz"
MODEL = {"providerID": "fake", "modelID": "fake-model"}


def created(parent: str | None = None) -> list[Any]:
    info = {"id": SESSION, "slug": "lucky-otter", **({"parentID": parent} if parent else {})}
    return ["event", {"event": {"type": "session.created", "properties": {"sessionID": SESSION, "info": info}}}]


def asked(*parts: dict[str, Any]) -> list[Any]:
    message = {"id": ASKED, "role": "user", "sessionID": SESSION, "agent": "build", "model": MODEL}
    return ["chat.message", {"sessionID": SESSION}, {"message": message, "parts": list(parts)}]


def answered(text: str) -> list[list[Any]]:
    info = {"id": ANSWER, "parentID": ASKED, "role": "assistant", "sessionID": SESSION, **MODEL}
    part = {"type": "text", "text": text, "messageID": ANSWER, "sessionID": SESSION, "id": "prt_1"}
    return [
        ["event", {"event": {"type": "message.updated", "properties": {"sessionID": SESSION, "info": info}}}],
        ["event", {"event": {"type": "message.part.updated", "properties": {"sessionID": SESSION, "part": part}}}],
        ["event", {"event": {"type": "message.updated", "properties": {"sessionID": SESSION, "info": info}}}],
    ]


IDLE = ["event", {"event": {"type": "session.idle", "properties": {"sessionID": SESSION}}}]
TEXT = {"type": "text", "text": "Please make the file", "messageID": ASKED, "sessionID": SESSION, "id": "prt_0"}


def wrote(tool: str) -> list[Any]:
    call = {"tool": tool, "sessionID": SESSION, "callID": "call_1", "args": {"content": "x", "filePath": "/p/made.txt"}}
    return ["tool.execute.after", call, {"title": "made.txt", "metadata": {}, "output": "Wrote file successfully."}]


class Opencode:
    """What runs the plugin, with a `spec` that keeps what it is told."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (part,) = TARGETS["opencode"].parts
        assert isinstance(part, Script)
        (root / "plugin.mjs").write_text(part.text)
        (root / "bin").mkdir()

    def spec(self, script: str) -> None:
        """Put a `spec` on the PATH."""
        path = self.root / "bin/spec"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)

    def run(self, *calls: list[Any]) -> float:
        """Call the plugin's hooks one after the other; how many seconds that took."""
        (self.root / "run.mjs").write_text(
            "import * as plugin from './plugin.mjs'\n"
            "const [[, make], ...others] = Object.entries(plugin)\n"
            "if (others.length) throw new Error('opencode takes every export for a plugin')\n"
            f"const hooks = await make({{ directory: {json.dumps(str(self.root))} }})\n"
            f"for (const [name, ...given] of {json.dumps(calls)}) await hooks[name](...given)\n"
        )
        path = f"{self.root / 'bin'}{os.pathsep}{os.path.dirname(shutil.which('node') or '')}{os.pathsep}/usr/bin:/bin"
        begin = time.perf_counter()
        done = subprocess.run(
            ["node", "run.mjs"],
            cwd=self.root,
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        return time.perf_counter() - begin

    def told(self) -> list[dict[str, Any]]:
        """What `spec` was told, in order."""
        said = self.root / "told.jsonl"
        return [json.loads(line) for line in said.read_text().splitlines()] if said.exists() else []


@pytest.fixture
def opencode(tmp_path: Path) -> Opencode:
    made = Opencode(tmp_path)
    made.spec('[ "$*" = "hook opencode" ] && { cat; echo; } >> told.jsonl')
    return made


def test_a_turn_is_handed_over_prompt_first_and_answer_last(opencode: Opencode) -> None:
    synthetic = {**TEXT, "text": "Called the Read tool", "synthetic": True}
    picture = {"type": "file", "mime": "image/png", "url": "data:image/png;base64,AAAA"}
    opencode.run(
        created(), asked(TEXT, synthetic, picture), wrote("write"), wrote("read"), *answered("It is there."), IDLE
    )
    cwd = str(opencode.root)
    assert opencode.told() == [
        {
            "hook_event_name": "chat.message",
            "sessionID": SESSION,
            "messageID": ASKED,
            "agent": "build",
            "model": "fake/fake-model",
            "parts": [{"type": "text", "text": "Please make the file"}],
            "cwd": cwd,
        },
        {
            "hook_event_name": "tool.execute.after",
            "sessionID": SESSION,
            "tool": "write",
            "args": {"filePath": "/p/made.txt"},
            "cwd": cwd,
        },
        {
            "hook_event_name": "session.idle",
            "sessionID": SESSION,
            "messageID": ASKED,
            "model": "fake/fake-model",
            "response": "It is there.",
            "cwd": cwd,
        },
    ]


def test_what_an_agent_asks_another_agent_is_no_prompt(opencode: Opencode) -> None:
    opencode.run(created("ses_above"), asked(TEXT), *answered("Done."), IDLE)
    assert opencode.told() == []


def test_without_spec_nothing_happens(opencode: Opencode) -> None:
    (opencode.root / "bin/spec").unlink()
    opencode.run(asked(TEXT), wrote("edit"), IDLE)


def test_a_spec_that_fails_or_reads_nothing_disturbs_nobody(opencode: Opencode) -> None:
    opencode.spec("exec 0<&-; exit 2")
    opencode.run(asked({**TEXT, "text": "x" * 1_000_000}), IDLE)


def test_what_opencode_may_hand_over_one_day_disturbs_nobody(opencode: Opencode) -> None:
    opencode.run(
        ["chat.message", {}, {}],
        ["chat.message", {"sessionID": SESSION}, {"message": {}, "parts": None}],
        ["tool.execute.after", {"tool": "write"}, {}],
        ["event", {"event": {"type": "message.updated", "properties": {}}}],
        ["event", {"event": {"type": "unheard.of"}}],
        ["event", {}],
    )
    assert opencode.told() == []


def test_a_spec_that_hangs_is_waited_for_two_seconds(opencode: Opencode) -> None:
    opencode.spec("echo $$ > pid; exec sleep 60")
    assert opencode.run(asked(TEXT)) < 30
    os.kill(int((opencode.root / "pid").read_text()), signal.SIGTERM)
