"""What somebody wants to have another number: what people write for it, understood."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from specward.adr.catalogue.catalogue import catalogue_of
from specward.adr.catalogue.lookup import number_of
from specward.artifacts.kind import Kind
from specward.errors import UsageError
from specward.evidence.target import target_fault
from specward.features import candidates, resolve
from specward.renumber.values import DECISION, FEATURE, RECORD, TASK

if TYPE_CHECKING:
    from specward.project import Project


class Wanted(NamedTuple):
    """One thing, or several of which it is not said which one moves."""

    kind: str
    """`feature`, `record`, `decision`, or `task` for any item of a feature."""
    paths: tuple[str, ...]
    """Of the feature's folder, the record, the decision; several where they share the number that was written."""
    item: str = ""
    """The local id of an item; its feature is the path."""


def wanted(project: Project, word: str) -> Wanted:
    """What a word means.

    Args:
        project: the project.
        word: `006-search`, `006`, `specs/006-search`, a record's path or file name, `ADR-0007`, `001-login/FR-003`.

    Raises:
        UsageError: it means nothing that has a number, or more than one thing.
    """
    plain = word.replace("\\", "/").strip().removeprefix("./").rstrip("/")
    if not plain:
        raise UsageError("an empty name means nothing", help=_HELP)
    if re.fullmatch(r"P-?\d{1,4}", plain, re.ASCII):
        raise UsageError(f"{plain} is a principle, whose number stays", help="`spec constitution` shows the principles")
    ways = (_document, _decision, _item, _record)
    found = next((found for way in ways if (found := way(project, plain))), None)
    return found or _feature(project, plain)


def _document(project: Project, path: str) -> Wanted | None:
    """A record or decision by its path."""
    kind = project.kinds.get(path)
    return Wanted(DECISION if kind is Kind.ADR else RECORD, (path,)) if kind in {Kind.ADR, Kind.PHR} else None


def _item(project: Project, word: str) -> Wanted | None:
    """An item of a feature."""
    folder, slash, local = word.rpartition("/")
    if not local[:1].isupper() or target_fault(local) or project.source.exists(word):
        return None
    if not slash:
        raise UsageError(f"{word} is an item of a feature, and none is named", help=f"write 001-login/{word}")
    return Wanted(TASK, (resolve(folder, list(project.feature_paths)),), local)


def _record(project: Project, word: str) -> Wanted | None:
    """A record by the end of its path."""
    if ".prompt" not in word:
        return None
    paths = project.of_kind(Kind.PHR)
    found = [path for path in paths if f"/{path}".endswith((f"/{word}", f"/{word}.md"))]
    if len(found) > 1:
        raise UsageError(f"{word} names {len(found)} records", help=f"write the whole path: {found[0]}")
    return Wanted(RECORD, (found[0],)) if found else None


def _feature(project: Project, word: str) -> Wanted:
    """A feature, by whatever names one; a file in its folder does too."""
    folders = list(project.feature_paths)
    inside = project.layout.feature_folder(word) if "." in word.rpartition("/")[2] else None
    if inside is not None and inside in folders:
        return Wanted(FEATURE, (inside,))
    found = candidates(word, folders)
    if len(found) > 1 and word.isdigit() and len({folder.rpartition("/")[0] for folder in found}) == 1:
        return Wanted(FEATURE, tuple(found))
    return Wanted(FEATURE, (resolve(word, folders),))


_HELP = "name a feature, a record's path, ADR-0007, or an item: 001-login/FR-003"


def _decision(project: Project, word: str) -> Wanted | None:
    """A decision by its number, `ADR-0007`, or by the name of its file."""
    if not re.fullmatch(r"M?ADR[-_ ]?\d{1,6}", word, re.ASCII | re.IGNORECASE):
        name = word.rpartition("/")[2].removesuffix(".md")
        named = [path for path in project.of_kind(Kind.ADR) if path.endswith(f"/{name}.md")]
        return (
            Wanted(DECISION, (named[0],)) if len(named) == 1 and not candidates(word, project.feature_paths) else None
        )
    catalogue = catalogue_of(project)
    digits = re.search(r"\d+", word, re.ASCII)
    number = number_of(f"ADR-{digits[0]}") if digits else None
    bearers = catalogue.by_number.get(number, []) if number is not None else []
    home = [entry for entry in bearers if entry.folder == project.config.adr_folder] or bearers
    if len(home) > 1 and len({entry.folder for entry in home}) == 1:
        return Wanted(DECISION, tuple(sorted(entry.path for entry in home)))
    return Wanted(DECISION, (catalogue.find(word).path,))
