"""Agent definitions as they are read: strict YAML, what Claude Code alone takes, and no front matter at all."""

from __future__ import annotations

import time

import pytest

from specward.artifacts.agent import Agent, Plain, read_agent
from specward.artifacts.kind import STANDARD, Kind
from specward.markdown.document import Document

DIALOGUE = "Use it after a change. Context: a route was added. user: 'I added it' assistant: 'Let me look # now'"
CLAUDE = f"""---
name: api-reviewer
description: {DIALOGUE}
model: sonnet
color: cyan
---

You review HTTP APIs.
"""


def read(text: str) -> Agent:
    return read_agent(Document(".claude/agents/a.md", text))


def told(agent: Agent) -> list[tuple[int, int, str]]:
    place = agent.document.position
    return [(*place(repair.start), repair.message) for repair in agent.repairs]


@pytest.mark.parametrize(
    "path",
    [
        ".specify/agents/api-reviewer.md",
        ".claude/agents/api-reviewer.md",
        ".claude/agents/back/end/api.md",
        "apps/web/.claude/agents/a.md",
    ],
)
def test_a_definition_is_told_by_its_folder(path: str) -> None:
    assert STANDARD.kind_of(path) is Kind.AGENT


@pytest.mark.parametrize(
    "path",
    [
        ".specify/agents/README.md",
        ".specify/agents/drafts/a.md",
        ".specify/agents/a.txt",
        ".claude/agents/README.md",
        ".claude/agents/CLAUDE.md",
        ".claude/agents/_template.md",
        ".claude/agents/templates/a.md",
        ".claude/commands/a.md",
        ".gemini/agents/a.md",
        "agents/a.md",
        "tests/fixtures/.claude/agents/a.md",
    ],
)
def test_what_stands_beside_definitions_is_none(path: str) -> None:
    assert STANDARD.kind_of(path) is None


def test_strict_yaml_is_read_without_a_remark() -> None:
    agent = read(f"---\nname: a\ndescription: \"{DIALOGUE}\"\nmodel: 'opus'\n---\nYou are a.\n")
    assert (agent.name, agent.description, agent.model, agent.body) == ("a", DIALOGUE, "strong", "You are a.\n")
    assert agent.repairs == ()


@pytest.mark.verifies("006-the-five-agents/AC-001")
def test_a_dialogue_without_quotes_is_kept_whole_and_told_with_line_and_column() -> None:
    agent = read(CLAUDE)
    assert (agent.name, agent.description, agent.model, agent.color) == ("api-reviewer", DIALOGUE, "default", "cyan")
    assert agent.body == "\nYou review HTTP APIs.\n"
    column = CLAUDE.split("\n")[2].index("Context:") + len("Context:")
    assert told(agent) == [
        (3, column, "front matter is not valid YAML: a value that holds a colon and a blank needs quotes")
    ]


def test_paragraphs_without_indent_belong_to_the_key_above_them() -> None:
    text = '---\nname: a\ndescription: First.\n\n# Examples\n- one\nuser: "hi"\n\nlast: words\ncolor: red\n---\nbody\n'
    agent = read(text)
    assert agent.description == 'First.\n\n# Examples\n- one\nuser: "hi"\n\nlast: words'
    assert (agent.color, agent.body) == ("red", "body\n")


def test_an_unknown_key_is_a_field_of_its_own_where_no_text_of_paragraphs_goes_on() -> None:
    agent = read("---\nname: a\npriority: high\ndescription: b: c\n---\n")
    assert [(field.key, field.text) for field in agent.extra] == [("priority", "high")]


def test_a_definition_without_front_matter_is_all_body() -> None:
    agent = read("# Reviewer\n\nYou review.\n\n---\n\nname: x\n")
    assert (agent.name, agent.body) == ("", "# Reviewer\n\nYou review.\n\n---\n\nname: x\n")
    assert [message for *_, message in told(agent)] == ["there is no front matter: all of the text is the body"]


def test_a_thematic_break_and_prose_are_no_front_matter() -> None:
    text = "---\nSome words of a prompt.\n---\nMore.\n"
    assert read(text).fields == ()
    assert read(text).body == text


def test_front_matter_that_is_never_closed_ends_where_the_prompt_begins() -> None:
    agent = read("---\nname: a\ndescription: b: c\n\nYou are a.\n\n## Do\n\n---\n\nMore.\n")
    assert (agent.name, agent.description) == ("a", "b: c")
    assert agent.body == "You are a.\n\n## Do\n\n---\n\nMore.\n"
    assert "front matter is not closed" in [message for *_, message in told(agent)]


def test_a_byte_order_mark_and_carriage_returns_change_no_byte_of_the_body() -> None:
    agent = read("\ufeff---\r\nname: a\r\ndescription: x: y\r\n---\r\nYou\r\nare.")
    assert (agent.name, agent.description, agent.body) == ("a", "x: y", "You\r\nare.")


def test_of_a_key_that_stands_twice_the_first_value_holds_and_the_second_is_told() -> None:
    agent = read("---\nname: a\nname: b\ndescription: c\ndescription: c\n---\n")
    assert (agent.name, agent.description) == ("a", "c")
    assert told(agent)[1:] == [
        (3, 1, "`name` stands here with another value; the first one holds"),
        (5, 1, "`description` stands here once more"),
    ]


def test_tabs_are_read_as_they_were_meant() -> None:
    agent = read("---\nname:\ta\ndescription:\tx: y\ntools:\n\t- Read\n\t- Write\n---\n")
    assert (agent.name, agent.description, agent.tools) == ("a", "x: y", ("read", "edit"))


@pytest.mark.parametrize(
    ("written", "tools"),
    [
        ("Read, Grep, Glob", ("read", "search")),
        ("[Read, Write]", ("read", "edit")),
        ("\n  - Bash(git add:*, git commit)\n  - Task", ("Bash(git add:*, git commit)", "delegate")),
        ("Bash(git add:*, git commit), WebFetch", ("Bash(git add:*, git commit)", "web")),
        ("read, mcp__github__search, Skill", ("read", "mcp__github__search", "Skill")),
        ('"Read"', ("read",)),
        ("[]", ()),
        ("", None),
        ("'*'", None),
        ("[Read, '*']", None),
    ],
)
def test_tools_are_capabilities_and_other_names_are_kept(written: str, tools: tuple[str, ...] | None) -> None:
    assert read(f"---\nname: a\ntools: {written}\n---\n").tools == tools


def test_the_places_of_tools_are_those_of_their_names() -> None:
    agent = read("---\nname: a\ntools: Read, Reader, Read\n---\n")
    assert agent.tool_names is not None
    assert [agent.document.text[tool.start : tool.end] for tool in agent.tool_names] == ["Read", "Reader", "Read"]
    assert len({tool.start for tool in agent.tool_names}) == 3


@pytest.mark.parametrize(
    ("written", "model"),
    [("haiku", "fast"), ("sonnet", "default"), ("opus", "strong"), ("inherit", "inherit"), ("gpt-5.2", "gpt-5.2")],
)
def test_a_model_is_a_class_and_an_exact_one_is_kept(written: str, model: str) -> None:
    assert read(f"---\nname: a\nmodel: {written}\n---\n").model == model


def test_what_no_neutral_word_is_for_is_kept_with_its_structure() -> None:
    agent = read('---\nname: a\nmaxTurns: 5\nhooks:\n  Stop:\n    - command: "x: y"\n---\n')
    values = {field.key: field.value for field in agent.extra}
    assert values == {"maxTurns": "5", "hooks": {"Stop": [{"command": "x: y"}]}}
    assert isinstance(values["maxTurns"], Plain)


def test_remarks_of_valid_yaml_are_told_and_are_no_fault() -> None:
    agent = read("---\n# mine\nname: a # short\n---\n")
    assert agent.name == "a"
    assert [(repair.message, repair.faulty) for repair in agent.repairs] == [
        ("a remark of YAML; it is not kept", False)
    ] * 2


@pytest.mark.parametrize(
    "text",
    [
        "---\nname: a\ndescription: b\n---\n" + "- x: y ``` # ---\n" * 130_000,
        "---\nname: a: b\n" + "user: x\n" * 250_000 + "---\n",
        "---\nname: a: b\n" + "--- \tx\n" * 280_000,
        "---\n" + "\n---x" * 400_000,
        "---\nname: a\ntools: " + "(" * 2_000_000 + "\n---\n",
        "---\nname: a\ndescription: " + "x: y # " * 290_000 + "\n---\n",
        "---\nname: a\n" + "".join(f'k{number}: "\\n"\n' for number in range(150_000)) + "---\n",
    ],
    ids=["body", "lines", "unclosed", "dashes", "parentheses", "one line", "keys"],
)
def test_two_megabytes_take_time_in_proportion(text: str) -> None:
    started = time.process_time()
    agent = read(text)
    assert agent.tools is None or agent.tools
    assert agent.name.startswith("a") or agent.fields == ()
    assert time.process_time() - started < 3
