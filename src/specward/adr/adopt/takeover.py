"""Taking over the decisions of another tool where they lie: two lines of configuration, and no byte of any record."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from specward.adr.adopt.settings import with_option
from specward.adr.catalogue.catalogue import catalogue_of
from specward.adr.catalogue.query import in_order
from specward.artifacts.kind import ADR_ENDINGS
from specward.changes import Create, Replace
from specward.config import PATH
from specward.errors import UsageError
from specward.project import Project
from specward.scaffold.decision_folders import adr_format, record_folders, told_folders
from specward.scaffold.init import CONFIGURATION_HEAD
from specward.words import counted, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specward.adr.catalogue.catalogue import Unread
    from specward.adr.catalogue.entry import Entry
    from specward.changes import Change
    from specward.scaffold.decision_folders import Told
    from specward.sources.source import Source

_SHOWN = 8
"""So many folders are named where one has to be chosen."""


class Takeover(NamedTuple):
    """Decisions as they are read where they lie, and what is written so that new ones come to lie beside them."""

    folder: str
    """Where new records will be kept."""
    told_by: str
    """The file that says so; empty where the records themselves do, or the user."""
    form: str
    """Of the records there, as new ones can have it: see `adr.format`; empty where none of them has such a form."""
    packages: list[Told]
    """The folders of packages besides."""
    settings: dict[str, str]
    """The options that are set, with their values."""
    project: Project
    """The project with these options."""
    changes: list[Change]

    @property
    def folders(self) -> list[str]:
        """Every folder that is taken over, that of new records first."""
        return list(dict.fromkeys([self.folder, *(package.folder for package in self.packages)]))

    @property
    def entries(self) -> list[Entry]:
        """The records in the folders, by folder and number."""
        folders = self.folders
        found = (entry for entry in catalogue_of(self.project).entries if _lies_in(entry.path, folders))
        return in_order(found, "number")

    @property
    def unread(self) -> list[Unread]:
        """The records in the folders that cannot be read."""
        folders = self.folders
        return [one for one in catalogue_of(self.project).unread if _lies_in(one.path, folders)]

    @property
    def skipped(self) -> list[str]:
        """The documents beside the records that are none: an index, a template."""
        folders, read = self.folders, self._read
        documents = (path for path in self.project.paths if path.endswith(ADR_ENDINGS))
        return [path for path in documents if _lies_in(path, folders) and path not in read]

    @property
    def _read(self) -> set[str]:
        """All that is read as a document of some kind, records in other markups too."""
        return {*self.project.kinds, *(one.path for one in self.entries), *(one.path for one in self.unread)}

    @property
    def unseen(self) -> list[Told]:
        """The packages in whose folder nothing is read: its name is none that decisions commonly have."""
        held = record_folders(self.project)
        return [package for package in self.packages if not any(_lies_in(one, [package.folder]) for one in held)]

    @property
    def duplicates(self) -> dict[tuple[str, int], list[str]]:
        """The records that share a number, by folder and number."""
        found: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        for entry in self.entries:
            if entry.number is not None:
                found[entry.folder, entry.number].append(entry.path)
        return {key: paths for key, paths in found.items() if len(paths) > 1}


def take_over(project: Project, named: str = "") -> Takeover:
    """The decisions of a folder, and the configuration that makes it the project's own.

    Args:
        project: the project as it is configured, or not configured at all.
        named: the folder, relative to the project's root; found where left out.

    Raises:
        UsageError: there are no records, or in more folders than one and nothing says which is meant.
        ConfigError: the configuration cannot be edited.
    """
    told = told_folders(project)
    folder, told_by = (named, "") if named else _found(project, told)
    chosen = _configured(project, {"adr.folder": folder})
    if not any(_lies_in(one, [folder]) for one in record_folders(chosen)):
        raise UsageError(f"no decision record lies in {folder}", help=_HELP)
    settings = {} if project.config.adr_folder == folder else {"adr.folder": folder}
    form = adr_format(chosen, folder)
    if form and form != project.config.adr_format and "adr.format" not in project.config.where:
        settings["adr.format"] = form
    return Takeover(
        folder=folder,
        told_by=told_by,
        form=form,
        packages=[one for one in told if one.package and one.folder != folder],
        settings=settings,
        project=_configured(project, settings),
        changes=_changes(project.source, settings),
    )


def _found(project: Project, told: Sequence[Told]) -> tuple[str, str]:
    """The folder of the project's decisions, and the file that says so."""
    counts = record_folders(project)
    if "adr.folder" in project.config.where and counts[project.config.adr_folder]:
        return project.config.adr_folder, PATH
    for one in told:
        if not one.package and record_folders(_configured(project, {"adr.folder": one.folder}))[one.folder]:
            return one.folder, one.by
    tops = [folder for folder in counts if not any(folder.startswith(f"{other}/") for other in counts)]
    if len(tops) == 1:
        return tops[0], ""
    if not tops:
        raise UsageError("there are no decision records here", help=_HELP)
    tops.sort(key=lambda folder: (-counts[folder], folder))
    said = listed([f"{folder} ({counts[folder]})" for folder in tops], _SHOWN)
    raise UsageError(
        f"decision records lie in {counted(len(tops), 'folder')}: {said}",
        help=f"say where new ones belong: spec adr import {tops[0]}",
    )


_HELP = "name the folder that holds them: spec adr import DIR; or write the first one: spec new adr TITLE"


def _configured(project: Project, settings: dict[str, str]) -> Project:
    """The project with other options."""
    if not settings:
        return project
    values: dict[str, Any] = {option.replace(".", "_"): value for option, value in settings.items()}
    return Project(project.source, project.config._replace(**values))


def _changes(source: Source, settings: dict[str, str]) -> list[Change]:
    """The configuration with the options set; none where there are none to set."""
    if not settings:
        return []
    data = source.read(PATH)
    former = None if data is None else data.decode()
    text = former or f"{CONFIGURATION_HEAD}\n"
    for option, value in settings.items():
        text = with_option(text, option, value)
    return [Create(PATH, text) if former is None else Replace(PATH, text, former)]


def _lies_in(path: str, folders: Sequence[str]) -> bool:
    return any(path == folder or path.startswith(f"{folder}/") for folder in folders)
