"""Tools that run a repository's hooks themselves. Where one does, Specward is a line in its configuration.

Sources: husky 9 (`.husky/`, `core.hooksPath` set to `.husky/_`), lefthook 1 (the names of its configuration file),
pre-commit 4 (`.pre-commit-config.yaml`; prek reads the same file).
"""

from __future__ import annotations

import os
from typing import NamedTuple

from specward.hooks.script import HOOKS

REPOSITORY = "URL-OF-SPECWARD"
"""Stands for the repository that holds `.pre-commit-hooks.yaml`; whoever copies the snippet knows where it is."""

_LEFTHOOK = tuple(
    f"{folder}{dot}lefthook{ending}"
    for folder in ("", ".config/")
    for dot in ("", ".")
    for ending in (".yml", ".yaml", ".toml", ".json")
)
_PRE_COMMIT = ".pre-commit-config.yaml"
_PRE_COMMIT_IDS = ("spec-check", "spec-prepare-commit-msg", "spec-commit-msg")
_ARGUMENTS = {"prepare-commit-msg": ' "$@"', "commit-msg": ' "$1"'}
"""What a shell script hands on of git's arguments."""


class Manager(NamedTuple):
    """A tool that owns a repository's hooks."""

    name: str
    config: str
    """The file or folder that tells, relative to the top of the work tree."""
    snippet: str
    """What to put where, ready to copy; the first line says where."""
    served: bool
    """Whether its configuration calls Specward already, at every hook."""


def find_manager(top: str, hooks_path: str, version: str) -> Manager | None:
    """The tool that runs the hooks of the work tree at `top`, or None.

    Args:
        top: the top of the work tree.
        hooks_path: git's `core.hooksPath`, empty where it is not set.
        version: Specward's own, for the snippet of the pre-commit framework.
    """
    if ".husky" in hooks_path.replace("\\", "/").split("/") or os.path.isdir(os.path.join(top, ".husky")):
        return _husky(top)
    for name in _LEFTHOOK:
        if os.path.isfile(os.path.join(top, name)):
            served = _mentions(os.path.join(top, name), *(f"spec hook {hook}" for hook in HOOKS))
            return Manager("lefthook", name, _lefthook(name), served)
    path = os.path.join(top, _PRE_COMMIT)
    if os.path.isfile(path):
        return Manager("pre-commit", _PRE_COMMIT, _pre_commit(version), _mentions(path, *_PRE_COMMIT_IDS))
    return None


def commands_snippet() -> str:
    """What a hook of any kind has to run."""
    return "\n".join(f"{name}: {_command(name)}" for name in HOOKS)


def _husky(top: str) -> Manager:
    lines = ["run these commands at the top of the repository, then `git add .husky`"]
    lines += [f"  echo '{_command(name)}' >> .husky/{name}" for name in HOOKS]
    files = [os.path.join(top, ".husky", name) for name in HOOKS]
    return Manager("husky", ".husky", "\n".join(lines), all(_mentions(path, "spec hook") for path in files))


def _lefthook(config: str) -> str:
    if not config.endswith((".yml", ".yaml")):
        return f"add a job for each of these to {config}\n{commands_snippet()}"
    return f"""\
add these jobs to {config}
  pre-commit:
    jobs:
      - name: specward
        run: spec hook pre-commit --record-later
  prepare-commit-msg:
    jobs:
      - name: specward
        run: spec hook prepare-commit-msg {{0}}
  commit-msg:
    jobs:
      - name: specward
        run: spec hook commit-msg {{1}}"""


def _pre_commit(version: str) -> str:
    stages = " ".join(f"-t {name}" for name in HOOKS)
    hooks = "\n".join(f"      - id: {name}" for name in _PRE_COMMIT_IDS)
    return f"""\
add this to the `repos:` of {_PRE_COMMIT}, then run `pre-commit install {stages}`
  - repo: {REPOSITORY}
    rev: v{version}
    hooks:
{hooks}"""


def _command(name: str) -> str:
    return f"spec hook {HOOKS[name]}{_ARGUMENTS.get(name, '')}"


def _mentions(path: str, *words: str) -> bool:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            text = file.read()
            return all(word in text for word in words)
    except OSError:
        return False
