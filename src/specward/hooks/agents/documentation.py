"""What docs/agents.md says of each agent, from the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.hooks.agents.targets import TARGETS

if TYPE_CHECKING:
    from collections.abc import Iterator


def documentation() -> str:
    """A table of what is written where, and what is left to the user of each agent."""
    return "\n".join([*_written(), "", *_left()]) + "\n"


def _written() -> Iterator[str]:
    yield "| agent | `--agent` | file | at |"
    yield "| --- | --- | --- | --- |"
    for agent, target in TARGETS.items():
        for part in target.parts:
            yield f"| {target.name} | `{agent}` | `{part.path}` | {', '.join(part.events)} |"


def _left() -> Iterator[str]:
    yield "| agent | what only you can do |"
    yield "| --- | --- |"
    for target in TARGETS.values():
        yield f"| {target.name} | {' '.join(target.left)} |"
