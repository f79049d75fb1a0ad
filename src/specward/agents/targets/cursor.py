"""Cursor: `.cursor/agents/NAME.md`. It has no list of tools, but agents that only read.

Source: its documentation of subagents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.agents.rendering import Notice, Rendering, body_of, dropped, model_notices, note_of, only_reads, scalar
from specward.agents.yaml_header import document, line

if TYPE_CHECKING:
    from specward.artifacts.agent import Agent

LABEL = "Cursor"

_READS = "readonly"
_BACKGROUND = "is_background"


def render(agent: Agent) -> Rendering:
    """A definition as Cursor reads it."""
    reads = only_reads(agent) or _is_true(agent, _READS)
    background = _is_true(agent, "background") or _is_true(agent, _BACKGROUND)
    lines = [
        line("name", agent.name),
        line("description", agent.description),
        *([f"{_READS}: true"] if reads else []),
        *([f"{_BACKGROUND}: true"] if background else []),
    ]
    kept = frozenset({"background", _READS, _BACKGROUND})
    notices = [
        *dropped(agent, LABEL, kept=kept),
        *model_notices(agent, LABEL, takes_ids=False),
        *_of_tools(agent, reads=reads),
    ]
    text = document(note_of(agent), lines, body_of(agent))
    return Rendering(f".cursor/agents/{agent.name}.md", text, tuple(notices))


def _is_true(agent: Agent, key: str) -> bool:
    return scalar(agent.field(key)).lower() == "true"


def _of_tools(agent: Agent, *, reads: bool) -> list[Notice]:
    if agent.tools is None:
        return []
    if reads:
        return [Notice("tools", f"becomes `{_READS}: true`: {LABEL} has no list of tools")]
    return [Notice("tools", f"dropped: {LABEL} has no list of tools, so the agent may use all")]
