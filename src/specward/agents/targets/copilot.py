"""Copilot, on GitHub, on the command line and in VS Code: `.github/agents/NAME.agent.md`.

A prompt of more than 30,000 characters is not taken. Source: GitHub's documentation of custom agents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.agents.rendering import Rendering, body_of, dropped, model_notices, note_of, tool_names
from specward.agents.yaml_header import document, flow, line

if TYPE_CHECKING:
    from specward.artifacts.agent import Agent

LABEL = "Copilot"
LIMIT = 30_000
"""Characters of a prompt."""

_TOOLS = {
    "read": ("read",),
    "edit": ("edit",),
    "search": ("search",),
    "run": ("execute",),
    "web": ("web",),
    "delegate": ("agent",),
}
_OWN_KEYS = frozenset({"target", "disable-model-invocation", "user-invocable", "argument-hint"})


def render(agent: Agent) -> Rendering:
    """A definition as Copilot reads it."""
    tools, lost = tool_names(agent, _TOOLS, LABEL)
    notices = [*dropped(agent, LABEL, kept=_OWN_KEYS), *model_notices(agent, LABEL, takes_ids=False), *lost]
    body = body_of(agent)
    lines = [
        line("name", agent.name),
        line("description", agent.description),
        *(() if tools is None else (f"tools: {flow(tools)}",)),
        *(line(field.key, field.value) for field in agent.extra if field.key in _OWN_KEYS),
    ]
    refused = f"its prompt has {len(body):,} characters, and {LABEL} takes {LIMIT:,}" if len(body) > LIMIT else ""
    text = document(note_of(agent), lines, body)
    return Rendering(f".github/agents/{agent.name}.agent.md", text, tuple(notices), refused)
