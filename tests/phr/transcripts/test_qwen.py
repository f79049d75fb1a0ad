from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from specward.phr.transcripts.turn import QUEUED, TYPED, Command, Tokens

if TYPE_CHECKING:
    from tests.phr.transcripts.conftest import Tell

AT = "2026-11-02T09:00:00.000Z"


def record(kind: str, key: str, parts: object, **more: object) -> dict[str, Any]:
    role = "model" if kind == "assistant" else "user"
    line = {"uuid": key, "sessionId": "s", "timestamp": AT, "type": kind, "cwd": "/w/shop", "gitBranch": "main"}
    return {**line, "version": "0.24.4", "message": {"role": role, "parts": parts}, **more}


def user(words: str, key: str = "u1", **more: object) -> dict[str, Any]:
    return record("user", key, [{"text": words}], **more)


def called(name: str, key: str, **args: object) -> dict[str, Any]:
    return {"functionCall": {"id": key, "name": name, "args": args}}


def response(key: str, status: str, **held: object) -> dict[str, Any]:
    parts = [{"functionResponse": {"id": key, "response": held}}]
    return record("tool_result", f"r-{key}", parts, toolCallResult={"callId": key, "status": status})


def test_a_turn_is_a_prompt_and_what_came_of_it(tell: Tell) -> None:
    usage = {"promptTokenCount": 500, "candidatesTokenCount": 30, "cachedContentTokenCount": 200}
    parts = [
        {"text": "hm", "thought": True},
        {"text": "I test."},
        called("run_shell_command", "c1", command="npm test"),
    ]
    told = tell(
        "qwen",
        user("Add a form", provenance="real_user", promptId="p1"),
        record("assistant", "a1", parts, model="qwen3-coder", usageMetadata=usage),
        response("c1", "error", error="Command: npm test\nExit Code: 2\nSignal: (none)"),
        record("assistant", "a2", [called("write_file", "c2", file_path="/w/a.ts")], model="qwen3-coder"),
        response("c2", "success", output="ok"),
        record("assistant", "a3", [{"text": "The form is there."}]),
        {"uuid": "y", "type": "system", "subtype": "turn_result"},
    )
    [turn] = told.turns
    assert (turn.session, turn.prompt, turn.ids, turn.way) == ("s", "Add a form", ("u1", "p1"), TYPED)
    assert (turn.at, turn.cwd, turn.branch, turn.model) == (AT, "/w/shop", "main", "qwen3-coder")
    assert (turn.response, turn.ended) == ("The form is there.", True)
    assert (turn.commands, turn.files) == ((Command("npm test", failed=True),), ("/w/a.ts",))
    assert turn.tokens == Tokens(300, 30, 200)
    assert told.skipped == {}


def test_what_was_typed_is_told_apart_from_what_it_became(tell: Tell) -> None:
    line = user("the expanded command", systemPayload={"displayText": "/sp.plan now", "hookContext": ""})
    assert tell("qwen", line).prompts == ["/sp.plan now"]


def test_a_message_in_the_middle_of_a_turn_was_queued(tell: Tell) -> None:
    told = tell("qwen", user("a"), user("stop", "u2", subtype="mid_turn_user_message"))
    assert [(turn.prompt, turn.way) for turn in told.turns] == [("a", TYPED), ("stop", QUEUED)]


@pytest.mark.parametrize(
    "line",
    [
        user("x", provenance="goal_control"),
        user("x", provenance="system"),
        user("x", subtype="notification"),
        user("x", subtype="cron"),
        user("x", isSidechain=True),
        user("x", agentId="explore-7"),
        user("<system-reminder>x</system-reminder>"),
        user(" "),
        record("user", "u", [{"functionResponse": {"id": "c", "response": {"output": "x"}}}]),
        record("user", "u", 7),
    ],
)
def test_what_nobody_has_typed_is_no_prompt(tell: Tell, line: dict[str, Any]) -> None:
    assert tell("qwen", line).turns == []


def test_unknown_lines_are_counted(tell: Tell) -> None:
    told = tell("qwen", {"type": "system", "subtype": "ui_telemetry"}, {"type": "omen"})
    assert (told.turns, told.skipped) == ([], {"omen": 1})
