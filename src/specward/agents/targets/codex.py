"""Codex: `.codex/agents/NAME.toml`, the prompt under `developer_instructions`.

It has no list of tools; the nearest is a sandbox that writes nothing, for those who only read. Source: the
documentation in openai/codex. TOML is that of toml.io 1.0.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.agents.rendering import Notice, Rendering, body_of, dropped, model_notices, note_of, only_reads
from specward.artifacts.agent_words import MODEL_CLASSES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.agent import Agent

LABEL = "Codex"

_OF_CLAUDE = "claude"
"""What the identities of models begin with that Codex cannot have."""


def render(agent: Agent) -> Rendering:
    """A definition as Codex reads it."""
    takes_it = not agent.model.startswith(_OF_CLAUDE)
    notices = [*dropped(agent, LABEL), *model_notices(agent, LABEL, takes_ids=takes_it), *_of_tools(agent)]
    text = f"# {note_of(agent)}\n" + "".join(f"{key} = {value}\n" for key, value in _entries(agent))
    return Rendering(f".codex/agents/{agent.name}.toml", text, tuple(notices))


def _entries(agent: Agent) -> Iterator[tuple[str, str]]:
    yield "name", basic(agent.name)
    yield "description", basic(agent.description)
    if agent.model and agent.model not in MODEL_CLASSES and not agent.model.startswith(_OF_CLAUDE):
        yield "model", basic(agent.model)
    if only_reads(agent):
        yield "sandbox_mode", basic("read-only")
    yield "developer_instructions", multi_line(body_of(agent))


def _of_tools(agent: Agent) -> list[Notice]:
    if agent.tools is None:
        return []
    if only_reads(agent):
        return [Notice("tools", f"becomes `sandbox_mode = read-only`: {LABEL} has no list of tools")]
    return [Notice("tools", f"dropped: {LABEL} has no list of tools, so the agent may use all")]


def basic(text: str) -> str:
    """A text as a basic string on one line."""
    return f'"{"".join(map(_escaped, text))}"'


def multi_line(text: str) -> str:
    """A text as a string of several lines: as it stands where it can, else with what must be escaped."""
    if "'''" not in text and not text.endswith("'") and not _unwritable().search(text):
        return f"'''\n{text}'''"
    return '"""\n' + "".join(char if char == "\n" else _escaped(char) for char in text) + '"""'


@cache
def _unwritable() -> re.Pattern[str]:
    """What a literal string cannot hold: control characters but tab and line feed, and lone surrogates."""
    return re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def _escaped(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    if char == "\n":
        return "\\n"
    if char == "\t" or not _unwritable().match(char):
        return char
    return f"\\u{ord(char):04x}"
