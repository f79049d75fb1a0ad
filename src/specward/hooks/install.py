"""Installing hooks without harming anybody's: steps as values, and what carries them out."""

from __future__ import annotations

import os
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from specward import __version__
from specward.errors import UndeterminedError, UsageError
from specward.hooks.foreign import Manager, commands_snippet, find_manager
from specward.hooks.script import BEFORE, HOOKS, Launcher, is_ours, script

if TYPE_CHECKING:
    from specward.git.repository import Repository

_EXECUTABLE = 0o755


class State(Enum):
    """What stands where git looks for a hook."""

    MISSING = "missing"
    CURRENT = "current"
    """Ours, just as this version would write it."""
    OUTDATED = "outdated"
    """Ours, written by another version or for another interpreter."""
    FOREIGN = "foreign"
    """Somebody else's."""


class HookStatus(NamedTuple):
    """One hook of a repository."""

    name: str
    path: str
    state: State
    chained: bool
    """Whether a foreign hook is kept beside it (and runs first where ours is in place)."""


class Put(NamedTuple):
    """Write our script."""

    path: str
    content: bytes


class Rename(NamedTuple):
    """Give a hook another name in its folder, contents and mode untouched."""

    path: str
    to: str


class Remove(NamedTuple):
    """Remove our script."""

    path: str


Step = Put | Rename | Remove


class Site(NamedTuple):
    """Where the hooks of a repository are, and who else cares for them."""

    top: str
    folder: str
    """Where git looks for hooks."""
    shared: bool
    """Whether the folder serves other repositories as well: `core.hooksPath` outside this one."""
    manager: Manager | None


def survey(repository: Repository) -> Site:
    """Where hooks go in a repository."""
    folder = repository.hooks_dir()
    homes = (repository.root, repository.git_dir, repository.common_dir)
    inside = any(_lies_in(folder, home) for home in homes)
    own = os.path.join(repository.common_dir, "hooks")
    hooks_path = "" if os.path.realpath(folder) == os.path.realpath(own) else folder
    return Site(repository.root, folder, not inside, find_manager(repository.root, hooks_path, __version__))


def statuses(folder: str, launcher: Launcher) -> list[HookStatus]:
    """What stands in a hooks folder, hook by hook."""
    found = []
    for name in HOOKS:
        path = os.path.join(folder, name)
        content = _content(path)
        if content is None:
            state = State.MISSING
        elif not is_ours(content):
            state = State.FOREIGN
        else:
            state = State.CURRENT if _is_current(path, content, script(name, launcher)) else State.OUTDATED
        found.append(HookStatus(name, path, state, os.path.lexists(path + BEFORE)))
    return found


def install_steps(site: Site, launcher: Launcher, *, force: bool = False) -> list[Step]:
    """What installing comes to; nothing where all is in place.

    Args:
        site: see `survey`.
        launcher: how the hooks start Specward.
        force: install although another tool, or other repositories, use the folder.

    Raises:
        UsageError: another tool or other repositories use the folder, or there are two foreign hooks for one place.
    """
    if not force:
        _refuse_others(site)
    steps: list[Step] = []
    for name, path, state, chained in statuses(site.folder, launcher):
        if state is State.CURRENT:
            continue
        if state is State.FOREIGN:
            if chained:
                raise UsageError(
                    f"another tool has replaced the {name} hook, and an earlier one is kept beside it",
                    where=path,
                    help=f"look at {name} and {name}{BEFORE} and remove the one that you do not need",
                )
            steps.append(Rename(path, path + BEFORE))
        steps.append(Put(path, script(name, launcher)))
    return steps


def uninstall_steps(folder: str, launcher: Launcher) -> list[Step]:
    """What uninstalling comes to: our scripts go, what stood there before comes back. Foreign hooks are left alone."""
    steps: list[Step] = []
    for _, path, state, chained in statuses(folder, launcher):
        if state is not State.FOREIGN and chained:
            steps.append(Rename(path + BEFORE, path))
        elif state in {State.CURRENT, State.OUTDATED}:
            steps.append(Remove(path))
    return steps


def apply(steps: list[Step]) -> None:
    """Carry steps out, each whole or not at all.

    Raises:
        UndeterminedError: a folder cannot be written to, or the disk is full.
    """
    for step in steps:
        try:
            match step:
                case Put(path, content):
                    _put(path, content)
                case Rename(path, to):
                    os.replace(path, to)
                case Remove(path):
                    os.remove(path)
        except OSError as error:
            raise UndeterminedError(f"the hook cannot be changed: {error.strerror}", where=step.path) from error


def _refuse_others(site: Site) -> None:
    manager = site.manager
    if manager:
        raise UsageError(
            f"{manager.name} runs the hooks of this repository",
            where=manager.config,
            help=f"{manager.snippet}\nor install beside it: spec hook install --force",
        )
    if site.shared:
        raise UsageError(
            "core.hooksPath leads out of this repository, to hooks that other repositories may share",
            where=site.folder,
            help=f"call these commands from the hooks there, or `spec hook install --force`\n{commands_snippet()}",
        )


def _put(path: str, content: bytes) -> None:
    """Write a script so that git finds the old hook or the new one, never half of one."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    draft = f"{path}.{os.getpid()}.tmp"
    try:
        with open(draft, "wb") as file:
            file.write(content)
        os.chmod(draft, _EXECUTABLE)
        os.replace(draft, path)
    except OSError:
        if os.path.exists(draft):
            os.remove(draft)
        raise


def _content(path: str) -> bytes | None:
    """The bytes of a hook; empty where something stands there that is no readable file, None where nothing does."""
    if not os.path.lexists(path):
        return None
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""


def _is_current(path: str, content: bytes, wanted: bytes) -> bool:
    return content == wanted and (os.name == "nt" or os.access(path, os.X_OK))


def _lies_in(path: str, folder: str) -> bool:
    path, folder = os.path.realpath(path), os.path.realpath(folder)
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
