"""The one of a project's definitions that somebody means."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from specward.agents.definitions import HOW_TO_IMPORT, definitions, with_claude_s
from specward.errors import SpecError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.artifacts.agent import Agent
    from specward.cli.place import Place
    from specward.project import Project

NONE = "there is no agent definition here"


def called(agent: Agent) -> str:
    """What a definition is called: by its name, else by its file."""
    return agent.name or agent.stem


def meant(place: Place, reference: str) -> Agent:
    """The definition that somebody means by a name, a path or a file's name; of two with one name the neutral source.

    Raises:
        UsageError: there is none, or several files of Claude Code share the name.
    """
    found = with_claude_s(place.project)
    if not found:
        raise UsageError(NONE, help=HOW_TO_IMPORT)
    path = os.path.relpath(os.path.abspath(reference), place.root).replace(os.sep, "/")
    by_path = [agent for agent in found if agent.document.path in {path, reference}]
    by_name = [agent for agent in found if called(agent) == reference]
    by_stem = [agent for agent in found if agent.stem == reference]
    several = by_path or [agent for agent in by_name if agent.is_neutral] or by_name or by_stem
    if len(several) > 1:
        paths = ", ".join(agent.document.path for agent in several)
        raise UsageError(f"`{reference}` is the name of several definitions", help=f"give the path of one: {paths}")
    if not several:
        from specward.words import suggestion

        raise UsageError(
            f"there is no agent `{reference}`", help=suggestion(reference, dict.fromkeys(map(called, found)))
        )
    return several[0]


def names(incomplete: str) -> list[tuple[str, str]]:
    """What a shell offers where a definition is asked for."""
    return _offered(incomplete, with_claude_s)


def source_names(incomplete: str) -> list[tuple[str, str]]:
    """What a shell offers where a definition is asked for that is rendered."""
    return _offered(incomplete, definitions)


def _offered(incomplete: str, among: Callable[[Project], list[Agent]]) -> list[tuple[str, str]]:
    """Names that begin so, with what they are; nothing where the project cannot be read."""
    from specward.cli.place import Place
    from specward.output.terminal import printable

    with suppress(SpecError):
        found = {called(agent): agent.description for agent in among(Place().project)}
        begun = incomplete.casefold()
        return [
            (printable(name), printable(description[:80]))
            for name, description in found.items()
            if name.casefold().startswith(begun)
        ]
    return []
