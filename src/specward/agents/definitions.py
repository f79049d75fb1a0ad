"""The neutral sources of a project, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts.kind import NEUTRAL_AGENTS, Kind
from specward.errors import UndeterminedError, UsageError
from specward.sources.source import UnreadableFile
from specward.words import suggestion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.artifacts.agent import Agent
    from specward.project import Project


HOW_TO_IMPORT = "spec agent import PATH makes one of any file, such as those in .claude/agents"


def source_paths(project: Project) -> list[str]:
    """Where the sources stand, sorted by what they are called: `reviewer.md` before `reviewer-2.md`."""
    found = (path for path in project.of_kind(Kind.AGENT) if path.startswith(f"{NEUTRAL_AGENTS}/"))
    return sorted(found, key=lambda path: path.removesuffix(".md"))


def definitions(project: Project) -> list[Agent]:
    """The sources, in the order of `source_paths`.

    Raises:
        UndeterminedError: one of them cannot be read.
    """
    return [_read(project, path) for path in source_paths(project)]


def with_claude_s(project: Project) -> list[Agent]:
    """The sources, then the definitions that are Claude Code's own.

    Raises:
        UndeterminedError: one of them cannot be read.
    """
    sources = source_paths(project)
    others = sorted(set(project.of_kind(Kind.AGENT)).difference(sources))
    return [_read(project, path) for path in (*sources, *others)]


def _read(project: Project, path: str) -> Agent:
    try:
        found: Agent | None = project.artifact(Kind.AGENT, path)
    except UnreadableFile as error:
        raise UndeterminedError(f"this cannot be read: {error.reason}", where=path) from None
    if found is None:
        raise UndeterminedError("this file is gone", where=path, help="run the command again")
    return found


def named(agents: Sequence[Agent], names: Sequence[str]) -> list[Agent]:
    """Those of some names, or all where none is named.

    Raises:
        UsageError: there is none of a name.
    """
    known = {agent.name for agent in agents}
    for name in names:
        if name not in known:
            raise UsageError(
                f"no agent definition is called `{name}`",
                help=suggestion(name, sorted(known)) if known else HOW_TO_IMPORT,
            )
    return [agent for agent in agents if not names or agent.name in names]
