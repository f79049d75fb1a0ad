from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from specward.phr.transcripts.turn import QUEUED, TYPED, Command, Tokens

if TYPE_CHECKING:
    from tests.phr.transcripts.conftest import Tell

AT = "2026-11-02T09:00:00.000Z"


def event(kind: str, key: str = "e1", **data: object) -> dict[str, Any]:
    return {"type": kind, "data": data, "id": key, "timestamp": AT, "parentId": None}


START = event(
    "session.start",
    "e0",
    sessionId="s",
    copilotVersion="1.0.100",
    selectedModel="gpt-6",
    context={"cwd": "/w/shop", "branch": "main", "gitRoot": "/w/shop"},
)


def test_a_turn_is_a_prompt_and_what_came_of_it(tell: Tell) -> None:
    request = {"toolCallId": "c1", "name": "bash", "arguments": {"command": "npm test", "description": "Test"}}
    told = tell(
        "copilot",
        START,
        event("user.message", "u1", content="Add a form", transformedContent="<x>Add a form</x>", interactionId="i"),
        event("assistant.turn_start", turnId="0"),
        event("assistant.message", messageId="m1", content="I look.", toolRequests=[request], outputTokens=40),
        event("tool.execution_start", toolCallId="c1", toolName="bash", arguments={"command": "npm test"}),
        event(
            "tool.execution_complete", toolCallId="c1", success=True, result={"content": "x\n<exited with exit code 1>"}
        ),
        event(
            "tool.execution_start", toolCallId="c2", toolName="create", arguments={"path": "/w/a.ts", "file_text": ""}
        ),
        event(
            "tool.execution_complete", toolCallId="c2", success=True, model="claude-fable-5", result={"content": "ok"}
        ),
        event("assistant.message", messageId="m2", content="The form is there.", outputTokens=7),
        event("session.idle"),
    )
    [turn] = told.turns
    assert (turn.session, turn.prompt, turn.ids, turn.way) == ("s", "Add a form", ("u1",), TYPED)
    assert (turn.at, turn.cwd, turn.branch) == (AT, "/w/shop", "main")
    assert (turn.response, turn.model, turn.ended) == ("The form is there.", "claude-fable-5", True)
    assert (turn.commands, turn.files) == ((Command("npm test", failed=True),), ("/w/a.ts",))
    assert turn.tokens == Tokens(output=47)
    assert told.skipped == {}


@pytest.mark.parametrize(
    ("delivery", "way"), [("idle", TYPED), (None, TYPED), ("steering", QUEUED), ("queued", QUEUED)]
)
def test_what_was_typed_while_the_agent_worked_says_so(tell: Tell, delivery: str | None, way: str) -> None:
    told = tell("copilot", START, event("user.message", content="a", delivery=delivery))
    assert [turn.way for turn in told.turns] == [way]


@pytest.mark.parametrize(
    "line",
    [
        event("user.message", content="do it", source="skill-pdf"),
        event("user.message", content="do it", source="agent-7"),
        event("user.message", content="go on", isAutopilotContinuation=True),
        event("user.message", content="do it") | {"agentId": "sub"},
        event("user.message", content="<skill-context name='x'>"),
        event("user.message", content="  "),
        event("user.message", content=["odd"]),
        event("user.message") | {"data": "odd"},
    ],
)
def test_what_the_client_puts_in_is_no_prompt(tell: Tell, line: dict[str, Any]) -> None:
    assert tell("copilot", START, line).turns == []


def test_an_id_that_serves_the_vendors_telemetry_takes_no_prompt_away(tell: Tell) -> None:
    assert tell("copilot", START, event("user.message", content="do it", parentAgentTaskId="t")).prompts == ["do it"]


def test_what_sub_agents_do_is_none_of_the_turns(tell: Tell) -> None:
    aside = event(
        "tool.execution_start", toolCallId="c", toolName="bash", arguments={"command": "ls"}, parentToolCallId="p"
    )
    told = tell(
        "copilot", START, event("user.message", content="a"), aside, event("assistant.message") | {"agentId": "x"}
    )
    assert told.turns[0].commands == ()


@pytest.mark.parametrize(
    ("done", "failed"),
    [
        ({"success": True, "result": {"content": "x\n<exited with exit code 0>"}}, False),
        ({"success": True, "result": {"content": "x\n<shellId: 0 completed with exit code 2>"}}, True),
        ({"success": True, "result": {"stdout": "x", "exitCode": 0}}, False),
        ({"success": True, "result": {"content": "still running"}}, None),
        ({"success": False, "error": {"code": "x"}}, True),
        ({"success": True, "result": "odd"}, None),
    ],
)
def test_how_a_command_went(tell: Tell, done: dict[str, Any], failed: bool | None) -> None:
    started = event("tool.execution_start", toolCallId="c", toolName="bash", arguments='{"command": "x"}')
    told = tell(
        "copilot",
        START,
        event("user.message", content="a"),
        started,
        event("tool.execution_complete", toolCallId="c", **done),
    )
    assert told.turns[0].commands == (Command("x", failed),)


def test_files_are_those_that_were_written(tell: Tell) -> None:
    patch = "*** Begin Patch\n*** Update File: p.py\n*** End Patch"
    calls = [
        ("edit", {"path": "/w/a"}),
        ("str_replace_editor", {"command": "view", "path": "/w/read"}),
        ("str_replace_editor", {"command": "create", "path": "/w/b"}),
        ("apply_patch", {"input": patch}),
        ("view", {"path": "/w/viewed"}),
        ("edit", {"path": 7}),
    ]
    events = [
        event("tool.execution_start", toolCallId=f"c{n}", toolName=name, arguments=args)
        for n, (name, args) in enumerate(calls)
    ]
    told = tell("copilot", START, event("user.message", content="a"), *events)
    assert told.turns[0].files == ("/w/a", "/w/b", "p.py")


def test_folder_and_model_may_change_on_the_way(tell: Tell) -> None:
    told = tell(
        "copilot",
        START,
        event("user.message", "u1", content="a"),
        event("session.model_change", newModel="gpt-7"),
        event("session.context_changed", cwd="/w/other", branch="next"),
        event("assistant.message", content="A"),
        event("user.message", "u2", content="b"),
    )
    assert [(turn.cwd, turn.branch, turn.model) for turn in told.turns] == [
        ("/w/shop", "main", "gpt-7"),
        ("/w/other", "next", ""),
    ]


def test_images_stand_for_themselves(tell: Tell) -> None:
    attachments = [{"type": "blob", "mimeType": "image/png"}, {"type": "file", "path": "x"}]
    assert tell("copilot", START, event("user.message", content="see", attachments=attachments)).prompts == [
        "see\n[image]"
    ]


def test_unknown_events_are_counted(tell: Tell) -> None:
    told = tell("copilot", START, event("hook.start"), event("session.new_thing"), event("omen.seen"), {})
    assert (told.turns, told.skipped) == ([], {"omen.seen": 1, "without a type": 1})
