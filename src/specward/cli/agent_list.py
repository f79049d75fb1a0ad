"""`spec agent list`: every definition in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from specward.artifacts.agent import Agent

_HEAD = ("name", "model", "tools", "where", "description")
_LONGEST = 100
"""Characters of a description in a list."""


def list_definitions(as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False) -> None:
    """List the definitions: the sources in .specify/agents/, then Claude Code's own in .claude/agents/.

    The JSON object has the key agents, each with name, description, role, model (inherit, fast, default, strong or an
    exact id), tools (null for all), color, path, neutral, extra, repairs (line, column, message).
    """
    from specward.agents.definitions import HOW_TO_IMPORT, with_claude_s
    from specward.cli.agent_definitions import NONE, called
    from specward.cli.columns import plain_table
    from specward.cli.console import note, terminal_width, write, write_json
    from specward.cli.place import Place
    from specward.output.terminal import printable

    found = with_claude_s(Place().project)
    if as_json:
        write_json({"agents": [as_object(agent) for agent in found]})
        return
    if not found:
        note(f"{NONE}; {HOW_TO_IMPORT}")
        return
    rows = [
        (called(agent), agent.model or "-", _tools(agent), agent.document.path, _first_words(agent.description))
        for agent in found
    ]
    write(plain_table(_HEAD, [[printable(cell) for cell in row] for row in rows], terminal_width()))


def as_object(agent: Agent) -> dict[str, object]:
    """A definition as JSON has it, without its prompt."""
    position = agent.document.position
    return {
        "name": agent.name,
        "description": agent.description,
        "role": agent.role,
        "model": agent.model,
        "tools": None if agent.tools is None else list(agent.tools),
        "color": agent.color,
        "path": agent.document.path,
        "neutral": agent.is_neutral,
        "extra": {field.key: field.value for field in agent.extra},
        "repairs": [{**position(one.start)._asdict(), "message": one.message} for one in agent.repairs],
    }


def _tools(agent: Agent) -> str:
    return "all" if agent.tools is None else ", ".join(agent.tools) or "none"


def _first_words(description: str) -> str:
    words = " ".join(description[: _LONGEST * 2].split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
