"""Running the commands that a constitution names, once the user trusts them.

Only `spec verify --run` calls this; never a check, a hook, an editor or an agent's tool.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, Protocol

from specward import globs, noted
from specward.artifacts.enforcement_entry import Command
from specward.constitution.norms import norms_of
from specward.evidence.result import CommandResult

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from subprocess import Popen
    from typing import IO

    from specward.project import Project

PASSED_ON = (
    *("PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "TZ", "TMPDIR", "TEMP", "TMP"),
    *("XDG_CACHE_HOME", "XDG_RUNTIME_DIR", "VIRTUAL_ENV", "SSL_CERT_FILE", "SSL_CERT_DIR"),
    *("SYSTEMROOT", "SYSTEMDRIVE", "COMSPEC", "PATHEXT", "WINDIR", "USERPROFILE", "APPDATA", "LOCALAPPDATA"),
    *("PROGRAMDATA", "PROGRAMFILES", "PROGRAMFILES(X86)", "NUMBER_OF_PROCESSORS"),
)
"""The variables that a command gets, and every `LC_…`: what a tool needs to run at all. Tokens and keys stay out."""
_LONGEST_OUTPUT = 4000
_CHUNK = 1 << 16
_LAST_WORDS = 5.0
"""For how many seconds its output is waited for once a command is dead: something that fled its group may hold it."""


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


def clean_environment() -> dict[str, str]:
    """What of this process's environment a command gets."""
    passed = {
        name: value for name, value in os.environ.items() if name.upper() in PASSED_ON or name.upper().startswith("LC_")
    }
    return {**passed, "NO_COLOR": "1", "TERM": "dumb"}


def _run(text: str, within: float, root: str) -> CommandResult:
    import subprocess

    noted.unsure("what a command does")
    shell = ["cmd", "/d", "/s", "/c", text] if sys.platform == "win32" else ["/bin/sh", "-c", text]
    try:
        process = subprocess.Popen(  # noqa: S603 -- the whole point, once the user has read and trusted the text
            shell,
            cwd=root,
            env=clean_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # a group of its own to be killed by, and no terminal to ask questions on
        )
    except (OSError, ValueError) as problem:  # ValueError: a NUL in the text
        return CommandResult(-1, "", f"it cannot be started: {problem}")
    output = _Tail(process.stdout)
    reason = ""
    try:
        process.wait(within)
    except subprocess.TimeoutExpired:
        reason = f"it took longer than {within:g} s"
    finally:
        _kill(process)
    status = process.wait()
    if status < 0 and not reason:
        reason = f"signal {-status} ended it"
    return CommandResult(-1 if reason else status, output.text(), reason)


def _kill(process: Popen[bytes]) -> None:
    """End a command and all that is left of its group, those who outlived it too."""
    if sys.platform == "win32":
        import subprocess

        tree = ["taskkill", "/t", "/f", "/pid", str(process.pid)]
        subprocess.run(tree, capture_output=True, check=False)  # noqa: S603
        return
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):  # the group is empty; macOS says `not permitted` of zombies
        return


class _Tail:
    """The end of what a process writes, read by a thread so that neither waits for the other."""

    def __init__(self, stream: IO[bytes] | None) -> None:
        from threading import Thread

        self._kept = b""
        self._thread = Thread(target=self._read, args=(stream,), daemon=True)
        self._thread.start()

    def _read(self, stream: IO[bytes]) -> None:
        with stream:
            while data := os.read(stream.fileno(), _CHUNK):
                self._kept = (self._kept + data)[-_LONGEST_OUTPUT * 4 :]  # a character takes four bytes at most

    def text(self) -> str:
        """The last characters, once all is read."""
        self._thread.join(_LAST_WORDS)
        return self._kept.decode("utf-8", "replace")[-_LONGEST_OUTPUT:].replace("\r\n", "\n")
