"""A ground that lives in dictionaries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.renumber.ground import ProjectGround

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from specward.project import Project


class Known(ProjectGround):
    """What is told of the line `main`.

    Args:
        project: the project.
        main: what `main` holds.
        parted: the paths that were there where the lines parted; None where nobody knows.
        ages: how old files are.
        added: the lines that came since.
    """

    def __init__(
        self,
        project: Project,
        main: Mapping[str, str] | None = None,
        *,
        parted: Iterable[str] | None = (),
        ages: Mapping[str, int] | None = None,
        added: Mapping[str, set[str]] | None = None,
    ) -> None:
        super().__init__(project)
        self.kept = "main" if main is not None else ""
        self._main = main or {}
        self._parted = None if parted is None else frozenset(parted)
        self._ages = ages or {}
        self._added = added or {}

    def has(self, path: str) -> bool:
        return path in self._main

    def read(self, path: str) -> bytes | None:
        return self._main[path].encode() if path in self._main else None

    def held(self, folders: Sequence[str]) -> frozenset[str]:
        found = (
            f"{folder}/{path[len(folder) + 1 :].split('/')[0]}"
            for folder in folders
            for path in self._main
            if path.startswith(f"{folder}/")
        )
        return frozenset(found)

    def parted(self, folders: Sequence[str]) -> frozenset[str] | None:  # noqa: ARG002
        return self._parted

    def ages(self, paths: Sequence[str]) -> dict[str, int]:
        return {path: self._ages.get(path, -1) for path in paths}

    def own_lines(self, path: str, others: Sequence[str]) -> Mapping[str, Iterable[str]]:  # noqa: ARG002
        return self._added

    def added(self) -> Mapping[str, Iterable[str]]:
        return self._added
