"""Which ids of a feature are free: those that nothing has, nothing names and nothing ever had."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.artifacts import references
from specward.sources.source import UnreadableFile
from specward.trace.lock import FILE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specward.project import Project


class FreeIds:
    """Gives out the next free ids of a feature, one after the other.

    An id that a document of the feature only names is not free: it may be meant for something that is still to come, or
    stand for something that was taken away. Retired ids stand in the feature's `trace.lock`.

    Args:
        project: the project.
        path: a document of the feature.
        taken: the ids that are given already; the new ones follow the highest of them.
    """

    def __init__(self, project: Project, path: str, taken: Iterable[str]) -> None:
        self._highest: dict[str, int] = {}
        self._taken: set[str] = set()
        for identity in taken:
            self._take(identity)
        folder = path.rpartition("/")[0]
        feature = project.feature_of(path)
        for other in (*(feature.paths if feature else [path]), f"{folder}/{FILE}"):
            text = _text(project, other)
            self._taken.update(map(references.key, (*references.shapes(text), *references.cited_tasks(text))))

    def next(self, like: str) -> str:
        """The next free id of the same kind and width; empty where an id of that form is not simply counted."""
        prefix, digits = _parts(like)
        if not digits:
            return ""
        number = self._highest.get(prefix, 0) + 1
        while references.key(f"{prefix}{number}") in self._taken:
            number += 1
        found = f"{prefix}{number:0{len(digits)}d}"
        self._take(found)
        return found

    def _take(self, identity: str) -> None:
        prefix, digits = _parts(identity)
        self._taken.add(references.key(identity))
        if digits:
            self._highest[prefix] = max(self._highest.get(prefix, 0), int(digits))


def _parts(identity: str) -> tuple[str, str]:
    """`FR-` and `012` of `FR-012` and of `FR-012a`; no digits where the number has several parts."""
    whole = identity[:-1] if identity[-1:].islower() and identity[-2:-1].isdigit() else identity
    prefix = whole.rstrip("0123456789")
    if any(sign.isdigit() for sign in prefix):
        return prefix, ""
    return prefix, whole[len(prefix) :]


def _text(project: Project, path: str) -> str:
    try:
        data = project.source.read(path)
    except UnreadableFile:
        return ""
    return data.decode("utf-8", "replace") if data else ""
