"""Running the commands that a constitution names, once the user trusts them.

Only `spec verify --run` calls this; never a check, a hook, an editor or an agent's tool.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Protocol

from specward import globs
from specward.artifacts.enforcement_entry import Command
from specward.bounded import clean_environment, run_bounded
from specward.constitution.norms import norms_of
from specward.evidence.result import CommandResult

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from specward.project import Project

_LONGEST_OUTPUT = 4000


class Runnable(Protocol):
    """What is needed of a command to run it; `artifacts.enforcement.Command` is one."""

    @property
    def run(self) -> str:
        """Its exact text."""
        ...

    @property
    def within(self) -> float:
        """Its time limit in seconds."""
        ...


def named_commands(project: Project) -> list[Command]:
    """Every command that the project's constitutions name, in order.

    Raises:
        UnreadableFile: the constitution cannot be read.
    """
    return norms_of(project).of_kind(Command)


def applies(command: Command, paths: Iterable[str]) -> bool:
    """Whether a command is about any of these paths: those of a change, or all of the project's."""
    return not command.when or any(globs.matches(glob, path) for path in paths for glob in command.when)


def applying_commands(project: Project) -> list[Command]:
    """The commands of the constitution that have anything to be about, in its order, each text once.

    Raises:
        UnreadableFile: the constitution cannot be read.
    """
    commands: dict[str, Command] = {}
    for entry in norms_of(project).of_kind(Command):
        if entry.run not in commands and applies(entry, project.source.files()):
            commands[entry.run] = entry
    return list(commands.values())


def run_commands(
    commands: Iterable[Runnable], root: str, *, started: Callable[[str], None] | None = None
) -> dict[str, CommandResult]:
    """Run commands one after the other in a shell of the system, and wait for each.

    A command reads nothing, has no terminal and a clean environment. When it ends, or its time is up, every process
    that it started and that has not left its process group is killed.

    Args:
        commands: what to run. That its user trusts it is for the caller to see to. Of one text only the first is run.
        root: the folder to run in: the project's root.
        started: called with the text of each before it starts.

    Returns:
        How each ended, by its text.
    """
    results: dict[str, CommandResult] = {}
    for command in commands:
        if command.run not in results:
            if started:
                started(command.run)
            results[command.run] = _run(command.run, command.within, root)
    return results


def _run(text: str, within: float, root: str) -> CommandResult:
    shell = ["cmd", "/d", "/s", "/c", text] if sys.platform == "win32" else ["/bin/sh", "-c", text]
    kept = _LONGEST_OUTPUT * 4  # a character takes four bytes at most
    try:
        ended = run_bounded(shell, root, clean_environment(), within, kept=kept, merged=True)
    except (OSError, ValueError) as problem:  # ValueError: a NUL in the text
        return CommandResult(-1, "", f"it cannot be started: {problem}")
    output = ended.out.decode("utf-8", "replace")[-_LONGEST_OUTPUT:].replace("\r\n", "\n")
    if ended.timed_out:
        return CommandResult(-1, output, f"it took longer than {within:g} s")
    if ended.status < 0:
        return CommandResult(-1, output, f"signal {-ended.status} ended it")
    return CommandResult(ended.status, output, "")
