from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from specward.phr.transcripts.turn import Command, Mark

if TYPE_CHECKING:
    from tests.phr.transcripts.conftest import Tell

HERE = Mark(session="c-1", cwd="/w/shop")


def user(words: str) -> dict[str, Any]:
    return {"role": "user", "message": {"content": [{"type": "text", "text": words}]}}


def agent(*blocks: dict[str, Any]) -> dict[str, Any]:
    return {"role": "assistant", "message": {"content": list(blocks)}}


def use(name: str, **given: object) -> dict[str, Any]:
    return {"type": "tool_use", "name": name, "input": given}


def test_a_turn_is_a_prompt_and_what_came_of_it(tell: Tell) -> None:
    asked = user(
        "<timestamp>Sunday, Sep 20, 2026, 12:31 AM (UTC+3)</timestamp>\n<user_query>\nAdd a form\n</user_query>"
    )
    told = tell(
        "cursor",
        asked,
        agent({"type": "text", "text": "I look.\n\n[REDACTED]"}, use("Shell", command="npm test")),
        agent(use("Write", path="/w/a.ts"), use("StrReplace", path="/w/b.ts"), use("Read", path="/w/c.ts")),
        agent(use("ApplyPatch", patch="*** Begin Patch\n*** Add File: d.ts\n*** End Patch")),
        agent({"type": "text", "text": "Done."}),
        {"type": "turn_ended", "status": "success"},
        user("<user_query>thanks</user_query>"),
        start=HERE,
    )
    first, second = told.turns
    assert (first.session, first.cwd, first.prompt, first.response) == ("c-1", "/w/shop", "Add a form", "Done.")
    assert (first.at, first.ended) == ("2026-09-20T00:31:00+03:00", True)
    assert (first.commands, first.files) == ((Command("npm test"),), ("/w/a.ts", "/w/b.ts", "d.ts"))
    assert (first.tokens, first.model) == (None, "")
    assert (second.prompt, second.at) == ("thanks", "")


def test_the_place_of_a_line_is_the_id_of_its_prompt(tell: Tell) -> None:
    told = tell("cursor", user("a"), user("b"), start=HERE)
    assert [turn.ids for turn in told.turns] == [("c-1@0",), (f"c-1@{len(json.dumps(user('a'))) + 1}",)]


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("<timestamp>Monday, Nov 2, 2026, 1:05 PM (UTC)</timestamp>", "2026-11-02T13:05:00+00:00"),
        ("<timestamp>Monday, Nov 2, 2026, 1:05 PM (UTC-3:30)</timestamp>", "2026-11-02T13:05:00-03:30"),
        ("<timestamp>Monday, Nov 31, 2026, 1:05 PM (UTC)</timestamp>", ""),
        ("<timestamp>Monday, Nov 2, 2026, 1:05 PM (UTC+99)</timestamp>", ""),
        ("<timestamp>now</timestamp>", ""),
    ],
)
def test_the_time_stands_before_the_prompt_if_at_all(tell: Tell, words: str, at: str) -> None:
    told = tell("cursor", user(f"{words}\n<user_query>a</user_query>"))
    assert [(turn.prompt, turn.at) for turn in told.turns] == [("a", at)]


@pytest.mark.parametrize("words", ["<user_info>OS: linux</user_info>", "<user_query></user_query>", "", "  "])
def test_what_the_editor_puts_together_is_no_prompt(tell: Tell, words: str) -> None:
    assert tell("cursor", user(words)).turns == []


def test_a_prompt_may_quote_the_tags(tell: Tell) -> None:
    told = tell("cursor", user("<user_query>what is </user_query> for?</user_query>"), user("<user_query>cut"))
    assert told.prompts == ["what is </user_query> for?", "cut"]


def test_unknown_lines_are_counted(tell: Tell) -> None:
    told = tell("cursor", {"role": "omen"}, {"type": "dream"}, {}, {"role": "assistant", "message": "odd"})
    assert (told.turns, told.skipped) == ([], {"omen": 1, "dream": 1, "without a role": 1})
