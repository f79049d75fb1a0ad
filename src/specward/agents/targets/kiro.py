"""Kiro: `.kiro/agents/NAME.json`. Without `tools` an agent has none, so that all are asked for by name.

JSON has no comments, so the note is the prompt's first line, and no key is written but those that its documentation of
custom agents names. That is the source; the client was not tried.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from specward.agents.rendering import Rendering, body_of, dropped, model_notices, note_of, tool_names

if TYPE_CHECKING:
    from specward.artifacts.agent import Agent

LABEL = "Kiro"

_TOOLS = {
    "read": ("read",),
    "edit": ("write",),
    "search": ("grep", "glob"),
    "run": ("shell",),
    "web": ("web_search", "web_fetch"),
    "delegate": ("subagent",),
}


def render(agent: Agent) -> Rendering:
    """A definition as Kiro reads it."""
    tools, lost = tool_names(agent, _TOOLS, LABEL)
    said = {
        "name": agent.name,
        "description": agent.description,
        "prompt": f"<!-- {note_of(agent)} -->\n\n{body_of(agent)}",
        "tools": ["*"] if tools is None else tools,
    }
    notices = [*dropped(agent, LABEL), *model_notices(agent, LABEL, takes_ids=False), *lost]
    text = json.dumps(said, indent=2, ensure_ascii=False) + "\n"
    return Rendering(f".kiro/agents/{agent.name}.json", text, tuple(notices))
