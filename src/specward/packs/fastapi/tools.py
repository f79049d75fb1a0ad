"""The tools that a project has its code looked at by, by the files that configure them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from specward.packs.fastapi.texts import text_at
from specward.sources.scope import own

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specward.project import Project

_LARGEST = 1_000_000
_STYLE = re.compile(r"\b(ruff|flake8|black|pylint|pycodestyle|autopep8|yapf|blue|prospector|wemake)\b", re.IGNORECASE)
_TYPES = re.compile(r"\b(mypy|pyright|basedpyright|pyre|pytype|pyrefly|tool\.ty)\b", re.IGNORECASE)
_OWN_FILES = {
    **dict.fromkeys(("ruff.toml", ".ruff.toml", ".flake8", ".pylintrc", "pylintrc", ".style.yapf"), "style"),
    **dict.fromkeys(("mypy.ini", ".mypy.ini", "pyrightconfig.json", "ty.toml", "pyrefly.toml"), "types"),
}
_SHARED = frozenset(
    {"pyproject.toml", "setup.cfg", "tox.ini", ".pre-commit-config.yaml", ".pre-commit-config.yml", "noxfile.py"}
    | {"Makefile", "justfile", "Justfile", "Taskfile.yml", "hatch.toml", ".gitlab-ci.yml", "tasks.py"}
)
_WORKFLOW = re.compile(r"\.github/workflows/[^/]+\.ya?ml|(?:.*/)?scripts/[^/]+\.sh")
_DEPENDENCIES = re.compile(r"(?:.*/)?(?:pyproject\.toml|setup\.(?:py|cfg)|Pipfile|requirements[^/]*\.(?:txt|in))")


class Tools(NamedTuple):
    """What a project's code is looked at by."""

    style: bool
    """Whether anything looks at its style."""
    types: bool
    """Whether anything looks at its types."""


def tools_of(project: Project) -> Tools:
    """The tools of a project: a configuration file of their own, or a mention where builds and checks are described."""
    style = types = False
    for path in own(project.source.files()):
        name = path.rpartition("/")[2]
        kind = _OWN_FILES.get(name)
        style, types = style or kind == "style", types or kind == "types"
        if name in _SHARED or _WORKFLOW.fullmatch(path):
            text = text_at(project.source, path, _LARGEST)
            style, types = style or bool(_STYLE.search(text)), types or bool(_TYPES.search(text))
    return Tools(style, types)


def depends_on(project: Project, package: str) -> str:
    """The file that names a package among what the project needs; empty where none does."""
    word = re.compile(rf"(?<![\w-]){re.escape(package)}(?![\w-])", re.IGNORECASE)
    paths = (path for path in own(project.source.files()) if _DEPENDENCIES.fullmatch(path))
    return next((path for path in paths if word.search(text_at(project.source, path, _LARGEST))), "")


def mentions(project: Project, word: str, paths: Iterable[str]) -> bool:
    """Whether any of some files mentions a word."""
    return any(word in text_at(project.source, path, _LARGEST) for path in paths)


def checks_of(project: Project) -> list[str]:
    """The files that say what is run over the project: builds, pipelines, scripts."""
    files = own(project.source.files())
    return [
        path for path in files if _WORKFLOW.fullmatch(path) or path.rpartition("/")[2] in _SHARED - {"pyproject.toml"}
    ]
