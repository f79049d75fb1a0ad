from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specward.errors import UsageError
from specward.hooks.agents.settings import State, judge, merge, snippet, unmerge
from specward.hooks.agents.targets import TARGETS, Settings

if TYPE_CHECKING:
    from specward.hooks.agents.manifest import FileRecord

ALL = [part for target in TARGETS.values() for part in target.parts if isinstance(part, Settings)]
FOREIGN = '{"hooks": [{"type": "command", "command": "prettier --write"}]}'

CLAUDE = """\
{
  "$schema": "https://json.schemastore.org/claude-code-settings.json",
  "permissions": {"allow": ["Bash(ls:*)"], "ratio": 1.0},
  "hooks": {
    "Stop": [
      {
        "hooks": [
          {"type": "command", "command": "notify-send done"}
        ]
      }
    ]
  },
  "model": "opus"
}
"""


def part(agent: str) -> Settings:
    (found,) = TARGETS[agent].parts
    assert isinstance(found, Settings)
    return found


def states(text: str, wanted: Settings, record: FileRecord | None = None) -> dict[str, State]:
    return dict(judge(text, wanted, record))


def test_our_entries_go_after_those_of_others_and_nothing_else_changes() -> None:
    merged = merge(CLAUDE, part("claude"), None)
    assert merged.text == CLAUDE.replace(
        """\
          {"type": "command", "command": "notify-send done"}
        ]
      }
    ]
  },""",
        """\
          {"type": "command", "command": "notify-send done"}
        ]
      },
      {
        "hooks": [
          {
            "type": "command",
            "command": "spec hook claude",
            "timeout": 30
          }
        ]
      }
    ],
    "UserPromptSubmit": [
      {
        "hooks": [
          {
            "type": "command",
            "command": "spec hook claude",
            "timeout": 10
          }
        ]
      }
    ],
    "SessionEnd": [
      {
        "hooks": [
          {
            "type": "command",
            "command": "spec hook claude",
            "timeout": 10
          }
        ]
      }
    ],
    "PostToolUse": [
      {
        "matcher": "AskUserQuestion",
        "hooks": [
          {
            "type": "command",
            "command": "spec hook claude",
            "timeout": 10
          }
        ]
      }
    ]
  },""",
    )
    assert unmerge(merged.text, part("claude"), merged.record) == (CLAUDE, ())


@pytest.mark.parametrize("wanted", ALL, ids=lambda wanted: wanted.agent)
@pytest.mark.parametrize("text", [None, "", " \n", "\ufeff", "{}", "{ \n }\r\n", '\ufeff{"a": 1}', '{"a": {}}', CLAUDE])
def test_every_agent_s_entries_come_and_go_without_a_trace(wanted: Settings, text: str | None) -> None:
    if wanted.agent == "kiro" and text == CLAUDE:
        text = '{"version": "v1", "hooks": [' + FOREIGN + "]}"
    merged = merge(text, wanted, None)
    assert set(states(merged.text, wanted).values()) == {State.INSTALLED}
    assert merge(merged.text, wanted, merged.record) == merged
    assert merge(merged.text, wanted, None).text == merged.text
    if wanted.version is None or text != CLAUDE:
        assert unmerge(merged.text, wanted, merged.record) == (text, ())


BLANKS = st.text(" \t\r\n", max_size=2)
VALUES = st.sampled_from(["1.0", "-0", "[ ]", '{"x" :{ }}', '"\\u00e9 é"', "null", '[1,{"a":[]} ]'])
LISTS = st.lists(st.sampled_from([FOREIGN, "{}", "1.50", '"spec"']), max_size=3)


@st.composite
def members(draw: st.DrawFn, keys: list[str], values: dict[str, st.SearchStrategy[str]]) -> str:
    """An object with some of the keys, some of them twice, written with blanks wherever JSON allows them."""
    parts = []
    for key in draw(st.lists(st.sampled_from(keys), max_size=5)):
        value = draw(values.get(key, VALUES))
        parts.append(f'{draw(BLANKS)}"{key}"{draw(BLANKS)}:{draw(BLANKS)}{value}{draw(BLANKS)}')
    return "{" + (",".join(parts) or draw(BLANKS)) + "}"


@st.composite
def lists(draw: st.DrawFn) -> str:
    parts = [draw(BLANKS) + item + draw(BLANKS) for item in draw(LISTS)]
    return "[" + (",".join(parts) or draw(BLANKS)) + "]"


HOOKS = members(["Stop", "PreToolUse", "UserPromptSubmit"], dict.fromkeys(("Stop", "UserPromptSubmit"), lists()))
FILES = st.tuples(
    st.sampled_from(["", "\ufeff"]), BLANKS, members(["model", "hooks", "env", "a/b~"], {"hooks": HOOKS}), BLANKS
).map("".join)


def expected(before: str, wanted: Settings) -> Any:
    value = json.loads(before.removeprefix("\ufeff"))
    for entry in wanted.entries:
        held = value
        for key in entry.at[:-1]:
            held = held.setdefault(key, {})
        held.setdefault(entry.at[-1], []).append(entry.value)
    return value


@pytest.mark.verifies("003-prompts-are-captured/AC-005")
@settings(max_examples=300)
@given(FILES)
def test_any_file_gets_what_is_meant_and_gets_back_every_byte(text: str) -> None:
    wanted = part("claude")
    merged = merge(text, wanted, None)
    assert json.loads(merged.text.removeprefix("\ufeff")) == expected(text, wanted)
    assert merge(merged.text, wanted, merged.record) == merged
    assert unmerge(merged.text, wanted, merged.record) == (text, ())


def test_what_others_write_between_installing_and_removing_stays() -> None:
    merged = merge('{\n  "hooks": {}\n}\n', part("codex"), None)
    value = json.loads(merged.text)
    value["hooks"]["Stop"].append({"hooks": []})
    value["model"] = "x"
    left = unmerge(json.dumps(value), part("codex"), merged.record)
    assert left.text is not None
    assert json.loads(left.text) == {"hooks": {"Stop": [{"hooks": []}]}, "model": "x"}
    assert left.kept == ()


def test_a_file_that_was_formatted_anew_is_still_known() -> None:
    merged = merge(None, part("claude"), None)
    formatted = json.dumps(json.loads(merged.text), indent=4, sort_keys=True)
    assert set(states(formatted, part("claude"), merged.record).values()) == {State.INSTALLED}
    assert unmerge(formatted, part("claude"), merged.record) == (None, ())


def test_an_entry_that_somebody_has_edited_is_kept_and_named() -> None:
    merged = merge(None, part("claude"), None)
    edited = merged.text.replace('"timeout": 30', '"timeout": 60')
    assert states(edited, part("claude"), merged.record)["Stop"] is State.EDITED
    again = merge(edited, part("claude"), merged.record)
    assert (again.text, again.kept) == (edited, ("Stop",))
    left = unmerge(edited, part("claude"), merged.record)
    assert left.kept == ("Stop",)
    assert left.text is not None
    assert json.loads(left.text) == {
        "hooks": {"Stop": [{"hooks": [{"type": "command", "command": "spec hook claude", "timeout": 60}]}]}
    }


def test_an_entry_that_calls_us_in_another_way_is_not_doubled() -> None:
    text = '{"hooks": {"Stop": [{"hooks": [{"type": "command", "command": "/opt/bin/spec hook codex || true"}]}]}}'
    merged = merge(text, part("codex"), None)
    assert merged.kept == ("Stop",)
    assert merged.text.count("spec hook codex") == 3
    assert unmerge(merged.text, part("codex"), merged.record) == (text, ("Stop",))


def test_an_entry_of_another_version_is_renewed_in_its_place() -> None:
    wanted = part("claude")
    stop = wanted.entries[1]
    assert stop.event == "Stop"
    older = wanted._replace(entries=(stop._replace(value={"hooks": [{"command": "spec hook claude"}]}),))
    before = merge('{"hooks": {"Stop": []}}', older, None)
    with_other = before.text.replace("]}]}", "]}, {}]}")
    assert states(with_other, wanted, before.record)["Stop"] is State.OUTDATED
    renewed = merge(with_other, wanted, before.record)
    assert json.loads(renewed.text)["hooks"]["Stop"] == [stop.value, {}]
    assert set(states(renewed.text, wanted, renewed.record).values()) == {State.INSTALLED}


def test_an_entry_that_was_taken_out_is_put_back() -> None:
    merged = merge(None, part("cursor"), None)
    value = json.loads(merged.text)
    del value["hooks"]["stop"]
    assert states(json.dumps(value), part("cursor"), merged.record)["stop"] is State.MISSING
    assert json.loads(merge(json.dumps(value), part("cursor"), merged.record).text) == json.loads(merged.text)


def test_kiro_s_events_are_told_apart_in_their_one_list() -> None:
    merged = merge(None, part("kiro"), None)
    edited = merged.text.replace('"timeout": 30', '"timeout": 31')
    assert states(edited, part("kiro"), merged.record) == {
        "UserPromptSubmit": State.INSTALLED,
        "Stop": State.EDITED,
        "PostToolUse": State.INSTALLED,
    }


def test_a_version_that_others_rely_on_by_now_stays() -> None:
    merged = merge("{}", part("cursor"), None)
    value = json.loads(merged.text)
    value["hooks"]["stop"].insert(0, {"command": "mine"})
    left = unmerge(json.dumps(value), part("cursor"), merged.record)
    assert left.text is not None
    assert json.loads(left.text) == {"version": 1, "hooks": {"stop": [{"command": "mine"}]}}


def test_a_version_that_stands_there_is_not_changed() -> None:
    assert json.loads(merge('{"version": 2}', part("cursor"), None).text)["version"] == 2


@pytest.mark.parametrize(
    ("text", "where", "said"),
    [
        ('{\n  // mine\n  "model": "opus"\n}', ".claude/settings.json:2:3", "comments are no part of JSON"),
        ('{"model": "opus",}', ".claude/settings.json:1:18", "this is not valid JSON"),
        ("[]", ".claude/settings.json", "this is no JSON object"),
        ('{"hooks": []}', ".claude/settings.json", "`hooks` is no object here"),
        ('{"hooks": {"Stop": {}}}', ".claude/settings.json", "`hooks.Stop` is no list here"),
        ('{"hooks": {"Stop": null}}', ".claude/settings.json", "`hooks.Stop` is no list here"),
    ],
)
def test_a_file_that_cannot_be_merged_is_refused_with_what_to_paste(text: str, where: str, said: str) -> None:
    with pytest.raises(UsageError, match=said.replace(".", r"\.")) as caught:
        merge(text, part("claude"), None)
    assert caught.value.where == where
    assert snippet(part("claude")) in caught.value.help


def test_numbers_that_python_cannot_hold_are_left_alone() -> None:
    text = '{"hooks": {"Stop": [{"command": "spec hook codex", "n": ' + "9" * 5000 + "}]}}"
    merged = merge(text, part("codex"), None)
    assert merged.kept == ("Stop",)
    assert unmerge(merged.text, part("codex"), merged.record) == (text, ("Stop",))
