"""Qwen Code: `.qwen/agents/NAME.md`, front matter and the prompt below it.

Its reader of front matter is no YAML: it goes by lines, knows no escape but those of quote and backslash, and lists
with one item a line. It warns of long descriptions. Source: the client, 0.24.4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.agents.rendering import (
    Notice,
    Rendering,
    body_of,
    cut,
    dropped,
    model_notices,
    note_of,
    scalar,
    tool_names,
    with_examples,
)
from specward.agents.yaml_header import block, document, line

if TYPE_CHECKING:
    from specward.artifacts.agent import Agent

LABEL = "Qwen Code"
LIMIT = 1_000
"""Characters of a description before it warns."""

_TOOLS = {
    "read": ("read_file", "list_directory"),
    "edit": ("edit", "write_file"),
    "search": ("grep_search", "glob"),
    "run": ("run_shell_command",),
    "web": ("web_fetch",),
    "delegate": ("agent",),
}
_COLORS = {color.lower(): color for color in ("Blue", "Green", "Purple", "Orange", "Red", "Cyan")}
_RESERVED = frozenset({"self", "system", "user", "model", "tool", "config", "default", "main"})
_SHORTEST_NAME, _LONGEST_NAME = 2, 50
_SHORTEST_PROMPT = 10


def render(agent: Agent) -> Rendering:
    """A definition as Qwen Code reads it."""
    tools, lost = tool_names(agent, _TOOLS, LABEL)
    color = _COLORS.get(agent.color.lower(), "")
    background = scalar(agent.field("background")).lower() == "true"
    notices = [
        *dropped(agent, LABEL, kept=frozenset({"background"}), color=bool(color)),
        *model_notices(agent, LABEL, takes_ids=False),
        *lost,
    ]
    description, body = agent.description, body_of(agent)
    if len(description) > LIMIT:
        description, rest = cut(description, LIMIT)
        body = with_examples(body, rest)
        notices.append(Notice("description", f"cut to what {LABEL} takes; the rest is at the end of the prompt"))
    lines = [
        line("name", agent.name),
        line("description", _on_one_line(description)),
        *(block("tools", tools) if tools else []),
        *([f"color: {color}"] if color else []),
        *(["background: true"] if background else []),
    ]
    text = document(note_of(agent), lines, body)
    return Rendering(f".qwen/agents/{agent.name}.md", text, tuple(notices), _refusal(agent, tools))


def _on_one_line(text: str) -> str:
    """A text without what Qwen Code cannot read back: line breaks and other control characters become blanks."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _refusal(agent: Agent, tools: list[str] | None) -> str:
    if not _SHORTEST_NAME <= len(agent.name) <= _LONGEST_NAME or agent.name in _RESERVED:
        return f"its name is none that {LABEL} takes: {_SHORTEST_NAME} to {_LONGEST_NAME} characters, and not reserved"
    if len(agent.body.strip()) < _SHORTEST_PROMPT:
        return f"its prompt is shorter than {LABEL} takes, {_SHORTEST_PROMPT} characters"
    return f"it has none of its tools, and an empty list is all tools to {LABEL}" if tools == [] else ""
