"""Setting a project up: a fresh one gets its first files, an existing one only what it lacks."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from specward.changes import Create
from specward.config import DEFAULTS
from specward.config import PATH as CONFIGURATION
from specward.markdown.scalar import quote
from specward.project import Project
from specward.scaffold.adopt import Adopted, adopt, history_folder, specs_folder
from specward.scaffold.constitution import new_constitution
from specward.scaffold.decision_folders import adr_folder, adr_format

if TYPE_CHECKING:
    from specward.changes import Change
    from specward.sources.source import Source

CODE_FOLDERS = (
    "src",
    "app",
    "apps",
    "lib",
    "libs",
    "packages",
    "services",
    "backend",
    "frontend",
    "server",
    "client",
    "api",
    "web",
    "cmd",
    "internal",
    "pkg",
    "crates",
)
"""Where projects keep their code, as they commonly name it."""
CONFIGURATION_HEAD = """\
# Configuration of Specward: what stands here differs from the defaults.
# `spec check` names every key that it does not know, with its line."""
"""How a configuration begins that is written for a project."""
_REMARKS = {
    "require": "    # off | feature | commit: which commits need a prompt record",
    "paths": "    # what counts as code",
    "format": "    # speckit-plus | nygard | madr",
}


class Policy(NamedTuple):
    """Which commits will need a prompt record."""

    require: str
    paths: tuple[str, ...]
    reason: str


class Setup(NamedTuple):
    """What setting up comes to."""

    adopted: list[Adopted]
    kept: list[str]
    """What an earlier run wrote."""
    wrote: list[str]
    policy: Policy | None
    """What the new configuration asks for; None where there is a configuration already."""
    adr_folder: str
    """Where the project's decisions are kept."""
    changes: list[Change]

    @property
    def fresh(self) -> bool:
        """Whether nothing was there before."""
        return not self.adopted and not self.kept


def set_up(source: Source, name: str, *, today: str) -> Setup:
    """The files that a project lacks. No existing file is among the changes.

    Args:
        source: the project's files.
        name: what the project is called.
        today: the day, `YYYY-MM-DD`.

    Raises:
        UsageError: a template cannot be rendered.
    """
    project = Project(source)
    kept = [path for path in (CONFIGURATION,) if source.exists(path)]
    folder = project.config.adr_folder if kept else adr_folder(project) or DEFAULTS.adr_folder
    if folder != project.config.adr_folder:
        project = Project(source, project.config._replace(adr_folder=folder))
    adopted = adopt(project)
    changes: list[Change] = []
    if not adopted and not kept:
        changes += new_constitution(source, name, today=today).changes
    policy = None
    if not kept:
        policy = _policy(source, name, fresh=not adopted, recorded=any("/prompts/" in f"/{a.path}" for a in adopted))
        changes.append(Create(CONFIGURATION, _configuration(project, folder, policy)))
    return Setup(adopted, kept, [change.path for change in changes], policy, folder, changes)


def _policy(source: Source, name: str, *, fresh: bool, recorded: bool) -> Policy:
    found = tuple(f"{folder}/**" for folder in CODE_FOLDERS if source.exists(folder))
    package = name.replace("-", "_")
    if source.exists(f"{package}/__init__.py"):
        found += (f"{package}/**",)
    paths = found or DEFAULTS.phr_paths
    if fresh:
        return Policy("commit", paths, "this project begins with it")
    if recorded:
        return Policy("commit", paths, "this project records its prompts")
    return Policy("off", paths, "this project records no prompts yet; phr.require: commit turns it on")


def _configuration(project: Project, folder: str, policy: Policy) -> str:
    """The configuration's text: what differs from the defaults, and nothing else."""
    form = adr_format(project, folder)
    specs, history = specs_folder(project), history_folder(project)
    settings = [
        ("project", "specs", quote(specs) if specs not in {"", DEFAULTS.specs} else ""),
        ("project", "history", quote(history) if history not in {"", DEFAULTS.history} else ""),
        ("phr", "require", policy.require if policy.require != DEFAULTS.phr_require else ""),
        ("phr", "paths", f"[{', '.join(map(quote, policy.paths))}]" if policy.paths != DEFAULTS.phr_paths else ""),
        ("adr", "format", form if form != DEFAULTS.adr_format else ""),
        ("adr", "folder", quote(folder) if folder != DEFAULTS.adr_folder else ""),
    ]
    lines = [CONFIGURATION_HEAD]
    for group, settings_of_group in groupby((entry for entry in settings if entry[2]), key=itemgetter(0)):
        lines.append(f"{group}:")
        lines += [f"  {name}: {value}{_REMARKS.get(name, '')}" for _, name, value in settings_of_group]
    return "\n".join(lines) + "\n"
