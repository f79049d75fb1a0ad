"""Which rules a project's own settings of ruff select and ignore, for one of its files.

The probe asks ruff for more than a project selects; ruff then forgets what the project ignores, so that is read here.
Of several settings above a file the nearest counts, as for ruff; what it extends counts where it says nothing itself.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any, NamedTuple

from specward.remembered import remembered, remembered_each
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specward.project import Project
    from specward.sources.source import Source

_NAMES = (".ruff.toml", "ruff.toml", "pyproject.toml")
_UNSAID = ("E4", "E7", "E9", "F")
"""What ruff selects where nothing is said."""
_MOST_HOPS = 5
"""Settings that extend each other."""


class Settings(NamedTuple):
    """What is selected and ignored: codes, or what codes begin with."""

    selected: tuple[str, ...] = _UNSAID
    ignored: tuple[str, ...] = ()

    def ignores(self, code: str) -> bool:
        """Whether a rule is ignored, and not selected by more of its code."""
        ignored = _longest(self.ignored, code)
        return ignored >= 0 and ignored >= _longest(self.selected, code)

    def selects(self, code: str) -> bool:
        """Whether a rule is selected, and not ignored."""
        return _longest(self.selected, code) >= 0 and not self.ignores(code)


def settings_for(project: Project, path: str) -> Settings:
    """The settings that ruff uses for a file."""
    return _files_of(project).above(path.rpartition("/")[0])


@remembered
def _files_of(project: Project) -> _Files:
    return _Files(project.source)


def _longest(selectors: Iterable[str], code: str) -> int:
    """How much of a code the most precise of some selectors names; -1 where none does."""
    named = ("" if one == "ALL" else one for one in selectors)
    return max((len(one) for one in named if code.startswith(one)), default=-1)


class _Files:
    """The files of settings, each read once."""

    def __init__(self, source: Source) -> None:
        self._source = source

    @remembered_each
    def above(self, folder: str) -> Settings:
        """The settings for the files of a folder."""
        parts = folder.split("/") if folder else []
        for count in range(len(parts), -1, -1):
            for name in _NAMES:
                place = "/".join((*parts[:count], name))
                said = self._said(place)
                if said is not None:
                    return self._settings(place, said)
        return Settings()

    def _settings(self, place: str, said: dict[str, Any]) -> Settings:
        selected: tuple[str, ...] = ()
        added: tuple[str, ...] = ()
        ignored: tuple[str, ...] = ()
        for _ in range(_MOST_HOPS):
            lint = said.get("lint")
            for part in (lint if isinstance(lint, dict) else {}, said):
                selected = selected or _codes(part.get("select"))
                added += _codes(part.get("extend-select"))
                ignored += (*_codes(part.get("ignore")), *_codes(part.get("extend-ignore")))
            extended = said.get("extend")
            place = _beside(place, extended) if isinstance(extended, str) else ""
            said = (self._said(place) if place else None) or {}
        return Settings((*(selected or _UNSAID), *added), ignored)

    @remembered_each
    def _said(self, place: str) -> dict[str, Any] | None:
        """The table of ruff in a file; None where there is none."""
        try:
            data = self._source.read(place)
            said: Any = tomllib.loads(data.decode()) if data is not None else None
        except (UnreadableFile, ValueError, RecursionError):
            return None
        if place.rpartition("/")[2] == "pyproject.toml":
            tool = said.get("tool") if said else None
            said = tool.get("ruff") if isinstance(tool, dict) else None
        return said if isinstance(said, dict) else None


def _beside(place: str, other: str) -> str:
    """The path of a file that another one names, within the project; empty where it leads outside."""
    parts = place.split("/")[:-1]
    for part in other.split("/"):
        if part == "..":
            if not parts:
                return ""
            parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
    return "" if other.startswith(("/", "~")) else "/".join(parts)


def _codes(value: object) -> tuple[str, ...]:
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()
