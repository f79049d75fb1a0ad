"""The records that one command changes: each read once, all edits of one in one change, every name looked up alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specward.adr.catalogue.catalogue import catalogue_of, record_at
from specward.adr.catalogue.lookup import meant_by
from specward.adr.edit.editing import replacement
from specward.adr.edit.reference import Target
from specward.adr.pins.lock import read_pins
from specward.artifacts.adr_identity import folder_of
from specward.errors import UndeterminedError, UsageError
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from specward.artifacts.adr import Adr
    from specward.changes import Change
    from specward.project import Project


class Edits:
    """Edits under way.

    Args:
        project: the project, as it is before all of them.
        today: the day, `YYYY-MM-DD`.
    """

    def __init__(self, project: Project, today: str) -> None:
        self.project = project
        self.today = today
        self.catalogue = catalogue_of(project)
        self._read: dict[str, Adr] = {}
        self._edited: dict[str, Adr] = {}
        self._pinned: list[str] = []

    def find(self, reference: str) -> Adr:
        """The record that a reference means, as edited so far; see `Catalogue.find`.

        Raises:
            UsageError: it means none, or more than one.
        """
        return self.at(self.catalogue.find(reference).path)

    def at(self, path: str) -> Adr:
        """The record at a path, as edited so far.

        Raises:
            UsageError: there is none.
            UndeterminedError: it cannot be read.
        """
        if path in self._edited:
            return self._edited[path]
        if path not in self._read:
            try:
                found = record_at(self.project, path)
            except UnreadableFile as error:
                raise UndeterminedError(f"this decision cannot be read: {error.reason}", where=path) from error
            if found is None:
                raise UsageError("this decision is gone", where=path)
            self._read[path] = found
        return self._read[path]

    def put(self, adr: Adr) -> None:
        """Take a record as edited. The changes come in the order in which records are first put."""
        path = adr.document.path
        if path in self._edited or adr.document.text != self.at(path).document.text:
            self._edited[path] = adr

    def pin(self, adr: Adr) -> None:
        """Have a record pinned as it is after all edits."""
        if adr.document.path not in self._pinned:
            self._pinned.append(adr.document.path)

    def target(self, adr: Adr) -> Target:
        """A record as the target of links: by number, or by its file's stem where the folder has that number twice."""
        entries = self.catalogue.by_number.get(adr.number, []) if adr.number is not None else []
        folder = folder_of(adr.document.path)
        shared = sum(entry.folder == folder for entry in entries) > 1
        target = Target.of(adr)
        return target._replace(name=adr.identity.text) if shared else target

    def name(self, adr: Adr) -> str:
        """What a record is called in a command: `ADR-0007`, or its path where that would mean others too."""
        name = adr.name
        meant = [entry.path for entry in meant_by(name, self.catalogue)]
        return name if meant == [adr.document.path] else adr.document.path

    def changes(self) -> list[Change]:
        """What makes files of the edits: the records in order, then the locks of the pins.

        Raises:
            UndeterminedError: a lock cannot be relied on.
        """
        records: list[Change] = [replacement(self._read[path], adr) for path, adr in self._edited.items()]
        if not self._pinned:
            return records
        since = pins = read_pins(self.project)
        for path in self._pinned:
            pins = pins.with_pin(self.at(path), today=self.today)
        return [*records, *pins.changes(since)]
