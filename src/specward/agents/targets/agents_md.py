"""AGENTS.md: a list of the agents between two marks, a line each. The rest of the file is the user's.

It is read by nearly every agent, whole and each time; Codex stops reading at 32 KiB without a word. So the list says
who there is and where, and no more. Source: agents.md, and the documentation of Codex.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.agents import part
from specward.agents.manifest import text_hash
from specward.agents.places import AGENTS_MD
from specward.agents.rendering import Rendering, cut, made_from, note
from specward.artifacts.kind import NEUTRAL_AGENTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from specward.artifacts.agent import Agent

LABEL = "AGENTS.md"
LIMIT = 32 * 1024
"""Bytes that Codex reads of it."""

_LONGEST_LINE = 160


def render(agents: Sequence[Agent]) -> Rendering:
    """The list of some definitions, with its marks."""
    lines = [
        part.START,
        f"<!-- {note(NEUTRAL_AGENTS, roster_hash((agent.document.path, made_from(agent)) for agent in agents))} -->",
        "## Agents",
        "",
        "To act as one of these, read its file first.",
        "",
        *(f"- `{agent.name}` ([definition]({agent.document.path})): {_in_a_line(agent)}" for agent in agents),
        part.END,
        "",
    ]
    return Rendering(AGENTS_MD, "\n".join(lines))


def roster_hash(sources: Iterable[tuple[str, str]]) -> str:
    """One hash of several sources: their paths and their hashes."""
    return text_hash("".join(f"{sha256}  {path}\n" for path, sha256 in sorted(sources)))


def _in_a_line(agent: Agent) -> str:
    """What an agent is, without anything that Markdown or HTML could take for its own."""
    said = " ".join((agent.role or agent.description).replace("\\n", " ").split())
    short, rest = cut(said, _LONGEST_LINE)
    if rest and not short.endswith("."):
        short += " …"
    printable = "".join(char if char.isprintable() else " " for char in short)
    return "".join(f"\\{char}" if char in "\\`*_[]<>#|!~" else char for char in printable)
