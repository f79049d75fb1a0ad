"""Whatever a definition holds, strict readers of the form find the same in a rendering."""

from __future__ import annotations

import json
import tomllib

import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from specward.agents.rendering import body_of
from specward.agents.targets.codex import basic, multi_line
from specward.agents.targets.table import TARGETS
from specward.agents.yaml_header import flow
from specward.artifacts.agent import Agent, read_agent
from specward.markdown.document import Document
from specward.markdown.scalar import in_double_quotes

PIECES = st.sampled_from(
    [
        *("'''", '"""', "'", '"', "\\", "\\n", "\\u0041", "\n", "\r\n", "\r", "\t", "\0", "\x07", "\x7f", "\x85"),
        *(
            "\u2028",
            "\ufeff",
            "\ufffe",
            "😀",
            "é",
            "---\n",
            "\n---\n",
            "# a",
            ": b",
            "${X}",
            "<!-- ",
            " -->",
            "]]>",
            "x y",
        ),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=5).filter(lambda text: text.isascii()), max_size=12).map("".join)


def defined(description: str, body: str) -> Agent:
    head = f"---\nname: reviewer\ndescription: {json.dumps(description)}\n---\n"
    return read_agent(Document(".specify/agents/reviewer.md", f"{head}{body}"))


@given(TEXTS)
def test_toml_reads_a_text_back(text: str) -> None:
    read = tomllib.loads(f"a = {basic(text)}\nb = {multi_line(text)}\n")
    assert read == {"a": text, "b": text}


@given(TEXTS)
@example("NO")
@example("on")
def test_yaml_reads_a_text_back_in_a_line(text: str) -> None:
    assert yaml.safe_load(f"a: {in_double_quotes(text)}") == {"a": text}
    assert yaml.safe_load(f"a: {flow([text, {text: [text]}])}") == {"a": [text, {text: [text]}]}
    assert "\n" not in in_double_quotes(text)


@given(TEXTS, TEXTS)
def test_every_rendering_is_read_by_a_strict_reader_and_holds_the_whole_prompt(description: str, body: str) -> None:
    agent = defined(description, body)
    prompt = body_of(agent)
    for target in TARGETS.values():
        text = target.render(agent).text
        if target.name == "codex":
            read = tomllib.loads(text)
            assert read["developer_instructions"] == prompt
        elif target.name == "kiro":
            read = json.loads(text)
            assert read["prompt"].endswith(prompt)
        else:
            read = yaml.safe_load(text.split("\n---\n", 1)[0])
            assert text.endswith(prompt)
        if target.name != "qwen":
            assert read["description"] == agent.description
