"""Where a project keeps its decisions and in which form, by what other tools were told and by what lies there."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from specward import yaml_text
from specward.artifacts.adr_identity import folder_of
from specward.artifacts.adr_roles import LOG4BRAINS, MADR2, MADR3, MADR4, NYGARD, SPECKIT_PLUS
from specward.artifacts.kind import Kind
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from specward.project import Project
    from specward.yaml_text import Node

_POINTER = ".adr-dir"
"""Holds the folder of the decisions, relative to its own place. Source: adr-tools."""
_LOG4BRAINS_FILES = (".log4brains.yml", ".log4brains.yaml")
"""Names a folder for the project and one for each of its packages, relative to its own place. Source: log4brains."""
_FORMS = {
    SPECKIT_PLUS: "speckit-plus",
    NYGARD: "nygard",
    **dict.fromkeys((LOG4BRAINS, MADR2, MADR3, MADR4), "madr"),
}
"""The forms that a new record can have, by the format of those there are: of the MADR family the newest."""
_NEWEST = 5
"""So many records are looked at for a form: a home-made one among them hides nothing."""


class Told(NamedTuple):
    """A folder of decisions that another tool was told of."""

    folder: str
    by: str
    """The file that says so."""
    package: str = ""
    """Whose decisions they are, in a project of several packages; empty for those of the whole."""


def told_folders(project: Project) -> list[Told]:
    """The folders that the files of other tools name, the project's own first."""
    pointed = _folder(_text(project, _POINTER))
    found = [Told(pointed, _POINTER)] if pointed else []
    for path in _LOG4BRAINS_FILES:
        found += _log4brains(_text(project, path), path)
    return found


def record_folders(project: Project) -> Counter[str]:
    """How many decisions lie in each folder."""
    return Counter(folder_of(path) for path in project.of_kind(Kind.ADR))


def adr_folder(project: Project) -> str:
    """Where the project keeps its decisions: what a tool was told, else where most records lie, else empty."""
    told = next((told.folder for told in told_folders(project) if not told.package), "")
    return told or next((folder for folder, _ in record_folders(project).most_common(1)), "")


def adr_format(project: Project, folder: str) -> str:
    """The form of the decisions in a folder, judged from the newest that has one; empty where none has."""
    from specward.artifacts.adr import read_adr

    paths = sorted((path for path in project.of_kind(Kind.ADR) if folder_of(path) == folder), reverse=True)
    for path in paths[:_NEWEST]:
        try:
            document = project.document(path)
        except UnreadableFile:
            continue
        form = _FORMS.get(read_adr(document).format, "") if document else ""
        if form:
            return form
    return ""


def _log4brains(text: str, path: str) -> list[Told]:
    try:
        project = yaml_text.read(text).entries.get("project")
    except yaml_text.YamlError:
        return []
    entries = project.entries if project else {}
    own = _folder(_scalar(entries, "adrFolder"))
    packages = entries["packages"].items if "packages" in entries else []
    told = [
        Told(_folder(_scalar(package.entries, "adrFolder")), path, _scalar(package.entries, "name"))
        for package in packages
    ]
    return [Told(own, path)] * bool(own) + [one for one in told if one.folder]


def _scalar(entries: dict[str, Node], key: str) -> str:
    return entries[key].text if key in entries else ""


def _text(project: Project, path: str) -> str:
    try:
        return (project.source.read(path) or b"").decode("utf-8", "replace")
    except UnreadableFile:
        return ""


def _folder(written: str) -> str:
    """A folder below the root as a configuration holds it; empty where it is none."""
    folder = written.strip().replace("\\", "/").removeprefix("./").rstrip("/")
    safe = (
        folder not in {"", "."}
        and folder.isprintable()
        and not folder.startswith("/")
        and ".." not in folder.split("/")
    )
    return folder if safe else ""
