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
    AGENT = "agent"


FEATURE_KINDS = (Kind.SPEC, Kind.PLAN, Kind.TASKS)
_FEATURE_FILES = {f"{kind.value}.md": kind for kind in FEATURE_KINDS}
_FEATURE_ROOTS = {"specs", "kitty-specs"}
NOT_OURS = {"templates", "template", "openspec", "node_modules", "fixtures", "__fixtures__", "testdata"}
"""Folders that hold samples, or what others wrote."""
_INSIDE_A_FEATURE = {"checklists", "contracts", "prompts", "tasks"}
_ADR_FOLDERS = {
    "adr",
    "adrs",
    "decisions",
    "decision-records",
    "architecture-decisions",
    "architecture-decision-record",
    "architecture-decision-records",
    "architectural-decision-records",
}

NEUTRAL_AGENTS = ".specify/agents"
"""The folder of the agent definitions that everything else is rendered from."""
_CLAUDE_AGENTS = ".claude/agents/"
"""The folder of Claude Code's own definitions, at whatever depth, with folders below it."""
_BESIDE_AGENTS = {"readme.md", "claude.md", "agents.md"}
"""What stands beside definitions and is none."""

ADR_ENDINGS = (".adr.md", ".md", ".markdown", ".adoc", ".asciidoc", ".rst")
"""What the file of a decision may end with; the longer of two that share an end first."""


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
        if name != path and "agents" in folders and self._is_agent(path, folders, name):
            return Kind.AGENT
        if not NOT_OURS.isdisjoint(folders) or ((path[0] == "." or "/." in path) and self._is_private(path, folders)):
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

    def _is_agent(self, path: str, folders: list[str], name: str) -> bool:
        neutral = folders == NEUTRAL_AGENTS.split("/")
        if not neutral and not path.startswith(_CLAUDE_AGENTS) and f"/{_CLAUDE_AGENTS}" not in path:
            return False
        return NOT_OURS.isdisjoint(folders) and name[0] != "_" and name.lower() not in _BESIDE_AGENTS

    def _is_adr(self, path: str, folders: list[str], name: str) -> bool:
        if not (self._holds_adrs(path, folders) or _named().match(name)) or _template().fullmatch(name):
            return False
        if name.lower() == "readme.md":
            return bool(folders) and _own_folder().match(folders[-1]) is not None
        return _identity().match(name) is not None

    def _holds_adrs(self, path: str, folders: list[str]) -> bool:
        return not _ADR_FOLDERS.isdisjoint(map(str.lower, folders)) or path.startswith(f"{self.adr}/")

    def may_be_adr(self, path: str) -> bool:
        """Whether a file stands where decisions are kept and is in a markup that one may be written in.

        Meant for what `kind_of` leaves out: another markup, or a name without number and date, of which only the text
        can tell whether it is a decision. Indexes, read-me files and templates are none.
        """
        if not path.endswith(ADR_ENDINGS):
            return False
        *folders, name = path.split("/")
        if not NOT_OURS.isdisjoint(folders) or self._is_private(path, folders) or not self._holds_adrs(path, folders):
            return False
        return _aside().fullmatch(name) is None and _template().fullmatch(name) is None

    def _is_private(self, path: str, folders: list[str]) -> bool:
        """Whether a path lies in a tool's folder, and not where the configuration says that decisions are kept."""
        return any(map(_belongs_to_a_tool, folders)) and not path.startswith(f"{self.adr}/")


STANDARD = Layout()
"""The layout of a project that configures none."""


def base_of(path: str) -> str:
    """The nested project that an artifact belongs to: what stands before `specs/` or `history/`, `` at the root."""
    folders = path.split("/")[:-1]
    for index, folder in enumerate(folders):
        if folder in _FEATURE_ROOTS or folder in {"history", ".specify", "docs"}:
            return "/".join(folders[:index])
    return ""


def _belongs_to_a_tool(folder: str) -> bool:
    """Whether a folder belongs to a tool: `.claude/specs` and `.kiro/specs` hold other formats under our names."""
    return folder.startswith(".") and folder != ".specify"


@cache
def _own_folder() -> re.Pattern[str]:
    """A folder that is one decision, whose text is its read-me file: by a date, or a number of three digits or more."""
    numbered = r"(?!(?:19|20)\d\d[-_. ])(?:M?ADR|AD|DEC)?[-_ ]?\d{3,6}"  # `2024-reviews` holds those of a year
    return re.compile(rf"(?:\d{{4}}-\d{{2}}-\d{{2}}|\d{{8}}|{numbered})[-_. ]", re.ASCII | re.IGNORECASE)


@cache
def _identity() -> re.Pattern[str]:
    return re.compile(r"(?:M?ADR|AD|DEC)?[-_ ]?(?:\d{1,8}|\d{4}-\d{2}-\d{2}|XXXX)(?=[-_. ])", re.ASCII | re.IGNORECASE)


@cache
def _named() -> re.Pattern[str]:
    """A name that tells a decision in whatever folder it stands: `adr-011-monitoring.md`."""
    return re.compile(r"M?ADR[-_]?\d{3,6}[-_.]", re.ASCII | re.IGNORECASE)


@cache
def _template() -> re.Pattern[str]:
    """No name that merely ends in `-template`: `0002-use-adr-tools-with-custom-template.md` is a decision."""
    zero = r"(?:(?:0{1,6}|XXXX|NNNN)[-_])?"
    return re.compile(
        rf"(?:_?{zero}(?:adr[-_]|short[-_])?template|adr[-_]{zero}(?:short[-_])?template[-\w]{{0,40}})(?:\.adr)?\.\w+",
        re.ASCII | re.IGNORECASE,
    )


@cache
def _aside() -> re.Pattern[str]:
    """What stands beside decisions and is none."""
    return re.compile(r"(?:readme|index|backlog|summary|toc|_?sidebar)\.\w+", re.ASCII | re.IGNORECASE)
