"""What a decision was made for: the features, specifications and plans that its record names.

Read from the field `Feature` and from the references (`- Feature Spec: specs/001-login/spec.md`). A path counts from
the record, from the project's root, or from wherever its author had the project on disk: what matters is the feature's
folder in it.
"""

from __future__ import annotations

import posixpath
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.artifacts.adr_metadata import section_lines
from specward.artifacts.adr_roles import LINKS
from specward.artifacts.kind import base_of
from specward.features import candidates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.artifacts.adr import Adr
    from specward.project import Project

FEATURE = "feature"
_LONGEST = 1000
"""Characters of a line that are searched: more is prose, or hostile."""


class Source(NamedTuple):
    """One thing that a record names as what it was made for."""

    label: str
    """What the record calls it, lower case: `feature`, `feature spec`; empty where it does not say."""
    words: str
    """As written: `001-login`, `../../specs/001-login/spec.md`."""
    features: tuple[str, ...]
    """The folders of the features that are meant: `specs/001-login`; none where there is no such feature."""
    path: str
    """The file or folder that is meant, from the project's root; empty where it is not there."""
    start: int
    end: int

    @property
    def folder_name(self) -> str:
        """The name of the feature's folder as the record has it: `001-login`."""
        match = _folder().search(self.words)
        return match[1] if match else self.words


def sources_of(adr: Adr, project: Project) -> list[Source]:
    """What a record was made for, in source order, each time that it says so."""
    found: list[Source] = []
    field = adr.metadatum(FEATURE)
    if field is not None:
        found += _paths(adr, project, field.start, field.end, FEATURE)
        found += _names(adr, project, field.start, field.end)
    for section in adr.roles.get(LINKS, []):
        for line in section_lines(adr.document, section):
            label = _label().match(line.value)
            found += _paths(adr, project, line.start, line.end, label[1].strip().lower() if label else "")
    return sorted(found, key=lambda source: source.start)


def features_in(words: str, record: str, project: Project) -> list[str]:
    """The folders of the features that the field `Feature` of a record names.

    Args:
        words: the field's value.
        record: the path of the record.
        project: the project that both belong to.
    """
    if not project.feature_paths:
        return []
    whole = list(_folders(_bare(words), record, project))
    names = [match[0] for match in _name().finditer(words[:_LONGEST])]
    return whole or list(dict.fromkeys(folder for name in names for folder in _folders(name, record, project)))


def _names(adr: Adr, project: Project, start: int, end: int) -> Iterator[Source]:
    """The features that a field calls by the names of their folders, outside of paths; or by its whole value."""
    text, record = adr.document.text, adr.document.path
    words = _bare(text[start:end])
    folders = _folders(words, record, project)
    if folders:
        yield Source(FEATURE, words, folders, folders[0], start, end)
        return
    for match in _name().finditer(text, start, min(end, start + _LONGEST)):
        folders = _folders(match[0], record, project)
        yield Source(FEATURE, match[0], folders, _folder_at(match[0], folders, record, project), *match.span())


def _paths(adr: Adr, project: Project, start: int, end: int, label: str) -> Iterator[Source]:
    """The paths into a feature's folder that a line names; of a link its target, not its words."""
    text, record = adr.document.text[start : min(end, start + _LONGEST)], adr.document.path
    found = [(match.start(1), match[1]) for match in _link().finditer(text) if _folder().search(match[1])]
    bare = _link().sub(lambda match: " " * len(match[0]), text)
    found += [(match.start(), match[0].rstrip(".,;:")) for match in _path().finditer(bare)]
    for offset, words in sorted(found):
        if "://" in words or words.startswith("//"):
            continue
        plain = _unquoted(words.partition("#")[0]).rstrip("/")
        folder = _folder().search(plain)
        folders = _folders(folder[1], record, project) if folder else ()
        path = _existing(plain, plain[folder.start() :] if folder else "", record, project)
        yield Source(label, words, folders, path, start + offset, start + offset + len(words))


def _existing(path: str, below: str, record: str, project: Project) -> str:
    """The file or folder that a path means; empty where there is none.

    Args:
        path: as written, without its anchor.
        below: the part of it from the folder of all features on.
        record: the path of the record.
        project: the project that both belong to.
    """
    beside = "" if path.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(record), path))
    bases = (beside, path.lstrip("/"), posixpath.join(base_of(record), below), below)
    inside = (base for base in bases if base and not base.startswith("."))
    return next((base for base in inside if project.source.exists(base)), "")


def _folders(name: str, record: str, project: Project) -> tuple[str, ...]:
    """The features of a name: those of the record's own project where several nested ones have it."""
    found = candidates(name, project.feature_paths)
    near = [folder for folder in found if base_of(folder) == base_of(record)]
    return tuple(near or found)


def _folder_at(name: str, folders: tuple[str, ...], record: str, project: Project) -> str:
    """The folder of a name, be it a feature's or one that holds neither specification nor plan nor tasks."""
    bases = (*folders, posixpath.join(base_of(record), "specs", name), f"{project.config.specs}/{name}")
    return next((base for base in bases if base in folders or project.source.exists(base)), "")


def _bare(words: str) -> str:
    return words.strip("`*_ \t\r\n")


def _unquoted(target: str) -> str:
    if "%" not in target:
        return target
    from urllib.parse import unquote

    return unquote(target)


@cache
def _label() -> re.Pattern[str]:
    return re.compile(r"[*_]{0,2}([A-Za-z][\w /-]{0,40}?)[*_]{0,2}:")


@cache
def _name() -> re.Pattern[str]:
    """The name of a feature's folder that is no part of a path: `001-login`; `001-006` is a range."""
    return re.compile(r"(?<![\w/.-])\d{3,18}-[A-Za-z][\w-]{0,120}(?![\w/-])")


@cache
def _folder() -> re.Pattern[str]:
    """The folder of all features and the feature's own."""
    return re.compile(r"(?<![\w-])(?:kitty-)?specs/(\d{3,18}-[^/\r\n]{1,120})")


@cache
def _path() -> re.Pattern[str]:
    """A path with a feature's folder in it: `specs/001-login/spec.md`, `../../specs/001-login/`."""
    return re.compile(
        r"(?<![\w./@~-])(?:[\w.@~-]{0,80}/){0,12}?(?:kitty-)?specs/\d{3,18}-[\w.-]{1,120}(?:/[\w.@#-]{1,120}){0,8}/?"
    )


@cache
def _link() -> re.Pattern[str]:
    return re.compile(r"\[[^\[\]\r\n]{0,200}\]\([ \t]{0,4}<?([^()<>\r\n]{1,300}?)>?[ \t]{0,4}\)")
