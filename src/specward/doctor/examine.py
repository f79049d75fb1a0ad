"""All that the doctor looks at, theme by theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.doctor import (
    agents,
    capture,
    commands,
    configuration,
    environment,
    git_hooks,
    kept,
    leftovers,
    packs,
    repository,
    setup,
    strays,
)
from specward.doctor.case import Case
from specward.doctor.check import Check, Grade, Group
from specward.errors import SpecError
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_THEMES: dict[str, Callable[[Case], Iterator[Check]]] = {
    "environment": environment.look,
    "project": setup.look,
    "configuration": configuration.look,
    "repository": repository.look,
    "git hooks": git_hooks.look,
    "agents": agents.look,
    "commands": commands.look,
    "capture": capture.look,
    "packs": packs.look,
    "documents": strays.look,
    "leftovers": leftovers.look,
    "state": kept.look,
}


def examine(root: str, environment: Mapping[str, str]) -> Iterator[Group]:
    """Look at everything, one theme after the other; whatever keeps one from being looked at is told in its place.

    Args:
        root: the project's root.
        environment: the variables of the process.
    """
    case = Case(root, environment)
    for name, look in _THEMES.items():
        checks = tuple(_looked(name, look, case))
        if checks:
            yield Group(name, checks)


def _looked(name: str, look: Callable[[Case], Iterator[Check]], case: Case) -> Iterator[Check]:
    try:
        yield from look(case)
    except SpecError as error:
        yield Check(name, Grade.BAD, f"{error.where}: {error.message}" if error.where else error.message, error.help)
    except UnreadableFile as error:
        yield Check(name, Grade.BAD, f"{error.path} cannot be read: {error.reason}")
    except OSError as error:
        yield Check(name, Grade.BAD, f"{error.filename or case.root}: {error.strerror or error}")
