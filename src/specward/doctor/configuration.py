"""The configuration: whether it is valid, and whether what it names is there."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from specward import globs
from specward.check.select import misnamed
from specward.config import PATH
from specward.doctor.check import Check, Grade
from specward.options import OPTIONS
from specward.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.doctor.case import Case

_FOLDERS = {"project.specs": "specs", "project.history": "history", "adr.folder": "adr_folder"}
"""The options that name a folder, and their fields."""


def look(case: Case) -> Iterator[Check]:
    """What is wrong with the configuration, or what it names in vain."""
    problems = [*case.project.config_problems, *misnamed(case.project.config, RULES)]
    for problem in problems:
        yield Check("configuration", Grade.BAD, str(problem), problem.help or f"mend {problem.path}")
    if problems:
        return
    config = case.project.config
    if not os.path.lexists(os.path.join(case.root, PATH)):
        yield Check("configuration", Grade.GOOD, f"the defaults hold: there is no {PATH}")
    else:
        told = sum(option.path in config.where for option in OPTIONS)
        yield Check("configuration", Grade.GOOD, f"{PATH} is valid and sets {told} of {len(OPTIONS)} options")
    yield from _in_vain(case)


def _in_vain(case: Case) -> Iterator[Check]:
    config = case.project.config
    for path, attribute in _FOLDERS.items():
        folder = getattr(config, attribute)
        if path in config.where and not os.path.isdir(os.path.join(case.root, folder)):
            yield _note(
                case, path, f"names {folder}, and there is no such folder", f"mkdir -p {folder}, or mend the line"
            )
    kinds = case.project.kinds
    for rules in config.per_path:
        if not any(globs.matches(rules.glob, document) for document in kinds):
            yield _note(case, f"rules.per-path.{rules.glob}", "matches no document", "spec config rules.per-path")
    if config.phr_require != "off" and not any(
        globs.matches(glob, file) for file in case.project.code for glob in config.phr_paths
    ):
        said = f"matches no file, so no commit needs a record although phr.require is {config.phr_require}"
        yield _note(case, "phr.paths", said, "spec config phr.paths")


def _note(case: Case, path: str, said: str, help_: str) -> Check:
    position = case.project.config.where.get(path)
    where = f"{PATH}:{position.line}: " if position else ""
    return Check("configuration", Grade.NOTE, f"{where}{path} {said}", help_)
