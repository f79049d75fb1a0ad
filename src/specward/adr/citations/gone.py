"""The files that accepted decisions name and that are no longer there."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.adr.catalogue.catalogue import record_at
from specward.adr.citations.named_paths import named_paths
from specward.artifacts.adr_roles import CONTEXT, DRIVERS, OPTIONS
from specward.artifacts.adr_status import StatusClass
from specward.artifacts.kind import Kind
from specward.remembered import remembered
from specward.sources.edited import EditedSource
from specward.sources.index import IndexSource
from specward.sources.worktree import WorkTreeSource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specward.adr.citations.named_paths import NamedPath
    from specward.artifacts.adr import Adr
    from specward.git.removals import Removal
    from specward.project import Project
    from specward.sources.source import Source

_IN_FORCE = frozenset({StatusClass.ACCEPTED, StatusClass.IMPLEMENTED})
_OF_THE_TIME = (CONTEXT, DRIVERS, OPTIONS)
"""The roles of the sections that tell how things stood before the decision."""


class Gone(NamedTuple):
    """A file that a decision names and that is gone."""

    adr: Adr
    named: NamedPath
    removal: Removal | None
    """The commit that removed it; None where the change under examination does."""
    now: str
    """Where it may be now; empty where nowhere."""


@remembered
def gone_paths(project: Project) -> list[Gone]:
    """The files that accepted decisions name and that are gone, by record; of a commit those of records it touches.

    A file that never was, as far as anybody can tell, may be planned, or another project's: it is left out. So is one
    that was gone before the decision was made.

    Raises:
        UnreadableFile: a record cannot be read.
    """
    if _with_history(project.source) is None and project.before is None:
        return []  # nothing tells what was there before
    absent = [(adr, named) for adr in _records(project) for named in _absent(adr, project)]
    if not absent:
        return []
    names = _Names(project.source.files())
    absent = [(adr, named) for adr, named in absent if not names.ending_in(named.path)]
    removed = _removals(project, sorted({named.path for _, named in absent}))
    found = []
    for adr, named in absent:
        removal = removed.get(named.path)
        if removal is None and not (project.before and project.before.source.exists(named.path)):
            continue
        if removal and adr.date and removal.date < adr.date.value:
            continue
        now = removal.to if removal and project.source.exists(removal.to) else ""
        found.append(Gone(adr, named, removal, now or names.only_one_called(named.path)))
    return found


def _records(project: Project) -> Iterator[Adr]:
    """The accepted records whose text may name a file."""
    for path in project.of_kind(Kind.ADR):
        data = project.source.read(path) if project.touches(path) else None
        if data is None or not _may_name().search(data):
            continue
        adr = record_at(project, path)
        if adr and adr.status and adr.status.kind in _IN_FORCE:
            yield adr


def _absent(adr: Adr, project: Project) -> Iterator[NamedPath]:
    """The files that a record names, as part of what it decides, and that are not there."""
    exists = project.source.exists
    told = "\n".join(amendment.text for amendment in adr.amendments)
    for named in named_paths(adr):
        if named.path.rpartition("/")[2] in told:
            continue
        if not _file().search(named.path) or _unsure().search(named.path):
            continue
        if not exists(named.path) and not (named.beside and exists(named.beside)) and not _tells_of_past(adr, named):
            yield named


def _tells_of_past(adr: Adr, named: NamedPath) -> bool:
    """Whether the section or the words around say how things stood, or that the file goes."""
    document = adr.document
    sections = [section for role in _OF_THE_TIME for section in adr.roles.get(role, [])]
    if any(section.start <= named.start < section.end for section in sections):
        return True
    block = document.block_at(named.start)
    words = document.words(block) if block else document.line_text(document.line(named.start))
    return _goes().search(words) is not None


def _removals(project: Project, paths: list[str]) -> dict[str, Removal]:
    source = _with_history(project.source)
    if source is None:
        return {}
    from specward.git.removals import removals

    return removals(source.root, paths)


def _with_history(source: Source) -> WorkTreeSource | IndexSource | None:
    """The state whose history tells what was there before; None of one that has none."""
    if isinstance(source, EditedSource):
        source = source.before
    return source if isinstance(source, WorkTreeSource | IndexSource) else None


class _Names:
    """The files of a project by name."""

    def __init__(self, files: list[str]) -> None:
        self._by_name: defaultdict[str, list[str]] = defaultdict(list)
        for path in files:
            self._by_name[path.rpartition("/")[2]].append(path)

    def ending_in(self, written: str) -> bool:
        """Whether a path ends with one that is written from a part of the project."""
        return any(path.endswith(f"/{written}") for path in self._by_name.get(written.rpartition("/")[2], ()))

    def only_one_called(self, written: str) -> str:
        """The one file of the same name, wherever it is; empty where there is none, or are several."""
        found = self._by_name.get(written.rpartition("/")[2], [])
        return found[0] if len(found) == 1 else ""


@cache
def _may_name() -> re.Pattern[bytes]:
    """A path in backquotes or in a link: what a record holds that names a file."""
    return re.compile(rb"[`(][\w.@+-]{1,100}/[^\s`()]{1,300}\.[A-Za-z]\w{0,9}[`):#]")


@cache
def _file() -> re.Pattern[str]:
    """A path with a folder and an ending: no version, no host."""
    return re.compile(r"/[^/]{1,100}\.[A-Za-z][A-Za-z0-9]{0,9}$")


@cache
def _unsure() -> re.Pattern[str]:
    """What makes a path a pattern or a setting of one machine: `NNN-a.md`, `path/to/x.py`, `.tool/config.json`."""
    return re.compile(r"[*{}<>|$…]|\.\.|XX|NNN|YYYY|xxx|###|^path/to/|\[[^/]*$|(?:^|/)\.(?!github/)|node_modules/")


@cache
def _goes() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:remov|delet|drop(?:s|ped|ping)?\b|retir|replac|supersed|deprecat|mov(?:e[sd]?|ing)\b|renam|migrat|split"
        r"|extract|legacy\b|old\b|former|previous|stale\b|obsolete|no longer\b|was\b|were\b|exist(?:s|ed|ing)\b|today\b"
        r"|current(?:ly)?\b|gone\b|consolidat|merg)",
        re.IGNORECASE,
    )
