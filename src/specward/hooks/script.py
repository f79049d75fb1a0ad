"""The scripts that `spec hook install` writes: what they hold, and how one is recognised."""

from __future__ import annotations

import os
import sys
from typing import NamedTuple

HOOKS = {
    "pre-commit": "pre-commit --record-later",
    "prepare-commit-msg": "prepare-commit-msg",
    "commit-msg": "commit-msg",
}
"""The hooks of a repository in the order in which git runs them, and the arguments with which `spec hook` serves each.

`pre-commit` leaves the record policy to `commit-msg`, which alone sees the message and its trailers.
"""

_FAIL_OPEN = frozenset({"prepare-commit-msg"})
"""Hooks that check nothing, and so keep no commit from being made; `git commit --no-verify` runs them too."""

BEFORE = ".before-specward"
"""What a foreign hook's name ends in while ours stands in its place."""

# Never changed: every version finds the hooks that any other version wrote by this line. The number counts the
# scripts' versions.
_MARK = "# specward hook 3f6c1e0b7a9d4852"
_VERSION = 1
_MARK_WITHIN = 512


class Launcher(NamedTuple):
    """How a hook starts Specward: absolute paths, so that it works with any PATH and in any folder."""

    python: str
    spec: str

    @classmethod
    def of_this_process(cls) -> Launcher:
        """The interpreter that runs now, and the `spec` that was installed beside it."""
        python = os.path.abspath(sys.executable)
        return cls(python, os.path.join(os.path.dirname(python), "spec.exe" if os.name == "nt" else "spec"))


def script(name: str, launcher: Launcher) -> bytes:
    """The shell script for one hook.

    The foreign hook that was found in its place runs first, with the same arguments and the same stdin; when it
    fails, so does the hook, with the same exit code. `-P` keeps modules of the repository from being imported.
    """
    before, after, gone = ("", "; exit 0", 0) if name in _FAIL_OPEN else ("exec ", "", 3)
    return f"""\
#!/bin/sh
{_MARK} v{_VERSION}
# Written by `spec hook install`, removed by `spec hook uninstall`.
# A hook that stood here before is kept beside this one as {name}{BEFORE} and runs first.

if [ -x "$0{BEFORE}" ]; then
    "$0{BEFORE}" "$@" || exit $?
fi
spec={_quoted(launcher.spec)}
python={_quoted(launcher.python)}
if [ -x "$spec" ]; then
    {before}"$spec" hook {HOOKS[name]} "$@"{after}
elif [ -x "$python" ]; then
    {before}"$python" -P -m specward hook {HOOKS[name]} "$@"{after}
elif command -v spec >/dev/null 2>&1; then
    {before}spec hook {HOOKS[name]} "$@"{after}
fi
echo "specward is no longer at $spec; install it and run: spec hook install" >&2
exit {gone}
""".encode("utf-8", "surrogateescape")


def is_ours(content: bytes) -> bool:
    """Whether a hook was written by any version of Specward."""
    return _MARK.encode() in content[:_MARK_WITHIN]


def _quoted(path: str) -> str:
    """A path as one word for the shell. Git for Windows runs hooks in a shell that wants forward slashes."""
    path = path.replace("\\", "/") if os.name == "nt" else path
    return "'" + path.replace("'", "'\\''") + "'"
