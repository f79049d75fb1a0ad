"""Claude Code: `.claude/agents/NAME.md`, front matter and the prompt below it. It has words for everything but a role.

Source: its documentation of subagents. A comment in the front matter is none of its keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.agents.rendering import Rendering, body_of, dropped, note_of
from specward.agents.yaml_header import document, line
from specward.artifacts.agent_words import CLAUDE_MODELS, CLAUDE_TOOLS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.agent import Agent

LABEL = "Claude Code"

_MODELS = {model: word for word, model in CLAUDE_MODELS.items()}
_TOOLS = {**CLAUDE_TOOLS, "delegate": CLAUDE_TOOLS["delegate"][:1]}  # its second name is its former one


def render(agent: Agent) -> Rendering:
    """A definition as Claude Code reads it."""
    kept = frozenset(field.key for field in agent.extra)
    text = document(note_of(agent), _lines(agent), body_of(agent))
    return Rendering(f".claude/agents/{agent.name}.md", text, tuple(dropped(agent, LABEL, kept=kept, color=True)))


def _lines(agent: Agent) -> Iterator[str]:
    yield line("name", agent.name)
    yield line("description", agent.description)
    if agent.tools is not None:
        yield line("tools", ", ".join(_tools(agent)))
    if agent.model:
        yield line("model", _MODELS.get(agent.model, agent.model))
    if agent.color:
        yield line("color", agent.color)
    for field in agent.extra:
        yield line(field.key, field.value)


def _tools(agent: Agent) -> list[str]:
    """The names as they were written where they are Claude Code's own: `Grep` alone is less than the capability."""
    written = [tool.name for tool in agent.tool_names or ()]
    return list(dict.fromkeys(name for word in written for name in _TOOLS.get(word, (word,))))
