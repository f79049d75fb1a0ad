"""What a path is: the kind of artifact, judged from its name and folders alone.

Sources: the folder layouts of spec-kit 1.x, SpecKit Plus, spec-kitty, adr-tools, MADR and log4brains.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from specward.config import Config


class Kind(Enum):
    """The kinds of artifact."""

    __hash__ = object.__hash__  # members are singletons; the hash of `Enum` runs in Python, at each look-up

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
_NOT_OURS = {"templates", "template", "openspec", "node_modules"}
_INSIDE_A_FEATURE = {"checklists", "contracts", "prompts", "tasks"}
_ADR_FOLDERS = {
    "adr",
    "adrs",
    "decisions",
    "decision-records",
    "architecture-decisions",
    "architecture-decision-records",
}
_TEMPLATES = {"0000-template.md", "adr-template.md", "adr-short-template.md"}


class Layout(NamedTuple):
    """Where a project keeps its documents, beside the folders that everybody uses."""

    specs: str = "specs"
    """The folder of the features."""
    history: str = "history"
    """The folder that holds `prompts/`."""
    adr: str = "history/adr"
    """The folder of the decision records."""

    @classmethod
    def of(cls, config: Config) -> Layout:
        """The layout that a configuration names."""
        return cls(config.specs, config.history, config.adr_folder)

    def kind_of(self, path: str) -> Kind | None:  # noqa: PLR0911 -- one answer a line
        """The kind of artifact at `path` (relative to the project's root), or None where it is no artifact."""
        if not path.endswith(".md"):
            return None
        *folders, name = path.split("/")
        if not _NOT_OURS.isdisjoint(folders) or ((path[0] == "." or "/." in path) and any(map(_is_private, folders))):
            return None
        in_feature = self._features_at(path, folders) >= 0
        if in_feature and "checklists" in folders:
            return Kind.CHECKLIST
        if in_feature and name in _FEATURE_FILES:
            return _FEATURE_FILES[name]
        if name.endswith((".prompt.md", ".phr.md")):
            return Kind.PHR if self._is_record(path, folders, name) else None
        if name == "constitution.md" and (not folders or folders[-1] in {"memory", "docs", ".specify"}):
            return Kind.CONSTITUTION
        return Kind.ADR if self._is_adr(path, folders, name) else None

    def feature_folder(self, path: str) -> str | None:
        """The folder of the feature that a path lies in, or None where it lies in none."""
        folders = path.split("/")[:-1]
        first = self._features_at(path, folders)
        if first < 0:
            return None
        inner = (index for index in range(first, len(folders)) if folders[index] in _INSIDE_A_FEATURE)
        return "/".join(folders[: next(inner, len(folders))])

    def _features_at(self, path: str, folders: list[str]) -> int:
        """How many folders of a path lead to its feature's own folder; -1 where it lies in no feature."""
        if path.startswith(f"{self.specs}/"):
            return self.specs.count("/") + 1
        return next((index + 1 for index, folder in enumerate(folders) if folder in _FEATURE_ROOTS), -1)

    def _is_record(self, path: str, folders: list[str], name: str) -> bool:
        stem = name.removesuffix(".md").removesuffix(".prompt").removesuffix(".phr")
        if stem == "template" or stem.endswith("-template"):
            return False  # A record about a template has a stage: `0007-mail-template.green.prompt.md`.
        return path.startswith(f"{self.history}/") or not {"prompts", "history"}.isdisjoint(folders)

    def _is_adr(self, path: str, folders: list[str], name: str) -> bool:
        if _ADR_FOLDERS.isdisjoint(folder.lower() for folder in folders) and not path.startswith(f"{self.adr}/"):
            return False
        if name in _TEMPLATES:
            return False
        if name.lower() == "readme.md":
            return bool(folders) and _dated().match(folders[-1]) is not None
        return _identity().match(name) is not None


STANDARD = Layout()
"""The layout of a project that configures none."""


def base_of(path: str) -> str:
    """The nested project that an artifact belongs to: what stands before `specs/` or `history/`, `` at the root."""
    folders = path.split("/")[:-1]
    for index, folder in enumerate(folders):
        if folder in _FEATURE_ROOTS or folder in {"history", ".specify", "docs"}:
            return "/".join(folders[:index])
    return ""


def _is_private(folder: str) -> bool:
    """Whether a folder belongs to a tool: `.claude/specs` and `.kiro/specs` hold other formats under our names."""
    return folder.startswith(".") and folder != ".specify"


@cache
def _dated() -> re.Pattern[str]:
    return re.compile(r"\d{4}-\d{2}-\d{2}[-_]", re.ASCII)


@cache
def _identity() -> re.Pattern[str]:
    return re.compile(r"(?:M?ADR|AD|DEC)?[-_ ]?(?:\d{1,8}|\d{4}-\d{2}-\d{2}|XXXX)(?!\d)", re.ASCII | re.IGNORECASE)
