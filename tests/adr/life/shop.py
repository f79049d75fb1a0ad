"""A project of decisions in many formats, and what becomes of its files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.adr.edit.records import ALL

from specward.artifacts.adr import Adr, read_adr
from specward.changes import Create, Replace
from specward.markdown.document import Document
from specward.project import Project
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specward.changes import Change

TODAY = "2026-11-29"
FOLDER = "history/adr"
REJECTED = "# ADR-0007: Rejected\n\n- **Status:** Rejected\n\n## Decision\n\nWords.\n"


def record(number: int, status: str, more: str = "") -> str:
    """A record in few words."""
    return f"# ADR-{number:04d}: Record {number}\n\n- **Status:** {status}\n{more}\n## Decision\n\nWords.\n"


def project(files: dict[str, str]) -> Project:
    """A project of these records, by file name without its ending."""
    return Project(MemorySource({f"{FOLDER}/{name}.md": text for name, text in files.items()}), today=TODAY)


def states(**status: str) -> Project:
    """A project of records `a`, `b`, … numbered from 1, each with a status."""
    texts = {f"{n:04d}-{name}": record(n, words) for n, (name, words) in enumerate(status.items(), 1)}
    return project(texts)


def written(changes: Iterable[Change]) -> dict[str, Adr]:
    """The records among what changes, as they are afterwards, by file name without its ending."""
    found = [change for change in changes if isinstance(change, Create | Replace) and change.path.endswith(".md")]
    return {change.path.rpartition("/")[2][:-3]: read_adr(Document(change.path, change.text)) for change in found}


def after(before: Project, changes: Iterable[Change]) -> Project:
    """The project once the changes are made."""
    files = {path: before.source.read(path) or b"" for path in before.paths}
    files |= {change.path: change.text.encode() for change in changes if isinstance(change, Create | Replace)}
    return Project(MemorySource(files), today=TODAY)


FORMATS = list(ALL.values())
