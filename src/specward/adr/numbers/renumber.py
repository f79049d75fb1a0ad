"""Another number for a decision: in its file, its title, and wherever anything cites it; all or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specward.adr.catalogue.catalogue import catalogue_of, record_at
from specward.adr.catalogue.index_file import brought_up_to_date
from specward.adr.catalogue.index_place import index_paths
from specward.adr.edit.editing import require_utf8
from specward.adr.numbers.citing import cited_anew
from specward.adr.numbers.naming import renamed
from specward.adr.numbers.own_number import with_own_number
from specward.adr.pins.lock import read_pins
from specward.artifacts.adr import read_adr
from specward.artifacts.kind import Kind
from specward.changes import Move, Replace
from specward.errors import UsageError
from specward.markdown.document import Document
from specward.project import Project
from specward.sources.changed import ChangedSource
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specward.adr.catalogue.entry import Entry
    from specward.adr.numbers.citing import Left
    from specward.changes import Change


class Renumbered(NamedTuple):
    """A record under another number."""

    path: str
    former_path: str
    number: int
    former: int | None
    """None for a record that had a provisional one."""
    lines: dict[str, list[int]]
    """The lines that change, by file, those of the record itself among them."""
    left: list[Left]
    """What may cite the record and is left as it is."""
    unread: tuple[str, ...]
    """What could not be searched, in words."""
    changes: list[Change]


def renumber(
    project: Project, entry: Entry, number: int, *, today: str, own: Mapping[str, set[str]] | None = None
) -> Renumbered:
    """The changes that give a record another number.

    Args:
        project: the project as it is.
        entry: the record.
        number: its new number; nothing else may bear it.
        today: the day, for the pins of records whose words change.
        own: the lines that came with the record, by path, where others bear its number; see `citing.cited_anew`.

    Raises:
        UsageError: it has no place for a number, is not UTF-8, or has this number already.
        UndeterminedError: its folder's lock cannot be relied on.
    """
    adr = record_at(project, entry.path)
    if adr is None:
        raise UsageError("this decision is gone", where=entry.path)
    require_utf8(adr.document)
    if entry.number == number:
        raise UsageError(f"this decision has the number {number} already", where=entry.path)
    path = renamed(adr, number)
    cited = cited_anew(project, entry, number, path, own)
    former = adr.document.text
    text = cited.texts.pop(entry.path, (former, former))[1]
    anew = with_own_number(read_adr(Document(path, text)), entry.number, number).document.text
    texts = {entry.path: (former, anew), **cited.texts}
    texts |= _indexes(project, entry, path, texts)
    changes: list[Change] = [Replace(at, now, was) for at, (was, now) in texts.items() if now != was]
    changes += [Move(entry.path, path)] if path != entry.path else []
    lines = {**cited.lines, entry.path: _differing(former, anew)}
    changes += _pins(project, entry, path, texts, today)
    return Renumbered(path, entry.path, number, entry.number, lines, cited.left, cited.unread, changes)


def _pins(project: Project, entry: Entry, path: str, texts: Mapping[str, tuple[str, str]], today: str) -> list[Change]:
    """The changes of the locks: a record that is as pinned stays so, for a number is not what was decided."""
    since = pins = read_pins(project)
    for at, (was, now) in texts.items():
        if project.kinds.get(at) is Kind.ADR:
            to = path if at == entry.path else at
            pins = pins.carried(read_adr(Document(at, was)), read_adr(Document(to, now)), today=today)
    return pins.changes(since) if pins != since else []


def _indexes(
    project: Project, entry: Entry, path: str, texts: Mapping[str, tuple[str, str]]
) -> dict[str, tuple[str, str]]:
    """The indexes that were up to date and would not be any more: a list by number has another order."""
    after: dict[str, str | None] = {at: now for at, (_, now) in texts.items()}
    after |= {entry.path: None, path: texts[entry.path][1]}
    changed = Project(ChangedSource(project.source, after), project.config)
    found = {}
    for index in index_paths(project):
        try:
            document = project.document(index)
            if document is None or brought_up_to_date(project, catalogue_of(project), index):
                continue
            change = brought_up_to_date(changed, catalogue_of(changed), index)
        except (UsageError, UnreadableFile):  # it has no place for an index, which is not for this to mend
            continue
        if change:
            found[index] = document.text, change.text
    return found


def _differing(was: str, now: str) -> list[int]:
    """The numbers of the lines that differ; no line comes or goes."""
    pairs = enumerate(zip(was.split("\n"), now.split("\n"), strict=True), 1)
    return [number for number, (old, new) in pairs if old != new]
