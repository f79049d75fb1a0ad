"""opencode: `.opencode/agents/NAME.md`, called by the name of its file, as a subagent.

Its `tools` is deprecated; what an agent may do is said by permissions, of which the last that fits counts. A model is
`PROVIDER/ID`. Source: the client, 1.18.33.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.agents.rendering import Rendering, body_of, dropped, model_notices, note_of, tool_names
from specward.agents.yaml_header import document, line

if TYPE_CHECKING:
    from specward.artifacts.agent import Agent

LABEL = "opencode"

_READ = {"*": "allow", "*.env": "ask", "*.env.*": "ask", "*.env.example": "allow"}
"""What opencode lets every agent read; a plain `read: allow` would open the files with secrets too."""
_PERMISSIONS = {
    "read": ("read", "list"),
    "edit": ("edit",),
    "search": ("grep", "glob"),
    "run": ("bash",),
    "web": ("webfetch", "websearch"),
    "delegate": ("task",),
}


def render(agent: Agent) -> Rendering:
    """A definition as opencode reads it."""
    allowed, lost = tool_names(agent, _PERMISSIONS, LABEL)
    takes_it = bool(_model().fullmatch(agent.model))
    notices = [*dropped(agent, LABEL), *model_notices(agent, LABEL, takes_ids=takes_it), *lost]
    lines = [
        line("description", agent.description),
        "mode: subagent",
        *([line("model", agent.model)] if takes_it else []),
        *(_permissions(allowed) if allowed is not None else []),
    ]
    text = document(note_of(agent), lines, body_of(agent))
    return Rendering(f".opencode/agents/{agent.name}.md", text, tuple(notices))


def _permissions(allowed: list[str]) -> list[str]:
    lines = ["permission:", '  "*": deny']
    for name in allowed:
        lines += _read() if name == "read" else [f"  {name}: allow"]
    return lines


def _read() -> list[str]:
    return ["  read:", *(f'    "{pattern}": {action}' for pattern, action in _READ.items())]


@cache
def _model() -> re.Pattern[str]:
    return re.compile(r"[\w.-]+/[\w./:@-]+", re.ASCII)
