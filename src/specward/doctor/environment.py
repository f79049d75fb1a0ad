"""The programs: Python, `spec` as others find it, git."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from typing import TYPE_CHECKING

from specward import __version__
from specward.doctor.check import Check, Grade
from specward.git.process import GitMissing, run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.doctor.case import Case

_SECONDS = 20
_UPGRADE = "upgrade it: pipx upgrade specward, or pip install --upgrade specward"


def look(case: Case) -> Iterator[Check]:
    """The programs that this run, the hooks and the agents are made of."""
    yield Check("Python", Grade.GOOD, f"{platform.python_version()}, {sys.executable}")
    yield _command(shutil.which("spec", path=case.environment.get("PATH")))
    yield _git()


def _command(found: str | None) -> Check:
    """Whether agents and people find this `spec`, and no other program of that name."""
    if not found:
        help_ = "put its folder on the PATH that agents see, or install it for the user: pipx install specward"
        return Check("spec", Grade.BAD, "it is not on this PATH, so no agent will find it either", help_)
    said = _version(found)
    if said == f"spec {__version__}":
        return Check("spec", Grade.GOOD, f"{__version__}, {found}")
    if not said.startswith("spec "):
        return Check("spec", Grade.BAD, f"{found} is another program", f"put {_own_folder()} before it on the PATH")
    version = said.removeprefix("spec ")
    return Check("spec", Grade.BAD, f"{found} is {version}, and this is {__version__} in {_own_folder()}", _UPGRADE)


def _version(program: str) -> str:
    """What a program says to `--version`, its first line."""
    import subprocess

    try:
        done = subprocess.run([program, "--version"], capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout[:200].decode("utf-8", "replace").partition("\n")[0].strip()


def _own_folder() -> str:
    return os.path.dirname(os.path.abspath(sys.executable))


def _git() -> Check:
    try:
        said = run(["--version"], os.getcwd())
    except GitMissing:
        return Check("git", Grade.BAD, "it is not installed", "install git: https://git-scm.com/downloads")
    return Check("git", Grade.GOOD, said.out.decode("utf-8", "replace").strip().removeprefix("git version "))
