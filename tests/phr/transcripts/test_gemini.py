from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from specward.phr.transcripts.turn import Command, Mark, Tokens

if TYPE_CHECKING:
    from tests.phr.transcripts.conftest import Tell

HEADER = {
    "sessionId": "s",
    "projectHash": "f00",
    "startTime": "2026-11-02T09:00:00Z",
    "lastUpdated": "x",
    "kind": "main",
}
TOUCH = {"$set": {"lastUpdated": "2026-11-02T09:00:01Z"}}
AT = "2026-11-02T09:00:00.000Z"


def user(content: object, key: str = "u1", **more: object) -> dict[str, Any]:
    return {"id": key, "timestamp": AT, "type": "user", "content": content, **more}


def said(content: object, key: str = "g1", **more: object) -> dict[str, Any]:
    return {
        "id": key,
        "timestamp": AT,
        "type": "gemini",
        "content": content,
        "model": "gemini-3-pro",
        "thoughts": [],
        **more,
    }


def call(name: str, key: str, status: str = "success", result: str | None = None, **args: object) -> dict[str, Any]:
    parts = [{"functionResponse": {"id": key, "name": name, "response": {"output": result}}}] if result else None
    return {"id": key, "name": name, "args": args, "status": status, "result": parts, "timestamp": AT}


def tokens(read: int, written: int, cached: int = 0) -> dict[str, int]:
    return {"input": read, "output": written, "cached": cached, "thoughts": 1, "tool": 0, "total": 9}


def test_a_turn_is_a_prompt_and_what_came_of_it(tell: Tell) -> None:
    told = tell(
        "gemini",
        HEADER,
        user([{"text": "Add a form"}]),
        TOUCH,
        said("I look.", "g1"),
        TOUCH,
        said("I look.", "g1", tokens=tokens(100, 10, 40)),
        said("I look.", "g1", tokens=tokens(100, 10, 40), toolCalls=[call("write_file", "c1", file_path="/w/a.py")]),
        user([{"functionResponse": {"id": "c1", "name": "write_file", "response": {"output": "ok"}}}], "u2"),
        said("", "g2", toolCalls=[call("run_shell_command", "c2", result="Output: x\nExit Code: 1", command="pytest")]),
        said(
            [{"text": "thinking", "thought": True}, {"text": "The form "}, {"text": "is there."}],
            "g3",
            tokens=tokens(120, 5),
        ),
        {"id": "i1", "timestamp": AT, "type": "info", "content": "note"},
        start=Mark(cwd="/w/shop"),
    )
    [turn] = told.turns
    assert (turn.session, turn.prompt, turn.ids, turn.at, turn.cwd) == ("s", "Add a form", ("u1",), AT, "/w/shop")
    assert (turn.response, turn.model) == ("The form is there.", "gemini-3-pro")
    assert (turn.files, turn.commands) == (("/w/a.py",), (Command("pytest", failed=True),))
    assert turn.tokens == Tokens(180, 15, 40)
    assert (told.skipped, told.malformed) == ({}, 0)


@pytest.mark.parametrize(
    ("content", "more", "prompt"),
    [
        ("plain", {}, "plain"),
        ({"text": "one part"}, {}, "one part"),
        ([{"text": "Look"}, {"inlineData": {"mimeType": "image/png", "data": "A"}}], {}, "Look\n[image]"),
        (
            [{"text": "Read @a"}, {"text": "\n--- Content from referenced files ---"}, {"text": "secret"}],
            {},
            "Read @a",
        ),
        ([{"text": "expanded"}], {"displayContent": [{"text": "/sp.plan now"}]}, "/sp.plan now"),
        ("/home/ada/x is broken", {}, "/home/ada/x is broken"),
    ],
)
def test_a_prompt_is_what_was_typed(tell: Tell, content: object, more: dict[str, Any], prompt: str) -> None:
    assert tell("gemini", HEADER, user(content, **more)).prompts == [prompt]


@pytest.mark.parametrize(
    "line",
    [
        user(""),
        user([]),
        user(7),
        user("<session_context>\nToday is …"),
        user("<hook_context>x</hook_context>"),
        user("This is the Gemini CLI. We are setting up the context for our chat."),
        user([{"functionResponse": {"id": "c1"}}, {"text": "with words"}]),
        {"id": "w", "type": "warning", "content": "x"},
    ],
)
def test_what_nobody_has_typed_is_no_prompt(tell: Tell, line: dict[str, Any]) -> None:
    assert tell("gemini", HEADER, line).turns == []


def test_a_prompt_that_was_taken_back_was_asked_all_the_same(tell: Tell) -> None:
    told = tell("gemini", HEADER, user("a"), said("A"), {"$rewindTo": "u1"}, user("b", "u2"), said("B", "g2"))
    assert [(turn.prompt, turn.response, turn.ended) for turn in told.turns] == [("a", "A", True), ("b", "B", False)]


def test_a_prompt_that_comes_again_with_its_id_is_the_same(tell: Tell) -> None:
    assert tell("gemini", HEADER, user("a"), user("a"), said("A")).prompts == ["a"]


def test_setting_all_messages_anew_asks_nothing(tell: Tell) -> None:
    summary = {"$set": {"messages": [user("a summary of it all", "x"), said("ok", "y")], "sessionId": "s2"}}
    told = tell("gemini", HEADER, user("a"), summary, user("b", "u2"))
    assert [(turn.prompt, turn.session) for turn in told.turns] == [("a", "s"), ("b", "s2")]


def test_a_sub_agents_transcript_holds_no_prompt(tell: Tell) -> None:
    told = tell("gemini", HEADER | {"kind": "subagent"}, user("look into it"))
    assert told.turns == []
    assert tell("gemini", user("more"), start=Mark(0, *told.resume[1:])).turns == []


@pytest.mark.parametrize("indent", [None, 2])
def test_older_versions_keep_one_object(tell: Tell, indent: int | None) -> None:
    messages = [
        user("a"),
        said("A", toolCalls=[call("replace", "c", file_path="/w/x")]),
        user("b", "u2"),
        said("B", "g2"),
    ]
    data = json.dumps({"sessionId": "s", "projectHash": "f00", "messages": messages}, indent=indent).encode()
    told = tell("gemini", data, start=Mark(cwd="/w"))
    assert [(turn.prompt, turn.response, turn.ids) for turn in told.turns] == [("a", "A", ("u1",)), ("b", "B", ("u2",))]
    assert (told.turns[0].files, told.turns[0].session, told.turns[0].cwd) == (("/w/x",), "s", "/w")
    again = tell("gemini", data, start=told.resume)
    assert again.turns[-1] == told.turns[-1]


def test_an_object_that_was_cut_off_is_malformed(tell: Tell) -> None:
    told = tell("gemini", b'{\n  "sessionId": "s",\n  "messages": [')
    assert (told.turns, told.malformed) == ([], 1)


@pytest.mark.parametrize(
    ("status", "result", "failed"),
    [
        ("success", "Output: ok", False),
        ("success", "Output: x\nExit Code: 2\nProcess Group PGID: 7", True),
        ("success", "Command: x\nExit Code: 0", False),
        ("error", "no such tool", True),
        ("success", "Command moved to background (PID: 7).", None),
        ("executing", "…", None),
    ],
)
def test_how_a_command_went_stands_in_its_words(tell: Tell, status: str, result: str, failed: bool | None) -> None:
    calls = [call("run_shell_command", "c", status, result, command="x")]
    told = tell("gemini", HEADER, user("a"), said("", toolCalls=calls))
    assert told.turns[0].commands == (Command("x", failed),)


def test_a_call_that_was_cancelled_never_ran(tell: Tell) -> None:
    calls = [call("run_shell_command", "c", "cancelled", command="x"), call("replace", "d", "error", file_path="/w/x")]
    told = tell("gemini", HEADER, user("a"), said("A", toolCalls=calls))
    assert (told.turns[0].commands, told.turns[0].files) == ((), ())


def test_unknown_lines_are_counted(tell: Tell) -> None:
    told = tell("gemini", HEADER, {"id": "x", "type": "omen"}, {"type": "omen"}, {"odd": 1})
    assert (told.turns, told.skipped) == ([], {"omen": 2, "without an id": 1})
