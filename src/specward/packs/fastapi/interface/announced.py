"""What a project has told others of changes to its API: its changelogs and decision records."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from specward.artifacts.kind import Kind
from specward.packs.fastapi.interface.breaking import plain_path
from specward.remembered import remembered
from specward.sources.scope import own
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from specward.project import Project

_CHANGELOG = re.compile(
    r"(?:.*/)?(?:change[-_]?log|changes|history|news|release[-_]?notes|releases|migrating|migration|upgrading)"
    r"(?:[-_.][\w.-]{1,30})?\.(?:md|rst|txt|adoc)|(?:.*/)?(?:changelog\.d|newsfragments|\.changeset|changes)/[^/]+",
    re.IGNORECASE,
)
_NOT_OURS = frozenset({"node_modules", ".venv", "venv", "site-packages", "specs"})
_PARAMETER = re.compile(r"\{[^{}\s]{0,80}\}|<[^<>\s]{1,80}>|(?<=/):\w{1,80}")
_MOST = 2_000_000


def is_changelog(path: str) -> bool:
    """Whether a file tells users what has changed."""
    return _CHANGELOG.fullmatch(path) is not None and _NOT_OURS.isdisjoint(path.split("/"))


@remembered
def changelogs(project: Project) -> list[str]:
    """The changelogs of a project, sorted."""
    return [path for path in own(project.source.files()) if is_changelog(path)]


def told_of(project: Project, path: str) -> bool:
    """Whether a changelog or a decision record names a path of the API, whatever its parameters are called there."""
    wanted = re.escape(plain_path(path).rstrip("/"))
    return re.search(rf"{wanted}(?![\w/{{-])", _told(project)) is not None if wanted else True


@remembered
def _told(project: Project) -> str:
    """All of it, with the names of parameters taken out."""
    texts = []
    for path in (*changelogs(project), *project.of_kind(Kind.ADR)):
        try:
            data = project.source.read(path)
        except UnreadableFile:  # reported where it is checked
            continue
        texts.append((data or b"")[:_MOST].decode("utf-8", "replace"))
    return _PARAMETER.sub("{}", "\n".join(texts))
