"""What a path is: the kind of artifact, judged from its name and folders alone.

Sources: the folder layouts of spec-kit 1.x, SpecKit Plus, spec-kitty, adr-tools, MADR and log4brains.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache


class Kind(Enum):
    """The kinds of artifact."""

    CONSTITUTION = "constitution"
    SPEC = "spec"
    PLAN = "plan"
    TASKS = "tasks"
    CHECKLIST = "checklist"
    PHR = "phr"
    ADR = "adr"


FEATURE_KINDS = (Kind.SPEC, Kind.PLAN, Kind.TASKS)
_FEATURE_FILES = {f"{kind.value}.md": kind for kind in FEATURE_KINDS}
_FEATURE_ROOTS = {"specs", "kitty-specs"}
_NOT_OURS = {"templates", "template", "openspec", "node_modules", ".git"}
_ADR_FOLDERS = {
    "adr",
    "adrs",
    "decisions",
    "decision-records",
    "architecture-decisions",
    "architecture-decision-records",
}
_NOT_RECORDS = {"0000-template.md", "adr-template.md", "adr-short-template.md"}


def kind_of(path: str, adr_folder: str = "history/adr") -> Kind | None:  # noqa: PLR0911 -- one answer a line
    """The kind of artifact at `path`, or None where it is no artifact.

    Args:
        path: relative to the project's root, forward slashes.
        adr_folder: where the project keeps its decisions, beside the folders that everybody uses.
    """
    if not path.endswith(".md"):
        return None
    *folders, name = path.split("/")
    if not _NOT_OURS.isdisjoint(folders) or any(_is_private(folder) for folder in folders):
        return None
    if not _FEATURE_ROOTS.isdisjoint(folders):
        if "checklists" in folders:
            return Kind.CHECKLIST
        if name in _FEATURE_FILES:
            return _FEATURE_FILES[name]
    if not {"prompts", "history"}.isdisjoint(folders) and name.endswith((".prompt.md", ".phr.md")):
        return Kind.PHR
    if name == "constitution.md" and (not folders or folders[-1] in {"memory", "docs", ".specify"}):
        return Kind.CONSTITUTION
    if _is_adr(path, folders, name, adr_folder):
        return Kind.ADR
    return None


def _is_private(folder: str) -> bool:
    """Whether a folder belongs to a tool: `.claude/specs` and `.kiro/specs` hold other formats under our names."""
    return folder.startswith(".") and folder != ".specify"


def base_of(path: str) -> str:
    """The nested project that an artifact belongs to: what stands before `specs/` or `history/`, `` at the root."""
    folders = path.split("/")[:-1]
    for index, folder in enumerate(folders):
        if folder in _FEATURE_ROOTS or folder in {"history", ".specify", "docs"}:
            return "/".join(folders[:index])
    return ""


def feature_folder(path: str) -> str | None:
    """The folder of the feature that a path lies in, or None where it lies in none."""
    folders = path.split("/")[:-1]
    for root in _FEATURE_ROOTS:
        if root in folders:
            deepest = len(folders)
            for index in range(folders.index(root) + 1, len(folders)):
                if folders[index] in {"checklists", "contracts", "prompts", "tasks"}:
                    deepest = index
                    break
            return "/".join(folders[:deepest])
    return None


def _is_adr(path: str, folders: list[str], name: str, adr_folder: str) -> bool:
    lowered = {folder.lower() for folder in folders}
    if _ADR_FOLDERS.isdisjoint(lowered) and not path.startswith(adr_folder.rstrip("/") + "/"):
        return False
    if name in _NOT_RECORDS:
        return False
    if name.lower() == "readme.md":
        return bool(folders) and _dated().match(folders[-1]) is not None
    return _identity().match(name) is not None


@cache
def _dated() -> re.Pattern[str]:
    return re.compile(r"\d{4}-\d{2}-\d{2}[-_]", re.ASCII)


@cache
def _identity() -> re.Pattern[str]:
    return re.compile(r"(?:M?ADR|AD|DEC)?[-_ ]?(?:\d{1,8}|\d{4}-\d{2}-\d{2}|XXXX)(?!\d)", re.ASCII | re.IGNORECASE)
