"""The decisions that name a path, and those of the features whose tasks name it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward import globs
from specward.adr.citations.named_paths import affected, named_paths
from specward.adr.why.reason import AFFECTS, FEATURE, NAMED, Asked, Reason
from specward.artifacts.adr import read_adr
from specward.artifacts.kind import Kind
from specward.markdown.document import Document
from specward.sources.source import UnreadableFile
from specward.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.adr.catalogue.catalogue import Catalogue
    from specward.adr.catalogue.entry import Entry
    from specward.artifacts.adr import Adr
    from specward.project import Feature, Project

_FIELDS = (b"affect", b"Affect", b"applies", b"Applies")
"""What a record holds that has a field of `AFFECTS`."""


def records_naming(project: Project, catalogue: Catalogue, asked: Asked) -> Iterator[tuple[Entry, Reason]]:
    """The decisions whose records name a path, in the text or in a field on what they apply to."""
    if not asked.path:
        return
    name = asked.path.rpartition("/")[2].encode()
    for entry in catalogue.entries:
        try:
            data = project.source.read(entry.path)
        except UnreadableFile:
            continue
        if data is None or not (name in data or any(word in data for word in _FIELDS)):
            continue
        adr = read_adr(Document.from_bytes(entry.path, data))
        reason = _named(adr, asked) or _affected(adr, asked)
        if reason:
            yield entry, reason


def _named(adr: Adr, asked: Asked) -> Reason | None:
    """The first place where a record names the path, be it from the root, from the record or from a part of it."""
    document = adr.document
    for named in named_paths(adr):
        written = {named.path, named.beside} - {""}
        if asked.path in written or ("/" in named.path and asked.path.endswith(f"/{named.path}")):
            line = document.line(named.start)
            return Reason(NAMED, document.path, line, " ".join(document.line_text(line).split()))
    return None


def _affected(adr: Adr, asked: Asked) -> Reason | None:
    for glob in affected(adr):
        if globs.matches(glob, asked.path) or (asked.is_folder and glob.startswith(f"{asked.path}/")):
            return Reason(AFFECTS, adr.document.path, 0, glob)
    return None


def through_features(project: Project, catalogue: Catalogue, asked: Asked) -> Iterator[tuple[Entry, Reason]]:
    """The decisions of the features whose tasks name a path, or that it lies in."""
    from specward.adr.chain.feature_decisions import decisions_of

    for feature, how in _features(project, asked):
        found = decisions_of(feature, project)
        for entry in found.made_for_it:
            yield entry, Reason(FEATURE, entry.path, 0, f"made for {feature.name}, {how}")
        for mention in found.named:
            document = project.document(mention.document)
            line = document.line(mention.start) if document else 0
            if mention.record in catalogue.at and mention.document != asked.path:
                reason = Reason(FEATURE, mention.document, line, f"named by {feature.name}, {how}")
                yield catalogue.at[mention.record], reason


def _features(project: Project, asked: Asked) -> Iterator[tuple[Feature, str]]:
    """The features that have to do with a path, and how."""
    own = project.feature_of(asked.path) if asked.path else None
    if own is not None:
        yield own, "which it is part of"
    names = [part.encode() for part in asked.path.split("/")[-2:] if part]
    for folder in project.feature_paths:
        feature = project.feature(folder)
        path = feature.path(Kind.TASKS)
        data = project.source.read(path) if path and own is None and names else None
        if data is None or feature.tasks is None or not any(name in data for name in names):
            continue
        naming = [task.id for task in feature.tasks.tasks if _names(task.paths, asked)]
        if naming:
            yield feature, f"whose {listed(naming, 2)} {'name' if len(naming) > 1 else 'names'} it"


def _names(paths: tuple[str, ...], asked: Asked) -> bool:
    for written in paths:
        plain = written.removeprefix("./").rstrip("/")
        if written.endswith("/") and "/" in plain and asked.path.startswith(f"{plain}/"):  # `src/` says nothing
            return True
        if plain == asked.path or ("/" in plain and asked.path.endswith(f"/{plain}")):
            return True
    return False
