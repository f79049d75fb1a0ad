"""Which files of a change no task names.

Records, settings and the documents of features may be touched by any change, so they are not judged. Nor is what
follows a change by itself: the locks that package managers write beside a manifest, and the files in which a coding
agent is told of the plan, which spec-kit's `update-agent-context` rewrites with each.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from specward.acceptance.named_files import Declared
from specward.features import FeatureName
from specward.phr.policy import exemption, features_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specward.project import Feature, Project

_LOCKS = frozenset(
    {"package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock", "bun.lockb", "deno.lock"}
    | {"uv.lock", "poetry.lock", "Pipfile.lock", "pdm.lock", "pixi.lock", "Cargo.lock", "Gemfile.lock", "go.sum"}
    | {"composer.lock", "mix.lock", "pubspec.lock", "Podfile.lock", "packages.lock.json", "flake.lock"}
)

_OF_AGENTS = re.compile(
    r"(?:.*/)?(?:AGENTS|CLAUDE|GEMINI|QWEN)(?:\.local)?\.md"
    r"|\.(?:claude|codex|cursor|gemini|kiro|opencode|qwen|windsurf)/.*|\.github/copilot-instructions\.md"
)


class Outside(NamedTuple):
    """What a change touches."""

    paths: list[str]
    """What no task names, sorted."""
    judged: int
    """How many paths were held against the tasks."""


def outside(project: Project, declared: Iterable[Declared], changed: Iterable[str]) -> Outside:
    """The changed files that none of some task lists names.

    Args:
        project: the project.
        declared: what the task lists name that the change answers to.
        changed: every path that the change brings or takes away, relative to the project's root.
    """
    lists = list(declared)
    judged = sorted(path for path in changed if not (_is_record(project, path) or _follows(path)))
    return Outside([path for path in judged if not any(one.covers(path) for one in lists)], len(judged))


def features_in(project: Project) -> list[Feature]:
    """The features that the change under examination belongs to; none of one that is no work on any, such as a merge.

    A change belongs to the features whose documents it touches, else to the one that its branch is named after.
    """
    change = project.altered
    if not change or exemption(change):
        return []
    # The hooks answer for single folders; all of them are listed only for a branch that is named after one.
    touched = {project.layout.feature_folder(path) for _, path in change.paths}
    folders = [folder for folder in touched if folder and folder in project.feature_paths]
    if not folders and FeatureName.parse(change.branch.rpartition("/")[2]).number is not None:
        folders = list(project.feature_paths)
    by_name = {folder.rpartition("/")[2]: folder for folder in folders}
    return [project.feature(by_name[name]) for name in sorted(features_of(change, by_name, project.layout))]


def changed_by(project: Project, feature: Feature) -> list[str] | None:
    """What the change under examination touches for a feature: without what the tasks of its other features name.

    None where the change is not the feature's, or none is examined.
    """
    features = features_in(project)
    if not project.altered or all(one.folder != feature.folder for one in features):
        return None
    others = [Declared(one.tasks) for one in features if one.folder != feature.folder and one.tasks]
    return [path for _, path in project.altered.paths if not any(other.covers(path) for other in others)]


def _is_record(project: Project, path: str) -> bool:
    """Whether a file is one of the records that any change may touch: of features, of history, settings."""
    layout = project.layout
    if path.startswith((".specify/", f"{layout.history}/")):
        return True
    return layout.kind_of(path) is not None or layout.feature_folder(path) is not None


def _follows(path: str) -> bool:
    """Whether a file changes by itself where another one does."""
    return path.rpartition("/")[2] in _LOCKS or _OF_AGENTS.fullmatch(path) is not None
