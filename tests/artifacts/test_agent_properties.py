"""What holds of the reader of agent definitions whatever the text is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specward.artifacts.agent import read_agent
from specward.markdown.document import Document

PIECES = [
    *("---\n", "---\r\n", "--- ", "...\n", "\ufeff", "\n", "\r\n", "\t", "  ", "- ", "# ", "## x\n", " #", "\x00"),
    *(
        "name: ",
        "name:",
        "description: ",
        "model: sonnet\n",
        "tools: Read, Grep\n",
        "tools:\n",
        "color: red\n",
        "user: ",
    ),
    *(
        "a: b",
        "'",
        '"',
        "|",
        ">",
        "|-\n",
        "[",
        "]",
        "{",
        "}",
        "&a",
        "*a",
        "!t ",
        "? ",
        "\\n",
        "You are x.\n",
        "Bash(a, b)",
    ),
]
texts = st.one_of(
    st.text(max_size=200),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=40).map(
        lambda found: "---\n" + "".join(found)
    ),
)


@pytest.mark.verifies("006-the-five-agents/AC-001")
@settings(max_examples=400, deadline=None)
@given(texts)
def test_any_text_is_read_and_its_end_is_the_body(text: str) -> None:
    agent = read_agent(Document(".claude/agents/a.md", text))
    assert text.endswith(agent.body)
    assert agent.header.body_start <= len(text)
    for repair in agent.repairs:
        assert 0 <= repair.start <= repair.end <= len(text)
        assert "\n" not in repair.message
    for field in agent.fields:
        assert 0 <= field.node.key_start <= field.span.start <= field.span.end <= agent.header.body_start
        assert all(0 <= at <= len(text) for at in agent.key_span(field))
    for tool in agent.tool_names or ():
        assert 0 <= tool.start <= tool.end <= len(text)


@settings(max_examples=300, deadline=None)
@given(
    st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=80).map(str.strip),
    st.text(max_size=60),
)
def test_a_description_on_one_line_is_never_cut(description: str, body: str) -> None:
    """Behind a dialogue no reader of YAML takes the block, so that the line is the value, to its last character."""
    agent = read_agent(
        Document(".claude/agents/a.md", f"---\nname: a\ndescription: It says x: y {description}\n---\n{body}")
    )
    assert agent.description == f"It says x: y {description}".strip()
    assert agent.body == body
