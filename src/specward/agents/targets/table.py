"""The targets by the word on the command line, and the files that they come to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.agents.places import FOLDERS
from specward.agents.targets import agents_md, claude, codex, copilot, cursor, gemini, kiro, opencode, qwen

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.agents.rendering import Rendering
    from specward.artifacts.agent import Agent


class Target(NamedTuple):
    """An agent that takes definitions, each in a file of its own."""

    name: str
    label: str
    render: Callable[[Agent], Rendering]


TARGETS = {
    name: Target(name, module.LABEL, module.render)
    for name, module in (
        ("claude", claude),
        ("codex", codex),
        ("gemini", gemini),
        ("copilot", copilot),
        ("cursor", cursor),
        ("opencode", opencode),
        ("qwen", qwen),
        ("kiro", kiro),
    )
}
"""Those that take a file a definition."""
ROSTER = "agents-md"
"""The one that takes a list of all."""
NAMES = (*TARGETS, ROSTER)
"""All of them, in the order in which they are told."""
EVERY = "all"
"""What stands for all of them on the command line."""
LABELS = {**{name: target.label for name, target in TARGETS.items()}, ROSTER: agents_md.LABEL}
"""What people call them."""


def used(target: str) -> tuple[str, ...]:
    """What tells that a target is used in a project: its folder; `.github` is everybody's."""
    if target == "copilot":
        return (".github/agents", ".github/copilot-instructions.md")
    return (FOLDERS[target][0].partition("/")[0],)
