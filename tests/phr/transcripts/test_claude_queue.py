"""What is typed while Claude Code works waits in a queue; the transcript tells of it in up to four lines."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest

from specward.phr.transcripts.turn import QUEUED

if TYPE_CHECKING:
    from tests.phr.transcripts.conftest import Tell

FIRST = {"type": "user", "uuid": "u1", "sessionId": "s", "message": {"content": "Fix the parser"}}
WORK = {"type": "assistant", "uuid": "a", "message": {"id": "m1", "content": [{"type": "text", "text": "On it."}]}}
DONE = {"type": "assistant", "uuid": "b", "message": {"id": "m2", "content": [{"type": "text", "text": "Done."}]}}


def attached(prompt: object, key: str = "q1", **more: object) -> dict[str, Any]:
    attachment = {"type": "queued_command", "prompt": prompt, "commandMode": "prompt", **more}
    return {"type": "attachment", "uuid": key, "timestamp": "2026-11-02T09:01:00Z", "attachment": attachment}


def queue(operation: str, content: str | None = None, reason: str = "") -> dict[str, Any]:
    line: dict[str, Any] = {"type": "queue-operation", "operation": operation, "timestamp": "2026-11-02T09:00:59Z"}
    return line | ({"content": content} if content else {}) | ({"reason": reason} if reason else {})


def removed(content: str, reason: str = "absorbed_mid_turn") -> dict[str, Any]:
    return queue("remove", content, reason) | {"commandUuid": "c1"}


def test_a_prompt_that_was_taken_into_the_turn_is_one_of_its_own(tell: Tell) -> None:
    told = tell("claude", FIRST, WORK, queue("enqueue", "keep the API"), attached("keep the API"), DONE)
    assert [(turn.prompt, turn.response, turn.ended) for turn in told.turns] == [
        ("Fix the parser", "On it.", True),
        ("keep the API", "Done.", False),
    ]
    assert (told.turns[1].way, told.turns[1].ids, told.turns[1].at) == (QUEUED, ("q1",), "2026-11-02T09:01:00Z")


@pytest.mark.parametrize("order", list(permutations(range(2))))
def test_the_attachment_and_the_removal_tell_of_one_prompt_in_either_order(tell: Tell, order: tuple[int, ...]) -> None:
    twins = (attached("keep the API", source_uuid="c1"), removed("keep the API"))
    told = tell("claude", FIRST, WORK, queue("enqueue", "keep the API"), *(twins[place] for place in order), DONE)
    assert told.prompts == ["Fix the parser", "keep the API"]
    assert set(told.turns[1].ids) == {"q1", "c1"}


def test_a_removal_alone_tells_of_a_prompt_where_it_says_that_the_turn_took_it(tell: Tell) -> None:
    told = tell("claude", FIRST, WORK, queue("enqueue", "keep the API"), removed("keep the API"), DONE)
    assert [(turn.prompt, turn.way, turn.response) for turn in told.turns[1:]] == [("keep the API", QUEUED, "Done.")]


@pytest.mark.parametrize("operation", ["remove", "popAll", "dequeue", "enqueue"])
def test_what_was_only_put_into_the_queue_or_taken_back_was_never_asked(tell: Tell, operation: str) -> None:
    told = tell("claude", FIRST, queue("enqueue", "never mind"), queue(operation, "never mind"), DONE)
    assert told.prompts == ["Fix the parser"]


def test_a_prompt_that_waited_for_the_end_of_the_turn_is_counted_once(tell: Tell) -> None:
    late = {"type": "user", "uuid": "u2", "promptSource": "queued", "message": {"content": "and test it"}}
    told = tell("claude", FIRST, WORK, queue("enqueue", "and test it"), DONE, queue("dequeue"), late)
    assert [(turn.prompt, turn.way) for turn in told.turns] == [("Fix the parser", "typed"), ("and test it", QUEUED)]


def test_the_same_words_typed_twice_are_two_prompts(tell: Tell) -> None:
    told = tell(
        "claude",
        FIRST,
        attached("continue", "q1"),
        attached("continue", "q2"),
        removed("continue"),
        removed("continue"),
    )
    assert [turn.ids for turn in told.turns[1:]] == [("q1",), ("q2", "c1")]


def test_two_queued_prompts_whose_removals_follow_both_are_two(tell: Tell) -> None:
    lines = (attached("a", "q1"), attached("b", "q2"), removed("a"), removed("b"))
    assert tell("claude", FIRST, *lines).prompts == ["Fix the parser", "a", "b"]


def test_older_versions_remove_without_a_reason(tell: Tell) -> None:
    told = tell("claude", FIRST, attached("a"), removed("a", reason=""), attached("a", "q2"), removed("a", reason=""))
    assert told.prompts == ["Fix the parser", "a", "a"]


@pytest.mark.parametrize(
    "line",
    [
        attached("task is over", commandMode="task-notification"),
        attached("ls", commandMode="bash"),
        attached("hello from next door", origin={"kind": "peer"}),
        attached("<task-notification>x</task-notification>"),
        attached(""),
        attached({"odd": 1}),
        attached("reminder") | {"isMeta": True},
        removed("<task-notification>\n<task-id>b1</task-id>\n</task-notification>"),
        removed("<channel source='x'>hi</channel>"),
        queue("remove", None, "absorbed_mid_turn"),
    ],
)
def test_what_machines_put_into_the_queue_is_no_prompt(tell: Tell, line: dict[str, Any]) -> None:
    assert tell("claude", FIRST, line).prompts == ["Fix the parser"]


def test_a_queued_prompt_may_hold_images_and_be_a_command(tell: Tell) -> None:
    image = [{"type": "text", "text": "like this"}, {"type": "image", "source": {}}]
    told = tell("claude", FIRST, attached(image, "q1", origin={"kind": "human"}), attached("/sp.tasks now", "q2"))
    assert told.prompts[1:] == ["like this\n[image]", "/sp.tasks now"]
