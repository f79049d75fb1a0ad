from __future__ import annotations

import io
import json
import os
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward.phr.transcripts import reading
from specward.phr.transcripts.lines import UnreadableTranscript
from specward.phr.transcripts.reading import READERS, read_transcript, read_turns
from specward.phr.transcripts.turn import Mark, Tokens

if TYPE_CHECKING:
    from pathlib import Path

    from tests.phr.transcripts.conftest import Tell

FILES = sorted(READERS.keys() - {"opencode"})


def claude(kind: str, **more: object) -> dict[str, Any]:
    return {"type": kind, "sessionId": "s", "cwd": "/w", "timestamp": "2026-11-02T09:00:00Z", **more}


def codex(kind: str, **payload: object) -> dict[str, Any]:
    return {"timestamp": "2026-11-02T09:00:00Z", "type": kind, "payload": payload}


def copilot(kind: str, **data: object) -> dict[str, Any]:
    return {"type": kind, "data": data, "id": f"{kind}{len(data)}", "timestamp": "2026-11-02T09:00:00Z"}


def qwen(kind: str, part: dict[str, Any], **more: object) -> dict[str, Any]:
    return {"type": kind, "uuid": "q", "sessionId": "s", "cwd": "/w", "message": {"parts": [part]}, **more}


def cursor(role: str, **block: object) -> dict[str, Any]:
    return {"role": role, "message": {"content": [{"type": "text", **block}]}}


def queued(words: str) -> dict[str, Any]:
    return claude("attachment", uuid="q", attachment={"type": "queued_command", "prompt": words})


BASH = {"type": "tool_use", "id": "t1", "name": "Bash", "input": {"command": "pytest"}}
EDIT = {"type": "tool_use", "id": "t2", "name": "Edit", "input": {"file_path": "/w/a"}}
ITEM = {"type": "UserMessage", "id": "i1", "content": [{"type": "text", "text": "one"}]}
RUN = {"type": "CommandExecution", "id": "i2", "command": "pytest", "exit_code": 1}
LINES: dict[str, list[dict[str, Any]]] = {
    "claude": [
        claude("user", uuid="u1", promptId="p1", message={"content": "one"}),
        claude("user", uuid="u2", message={"content": "<command-name>/tasks</command-name>"}),
        claude("user", uuid="u3", message={"content": "<local-command-stdout>x</local-command-stdout>"}),
        claude("user", uuid="u4", message={"content": "[Request interrupted by user]"}),
        claude("user", uuid="u5", message={"content": "hidden"}, isMeta=True),
        claude(
            "assistant",
            message={"id": "m1", "content": [{"type": "text", "text": "A"}, BASH], "usage": {"output_tokens": 3}},
        ),
        claude("assistant", message={"id": "m1", "model": "x", "content": [EDIT], "usage": {"output_tokens": 9}}),
        claude("assistant", message={"id": "m2", "content": [], "stop_reason": "end_turn"}, cwd="/w/sub"),
        claude("user", message={"content": [{"type": "tool_result", "tool_use_id": "t1", "is_error": True}]}),
        claude(
            "user", message={"content": [{"type": "tool_result"}]}, toolUseResult={"answers": {"q": "a"}}, uuid="u6"
        ),
        claude("system", subtype="turn_duration"),
        queued("later"),
        queued("one"),
        claude("queue-operation", operation="remove", content="later", reason="absorbed_mid_turn"),
        claude("queue-operation", operation="remove", content="later"),
        {"type": "omen"},
    ],
    "codex": [
        codex("session_meta", id="s", cwd="/w"),
        codex("session_meta", id="parent", cwd="/elsewhere"),
        codex("turn_context", turn_id="t1", model="m1", cwd="/w/sub"),
        codex("turn_context", model="m2"),
        codex("event_msg", type="task_started", turn_id="t1"),
        codex("event_msg", type="task_started", turn_id="t2"),
        codex("event_msg", type="user_message", message="one"),
        codex("event_msg", type="user_message", message="two"),
        codex("event_msg", type="item_completed", turn_id="t2", item=ITEM),
        codex("event_msg", type="item_completed", turn_id="t2", item=RUN),
        codex("event_msg", type="agent_message", message="A"),
        codex("event_msg", type="task_complete", turn_id="t1"),
        codex("event_msg", type="turn_aborted"),
        codex("event_msg", type="token_count", info={"last_token_usage": {"output_tokens": 3}}),
        codex("response_item", type="function_call", name="shell", call_id="c", arguments='{"command": "pytest"}'),
        codex("response_item", type="function_call_output", call_id="c", output="Exit code: 1"),
        {"type": "omen"},
    ],
    "gemini": [
        {"sessionId": "s", "projectHash": "h", "kind": "main"},
        {"id": "u1", "type": "user", "content": "one"},
        {"id": "u2", "type": "user", "content": [{"text": "two"}], "timestamp": "2026-11-02T09:00:00Z"},
        {"id": "g1", "type": "gemini", "content": "A", "model": "m"},
        {"id": "g1", "type": "gemini", "content": "A", "tokens": {"input": 3, "cached": 1}},
        {
            "id": "g2",
            "type": "gemini",
            "content": "",
            "toolCalls": [{"id": "c", "name": "write_file", "args": {"file_path": "/w/a"}}],
        },
        {"$set": {"sessionId": "s2"}},
        {"$rewindTo": "u1"},
        {"type": "omen"},
    ],
    "copilot": [
        copilot("session.start", sessionId="s", context={"cwd": "/w", "branch": "main"}, selectedModel="m1"),
        copilot("session.model_change", newModel="m2"),
        copilot("session.context_changed", cwd="/w/sub"),
        copilot("user.message", content="one"),
        copilot("user.message", content="two", delivery="queued"),
        copilot("assistant.message", content="A", messageId="m1", outputTokens=3),
        copilot("tool.execution_start", toolCallId="c", toolName="bash", arguments={"command": "pytest"}),
        copilot("tool.execution_complete", toolCallId="c", success=False),
        copilot("session.idle"),
        copilot("omen"),
    ],
    "qwen": [
        qwen("user", {"text": "one"}),
        qwen("user", {"text": "two"}, subtype="mid_turn_user_message", gitBranch="main"),
        qwen("assistant", {"text": "A"}, model="m", usageMetadata={"candidatesTokenCount": 3}),
        qwen("assistant", {"functionCall": {"id": "c", "name": "run_shell_command", "args": {"command": "pytest"}}}),
        qwen("tool_result", {"functionResponse": {"id": "c", "response": {}}}, toolCallResult={"status": "error"}),
        {"type": "system", "subtype": "turn_result"},
        {"type": "omen"},
    ],
    "cursor": [
        cursor("user", text="<user_query>one</user_query>"),
        cursor("assistant", text="A"),
        {
            "role": "assistant",
            "message": {"content": [{"type": "tool_use", "name": "Shell", "input": {"command": "x"}}]},
        },
        {"type": "turn_ended"},
        {"type": "omen"},
    ],
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize("agent", FILES)
@given(data=st.data())
def test_two_readings_give_what_one_of_the_whole_gives(agent: str, tell: Tell, data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.sampled_from(LINES[agent]), max_size=14))
    lines = [json.dumps(row).encode() + b"\n" for row in rows]
    whole = tell(agent, *lines)
    for cut in range(len(lines) + 1):
        first = tell(agent, *lines[:cut])
        assert first.offset == sum(map(len, lines[:cut]))
        kept = [turn for turn in first.turns if turn.start < first.resume.offset]
        rest = tell(agent, *lines, start=Mark(*json.loads(json.dumps(first.resume))))
        assert kept + rest.turns == whole.turns


@pytest.mark.parametrize("agent", FILES)
@given(data=st.data())
def test_turns_stand_in_order_and_do_not_overlap(agent: str, tell: Tell, data: st.DataObject) -> None:
    told = tell(agent, *data.draw(st.lists(st.sampled_from(LINES[agent]), max_size=20)))
    places = [place for turn in told.turns for place in (turn.start, turn.end)]
    assert places == sorted(places)
    assert all(turn.ended for turn in told.turns[:-1])
    assert (places or [0])[-1] <= told.offset


@pytest.mark.verifies("003-prompts-are-captured/AC-007")
@pytest.mark.parametrize("agent", FILES)
@given(data=st.binary(max_size=300))
def test_no_bytes_whatever_stop_a_reading(agent: str, tell: Tell, data: bytes) -> None:
    tell(agent, data)


@pytest.mark.parametrize("agent", FILES)
@given(data=st.data())
def test_no_types_whatever_stop_a_reading(agent: str, tell: Tell, data: st.DataObject) -> None:
    """Lines of the format with any value at any place of theirs: what is told can be written down all the same."""
    rows = [_spoilt(row, data) for row in data.draw(st.lists(st.sampled_from(LINES[agent]), min_size=1, max_size=4))]
    for turn in tell(agent, *rows).turns:
        told = [turn.prompt, turn.session, turn.response, turn.cwd, turn.branch, turn.model, turn.at, *turn.ids]
        for words in [*told, *turn.files, *(command.text for command in turn.commands)]:
            words.encode("utf-8")
        assert isinstance(turn.tokens, Tokens | None)


def _spoilt(value: object, data: st.DataObject) -> Any:
    """A value of which one part has become something else."""
    if isinstance(value, dict) and value and data.draw(st.integers(0, 3)):
        key = data.draw(st.sampled_from(sorted(value)))
        return {**value, key: _spoilt(value[key], data)}
    if isinstance(value, list) and value and data.draw(st.integers(0, 2)):
        return [_spoilt(each, data) for each in value]
    return data.draw(JSON)


def test_a_reading_in_the_middle_of_a_turn_tells_its_remains_without_a_prompt(tell: Tell) -> None:
    first, second = LINES["claude"][0], claude("user", uuid="u9", message={"content": "next"})
    rest = LINES["claude"][5]
    told = tell("claude", first, rest, second, start=Mark(len(json.dumps(first)) + 1))
    assert [(turn.prompt, turn.ids, turn.response, turn.ended) for turn in told.turns] == [
        ("", (), "A", True),
        ("next", ("u9",), "", False),
    ]


def test_a_file_that_was_written_anew_and_shorter_is_read_from_its_beginning(tell: Tell) -> None:
    told = tell("claude", LINES["claude"][0], start=Mark(10_000, "s", "/w", note="attached:00000000"))
    assert (told.prompts, told.resume.note) == (["one"], "")


def test_turns_are_told_as_they_are_read() -> None:
    rows = [LINES["claude"][0], LINES["claude"][0], LINES["claude"][0]]
    lines = [json.dumps(row).encode() + b"\n" for row in rows]
    told = read_turns("claude", io.BytesIO(b"".join(lines)))
    assert next(told).prompt == "one"
    assert told.offset == len(lines[0]) * 2


def test_kinds_of_lines_are_counted_up_to_a_bound(tell: Tell) -> None:
    told = tell("claude", *({"type": f"omen {number}" + "x" * 100} for number in range(300)))
    assert len(told.skipped) == 101
    assert (sum(told.skipped.values()), told.skipped["others"]) == (300, 200)
    assert max(map(len, told.skipped)) == 60


def test_what_is_too_long_for_a_path_or_a_command_is_not_kept_whole(tell: Tell) -> None:
    path = {"type": "tool_use", "id": "t2", "name": "Edit", "input": {"file_path": "/" + "x" * 5000}}
    command = {"type": "tool_use", "id": "t3", "name": "Bash", "input": {"command": "y" * 50_000}}
    told = tell("claude", LINES["claude"][0], claude("assistant", message={"id": "m", "content": [path, command]}))
    assert told.turns[0].files == ()
    assert len(told.turns[0].commands[0].text) == 8000


def test_a_transcript_is_read_by_its_path_and_its_file_closed(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    path.write_text(json.dumps(LINES["claude"][0]) + "\n")
    with read_transcript("claude", str(path)) as told:
        assert [turn.prompt for turn in told] == ["one"]
    with read_transcript("claude", str(path)):
        pass  # one that was not read closes its file too: an open one would be a warning, and so an error


@pytest.mark.parametrize("agent", ["claude", "opencode"])
def test_what_is_not_there_cannot_be_read(tmp_path: Path, agent: str) -> None:
    with pytest.raises(UnreadableTranscript):
        read_transcript(agent, str(tmp_path / "none"))


def test_only_a_file_is_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(UnreadableTranscript, match="it is no file"):
            read_transcript("claude", str(path))


def test_a_file_that_breaks_while_it_is_read_says_so() -> None:
    class Broken(io.BytesIO):
        def readline(self, size: int | None = -1, /) -> bytes:  # noqa: ARG002 -- it is called with one
            raise OSError(5, "Input/output error")

    with pytest.raises(UnreadableTranscript, match="Input/output error"):
        list(read_turns("claude", Broken(b"{}\n")))


def test_every_reader_says_which_versions_its_facts_belong_to() -> None:
    modules = [getattr(reading, agent) for agent in READERS]
    assert all(module.VERSIONS and module.VERSIONS.split()[-1] in module.__doc__ for module in modules)
