"""What an existing tree brings along: features, records, decisions and a constitution, counted and left as they are."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.kind import Kind
from specward.scaffold.decision_folders import record_folders
from specward.sources.source import UnreadableFile
from specward.words import counted

if TYPE_CHECKING:
    from specward.artifacts.constitution import Constitution
    from specward.project import Project

_UNFILLED = "[PROJECT_NAME]"
_SHOWN_NUMBERS = 3


class Adopted(NamedTuple):
    """Something that stands there already."""

    path: str
    remark: str
    """What was found in it: `14 features, 2 share the number 006`."""


def adopt(project: Project) -> list[Adopted]:
    """What the project has, item by item; nothing for a fresh one."""
    constitutions = [Adopted(path, _constitution(project, path)) for path in project.of_kind(Kind.CONSTITUTION)]
    return [*constitutions, *_features(project), *_records(project), *_decisions(project)]


def specs_folder(project: Project) -> str:
    """Where the project keeps its features; empty where it has none, or has them in more places than one."""
    return _only({_up_to(folder, "specs") for folder in project.feature_paths})


def history_folder(project: Project) -> str:
    """The folder named `history` that holds the project's records; empty where there is none, or more than one."""
    folders = {_up_to(path, "prompts").rpartition("/")[0] for path in project.of_kind(Kind.PHR)}
    return _only({folder for folder in folders if folder.rpartition("/")[2] == "history"})


def _only(folders: set[str]) -> str:
    return folders.pop() if len(folders) == 1 else ""


def _up_to(path: str, name: str) -> str:
    """The part of a path that ends with the first folder of this name; empty where there is none."""
    folders = path.split("/")
    return "/".join(folders[: folders.index(name) + 1]) if name in folders else ""


def _constitution(project: Project, path: str) -> str:
    from specward.artifacts.read import read_artifact

    try:
        document = project.document(path)
    except UnreadableFile as error:
        return f"it cannot be read: {error.reason}"
    if document is None:
        return ""
    if _UNFILLED in document.text:
        return "not filled in yet"
    constitution: Constitution = read_artifact(Kind.CONSTITUTION, document)
    held = [principle for principle in constitution.principles if "yaml enforce" in principle.text]
    missing = len(constitution.principles) - len(held)
    said = counted(len(constitution.principles), "principle")
    return f"{said}; {missing} say not how they are enforced" if missing and held else said


def _features(project: Project) -> list[Adopted]:
    """One item for each folder of features: nested projects have their own."""
    places: defaultdict[str, list[int | None]] = defaultdict(list)
    for folder in project.feature_paths:
        places[folder.rpartition("/")[0]].append(project.feature(folder).number)
    return [
        Adopted(f"{place}/" if place else "./", counted(len(numbers), "feature") + _shared(numbers))
        for place, numbers in sorted(places.items())
    ]


def _shared(numbers: list[int | None]) -> str:
    counts = Counter(number for number in numbers if number is not None)
    shared = sorted((number, count) for number, count in counts.items() if count > 1)
    said = [f"{count} share the number {number:03d}" for number, count in shared[:_SHOWN_NUMBERS]]
    more = len(shared) - len(said)
    if more:
        said.append(f"{more} more {'number is' if more == 1 else 'numbers are'} shared")
    return "".join(f", {part}" for part in said)


def _records(project: Project) -> list[Adopted]:
    places: defaultdict[str, list[str]] = defaultdict(list)
    for path in project.of_kind(Kind.PHR):
        places[_up_to(path, "prompts")].append(path)
    return [
        Adopted(f"{place}/", counted(len(paths), "record") + _unreadable(project, paths))
        for place, paths in sorted(places.items())
    ]


def _unreadable(project: Project, paths: list[str]) -> str:
    count = sum(not _readable(project, path) for path in paths)
    return f", {count} unreadable: spec check --select PHR001,DOC009" if count else ""


def _readable(project: Project, path: str) -> bool:
    """Whether a record has front matter that is sound. What it says is for the checker to judge."""
    from specward.artifacts.phr_header import FRONT_MATTER, read_header

    try:
        document = project.document(path)
    except UnreadableFile:
        return False
    front_matter = document.front_matter if document else None
    if document is None or front_matter is None or read_header(document).form != FRONT_MATTER:
        return False
    unfilled = "{{" in document.text[front_matter.start : front_matter.end]
    return unfilled or not front_matter.problem


def _decisions(project: Project) -> list[Adopted]:
    places = sorted(record_folders(project).items())
    remark = "; spec adr import shows each as read"
    return [Adopted(f"{place}/", counted(count, "decision") + remark) for place, count in places]
