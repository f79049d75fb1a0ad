"""Gemini CLI: `.gemini/agents/NAME.md`, front matter of a strict schema and the prompt below it.

A key or a tool that it does not know makes it refuse the whole file. It puts inputs in place of `${NAME}` in a prompt,
and refuses to run an agent that names one it was not given. Source: its own loader, 0.61.0.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specward.agents.rendering import (
    Notice,
    Rendering,
    body_of,
    dropped,
    model_notices,
    note_of,
    scalar,
    tool_names,
)
from specward.agents.yaml_header import block, document, line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.agent import Agent

LABEL = "Gemini CLI"

_TOOLS = {
    "read": ("read_file", "read_many_files", "list_directory"),
    "edit": ("replace", "write_file"),
    "search": ("grep_search", "glob"),
    "run": ("run_shell_command",),
    "web": ("web_fetch", "google_web_search"),
    "delegate": ("invoke_agent",),
}
_NUMBERS = {"maxTurns": "max_turns", "max_turns": "max_turns", "timeout_mins": "timeout_mins"}
"""Keys that hold a number, and what Gemini CLI calls them."""


def render(agent: Agent) -> Rendering:
    """A definition as Gemini CLI reads it."""
    tools, lost = tool_names(agent, _TOOLS, LABEL)
    numbers = dict(_numbers(agent))
    kept = frozenset(key for key, name in _NUMBERS.items() if name in numbers)
    notices = [*dropped(agent, LABEL, kept=kept), *model_notices(agent, LABEL, takes_ids=False), *lost]
    body = body_of(agent)
    notices += [
        Notice("body", f"`{found}` is an input to {LABEL}, which does not run the agent without it")
        for found in dict.fromkeys(_inputs().findall(body))
    ]
    lines = [
        line("name", agent.name),
        line("description", agent.description),
        *(["tools: []"] if tools == [] else block("tools", tools) if tools else []),
        *(f"{name}: {number}" for name, number in numbers.items()),
    ]
    return Rendering(f".gemini/agents/{agent.name}.md", document(note_of(agent), lines, body), tuple(notices))


def _numbers(agent: Agent) -> Iterator[tuple[str, int]]:
    for key, name in _NUMBERS.items():
        text = scalar(agent.field(key))
        if _number().fullmatch(text):
            yield name, int(text)


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"[1-9][0-9]{0,8}", re.ASCII)


@cache
def _inputs() -> re.Pattern[str]:
    """What Gemini CLI takes for an input; `query` is the one that it always gives."""
    return re.compile(r"\$\{(?!query\})[A-Za-z0-9_]+\}", re.ASCII)
