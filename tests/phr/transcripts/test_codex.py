from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from specward.phr.transcripts.turn import QUEUED, TYPED, Command, Mark, Tokens

if TYPE_CHECKING:
    from tests.phr.transcripts.conftest import Tell

PATCH = """*** Begin Patch
*** Add File: src/new.py
+x = 1
*** Update File: src/old.py
*** Move to: src/moved.py
@@
-a
+b
*** Delete File: src/gone.py
*** End Patch
"""


def line(kind: str, at: str = "2026-11-02T09:00:00.000Z", **payload: object) -> dict[str, Any]:
    return {"timestamp": at, "type": kind, "payload": payload}


def event(kind: str, at: str = "2026-11-02T09:00:00.000Z", **payload: object) -> dict[str, Any]:
    return line("event_msg", at, type=kind, **payload)


def item(kind: str, turn: str = "t1", at: str = "2026-11-02T09:00:00.000Z", **fields: object) -> dict[str, Any]:
    return event("item_completed", at, thread_id="s", turn_id=turn, item={"type": kind, **fields})


def call(name: str, key: str, **arguments: object) -> dict[str, Any]:
    return line("response_item", type="function_call", name=name, call_id=key, arguments=json.dumps(arguments))


def output(key: str, said: object) -> dict[str, Any]:
    return line("response_item", type="function_call_output", call_id=key, output=said)


def usage(key: str, total: int, read: int, cached: int, written: int) -> dict[str, Any]:
    last = {"input_tokens": read, "cached_input_tokens": cached, "output_tokens": written, "total_tokens": 9}
    info = {"last_token_usage": last, "total_token_usage": {"input_tokens": total, "output_tokens": total}}
    return event("token_count", info=info, rate_limits={"key": key})


META = line("session_meta", id="s", cwd="/w/shop", cli_version="0.120.0", git={"branch": "main"}, source="cli")


def begin(turn: str) -> list[dict[str, Any]]:
    return [
        event("task_started", turn_id=turn),
        line("turn_context", turn_id=turn, cwd="/w/shop", model="gpt-6"),
        line(
            "response_item",
            type="message",
            role="user",
            content=[{"type": "input_text", "text": "<environment_context>"}],
        ),
    ]


def test_a_turn_of_a_version_with_messages_as_events(tell: Tell) -> None:
    told = tell(
        "codex",
        META,
        *begin("t1"),
        line("response_item", type="message", role="user", content=[{"type": "input_text", "text": "Add a form"}]),
        event("user_message", message="Add a form", images=[], local_images=[]),
        event("agent_message", message="I look."),
        call("shell", "c1", command=["bash", "-lc", "pytest -q"]),
        output("c1", json.dumps({"output": "1 failed", "metadata": {"exit_code": 1}})),
        call("shell_command", "c2", command="ls"),
        output("c2", "Exit code: 0\nWall time: 0.1 seconds\nOutput:\na"),
        line("response_item", type="custom_tool_call", name="apply_patch", call_id="c3", input=PATCH),
        line("response_item", type="message", role="assistant", content=[{"type": "output_text", "text": "There."}]),
        event("agent_message", message="There."),
        event("task_complete", turn_id="t1", last_agent_message="There."),
    )
    [turn] = told.turns
    assert (turn.agent, turn.session, turn.prompt, turn.ids, turn.way) == ("codex", "s", "Add a form", ("t1",), TYPED)
    assert (turn.at, turn.cwd, turn.branch, turn.model) == ("2026-11-02T09:00:00.000Z", "/w/shop", "main", "gpt-6")
    assert (turn.response, turn.ended, told.skipped) == ("There.", True, {})
    assert turn.files == ("src/new.py", "src/old.py", "src/moved.py")
    assert turn.commands == (Command("pytest -q", failed=True), Command("ls", failed=False))


def test_a_turn_of_a_version_with_completed_items(tell: Tell) -> None:
    told = tell(
        "codex",
        META,
        *begin("t1"),
        item(
            "UserMessage", id="u1", content=[{"type": "text", "text": "Fix it"}, {"type": "local_image", "path": "/x"}]
        ),
        item("Reasoning", id="r1", raw_content=["hm"]),
        call("exec_command", "other-id", cmd="cargo test"),
        item("CommandExecution", id="e1", command=["/bin/zsh", "-lc", "cargo test"], exit_code=101, status="failed"),
        item(
            "FileChange",
            id="f1",
            status="completed",
            changes={"/w/a.rs": {"type": "update"}, "/w/b": {"type": "delete"}},
        ),
        item("FileChange", id="f2", status="failed", changes={"/w/no.rs": {"type": "add"}}),
        item("FileChange", id="f3", status="completed", changes=[{"path": "/w/c.rs", "kind": "add"}, {"kind": "add"}]),
        item("AgentMessage", id="a1", content=[{"type": "Text", "text": "Fixed."}], phase="final_answer"),
        event("task_complete", turn_id="t1"),
    )
    [turn] = told.turns
    assert (turn.prompt, turn.ids) == ("Fix it\n[image]", ("t1", "u1"))
    assert turn.commands == (Command("cargo test", failed=True),)
    assert turn.files == ("/w/a.rs", "/w/c.rs")
    assert (turn.response, turn.ended) == ("Fixed.", True)


def test_a_prompt_that_both_ways_tell_is_one(tell: Tell) -> None:
    told = tell(
        "codex",
        META,
        *begin("t1"),
        event("user_message", message="Fix it"),
        item("UserMessage", id="u1", content=[{"type": "text", "text": "Fix it"}]),
        event("task_complete", turn_id="t1"),
        *begin("t2"),
        item("UserMessage", "t2", id="u2", content=[{"type": "text", "text": "Fix it"}]),
        event("user_message", message="Fix it"),
    )
    assert [turn.ids for turn in told.turns] == [("t1", "u1"), ("t2", "u2")]


def test_what_is_added_while_the_agent_works_is_a_prompt_of_its_own(tell: Tell) -> None:
    told = tell(
        "codex",
        META,
        *begin("t1"),
        event("user_message", message="Fix it"),
        event("agent_message", message="On it."),
        event("user_message", "2026-11-02T09:05:00.000Z", message="and keep the API"),
        event("agent_message", message="Done."),
        event("task_complete", turn_id="t1"),
        *begin("t2"),
        event("user_message", message="thanks"),
    )
    assert [(turn.prompt, turn.way, turn.response) for turn in told.turns] == [
        ("Fix it", TYPED, "On it."),
        ("and keep the API", QUEUED, "Done."),
        ("thanks", TYPED, ""),
    ]
    assert [turn.ids for turn in told.turns] == [("t1",), ("t1@2026-11-02T09:05:00.000Z",), ("t2",)]


def test_early_versions_tell_no_turn(tell: Tell) -> None:
    told = tell("codex", META, event("user_message", message="a"), event("user_message", message="a"))
    assert [(turn.prompt, turn.ids, turn.way) for turn in told.turns] == [("a", (), TYPED), ("a", (), TYPED)]


def test_a_turn_that_is_told_behind_its_prompt_is_the_prompts(tell: Tell) -> None:
    told = tell("codex", META, event("user_message", message="a"), line("turn_context", turn_id="t1", model="gpt-6"))
    assert [turn.ids for turn in told.turns] == [("t1",)]


@pytest.mark.parametrize(
    "message",
    [
        "<environment_context>\n<cwd>/w</cwd>\n</environment_context>",
        "<user_instructions>be brief</user_instructions>",
        "# AGENTS.md instructions for /w",
        "# Context from my IDE setup:\n\n## Open tabs:\n- a.py",
        "",
        "\n ",
    ],
)
def test_what_the_client_puts_in_is_no_prompt(tell: Tell, message: str) -> None:
    assert tell("codex", META, *begin("t1"), event("user_message", message=message)).turns == []


def test_what_an_editor_puts_in_front_is_taken_off(tell: Tell) -> None:
    message = "# Context from my IDE setup:\n\n## Open tabs:\n- a.py\n\n## My request for Codex:\nFix it\n"
    assert tell("codex", META, event("user_message", message=message)).prompts == ["Fix it"]


@pytest.mark.parametrize("more", [{"source": {"subagent": {"thread_spawn": {}}}}, {"thread_source": "subagent"}])
def test_nobody_has_typed_the_prompts_of_a_sub_agent(tell: Tell, more: dict[str, Any]) -> None:
    meta = line("session_meta", id="s", cwd="/w", **more)
    told = tell("codex", meta, event("user_message", message="Look into it"))
    assert told.turns == []
    assert tell("codex", event("user_message", message="More"), start=Mark(0, *told.resume[1:])).turns == []


def test_the_header_of_a_forks_parent_does_not_count(tell: Tell) -> None:
    parent = line("session_meta", id="parent", cwd="/elsewhere")
    told = tell("codex", META, parent, event("user_message", message="a"))
    assert [(turn.session, turn.cwd) for turn in told.turns] == [("s", "/w/shop")]


def test_tokens_are_those_of_each_answer_and_a_repeated_count_is_none(tell: Tell) -> None:
    told = tell(
        "codex",
        META,
        event("user_message", message="a"),
        usage("1", total=100, read=100, cached=60, written=5),
        usage("2", total=100, read=100, cached=60, written=5),
        usage("3", total=220, read=120, cached=100, written=7),
        event("token_count", info=None),
    )
    assert told.turns[0].tokens == Tokens(60, 12, 160, 0)


def test_commands_and_changes_of_event_lines_are_those_of_their_calls(tell: Tell) -> None:
    told = tell(
        "codex",
        META,
        event("user_message", message="a"),
        call("exec_command", "c1", cmd=["bash", "-lc", "make test"]),
        event("exec_command_end", call_id="c1", command=["bash", "-lc", "make test"], exit_code=0),
        line(
            "response_item",
            type="local_shell_call",
            call_id="c2",
            action={"type": "exec", "command": ["git", "status"]},
        ),
        call("shell", "c3", command=["apply_patch", PATCH]),
        event("patch_apply_end", call_id="c3", success=False, changes={}),
        event(
            "patch_apply_end", call_id="c4", success=True, changes={"/w/d.py": {"update": {}}, "/w/e": {"delete": {}}}
        ),
    )
    assert told.turns[0].commands == (Command("make test", failed=False), Command("git status"))
    assert told.turns[0].files == ("/w/d.py",)


@pytest.mark.parametrize(
    ("said", "failed"),
    [
        ("Chunk ID: 1\nWall time: 0.2 seconds\nProcess exited with code 2\nOutput:\nx", True),
        ("Process exited with code 0\nOutput: Exit code: 1", False),
        ({"output": "x", "metadata": {"exit_code": 0}}, False),
        ({"exit_code": True}, None),
        ("Process running with session ID 7", None),
        ('{"output": "cut', None),
        (None, None),
        ([], None),
    ],
)
def test_how_a_command_went_is_told_in_several_forms(tell: Tell, said: object, failed: bool | None) -> None:
    told = tell("codex", META, event("user_message", message="a"), call("shell", "c", command="x"), output("c", said))
    assert told.turns[0].commands == (Command("x", failed),)


@pytest.mark.parametrize("kind", ["turn_aborted", "thread_rolled_back", "task_complete"])
def test_a_turn_that_was_broken_off_or_taken_back_has_ended_and_was_asked_all_the_same(tell: Tell, kind: str) -> None:
    told = tell("codex", META, *begin("t1"), event("user_message", message="a"), event(kind, num_turns=1))
    assert [(turn.prompt, turn.ended) for turn in told.turns] == [("a", True)]


def test_unknown_lines_are_counted(tell: Tell) -> None:
    told = tell("codex", META, line("compacted", message="…"), line("aura"), line("response_item", type="dream"), {})
    assert (told.turns, told.skipped) == ([], {"aura": 1, "without a type": 1})
