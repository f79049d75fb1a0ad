"""The locks of decisions: what each accepted record said, in fingerprints; the words stay in the record and in git.

`decisions.lock` lies in the folder whose records are numbered together, and names them from there, so that the folder
may be renamed. It is text that git merges line by line: one line that names the schema, a remark for those who open it,
then a sorted line for each zone of each record. Words are parted by single blanks; a blank inside a word is `%20`.

    specward decisions.lock 1
    # What accepted decisions say: see `spec explain ADR007`.
    0001-session-store.md consequences 2026-01-02 sf1:6b01e04da8390b05cb6f03b7dba63478 08f2c1aa,91b7d06e
    0001-session-store.md decision 2026-01-02 sf1:d3c98b6181814964bfcd86ea6d2897ea 5c0ffee1
    0001-session-store.md title 2026-01-02 sf1:7757efc29eb179b49b29494857e58f03 1a2b3c4d

A line has the record, the zone, the day on which it was pinned, the fingerprint of the zone, and a short digest of each
of its blocks, by which a changed one is found.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from specward.adr.pins.adopted import FILE, locks_of
from specward.adr.pins.piece import ZONES
from specward.adr.pins.pin import Pin, Pinned, pin_of
from specward.adr.pins.zones import zones_of
from specward.artifacts.adr_identity import folder_of
from specward.changes import Create, Replace
from specward.errors import UndeterminedError
from specward.finding import Location, Position
from specward.fingerprint import known
from specward.remembered import remembered
from specward.trace.lock_text import CorruptLock, Form, corruption, decoded, fingerprint_fault, read_word, written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specward.artifacts.adr import Adr
    from specward.changes import Change
    from specward.project import Project

_FORM = Form("specward decisions.lock", 1)
_REMARK = "# What accepted decisions say: see `spec explain ADR007`."
_EXCERPT_LIMIT = 400


class Pins(NamedTuple):
    """All pins of a project, as a value: only `changes` leads to files."""

    at: dict[str, Pin]
    """By the record's path."""
    texts: dict[str, str]
    """What each lock holds now, by its path."""
    corrupt: CorruptLock | None = None
    """The first lock that cannot be relied on; then there are no pins."""

    def sound(self) -> Pins:
        """Themselves, where every lock can be relied on.

        Raises:
            UndeterminedError: one cannot.
        """
        if self.corrupt:
            raise UndeterminedError(
                f"this lock cannot be relied on: {self.corrupt.reason}",
                where=f"{self.corrupt.path}:{self.corrupt.line}",
                help=f"mend the line, or take back the last sound version: git checkout HEAD -- {self.corrupt.path}",
            )
        return self

    def covers(self, path: str) -> bool:
        """Whether the folder of the record at `path` has a lock."""
        return lock_path(path) in self.texts

    def place(self, pin: Pin | Pinned, label: str = "") -> Location:
        """Where a pin, or one line of it, stands."""
        lines = self.texts.get(lock_path(pin.path), "").replace("\r\n", "\n").split("\n")
        line = min(max(pin.line, 1), len(lines))
        excerpt = lines[line - 1][:_EXCERPT_LIMIT]
        return Location(lock_path(pin.path), Position(line, 1), Position(line, len(excerpt) + 1), label, excerpt)

    def with_pin(self, adr: Adr, *, today: str) -> Pins:
        """The pins with one of a record as it is now, in place of what it had."""
        path = adr.document.path
        return self._replace(at=self.at | {path: pin_of(adr, today=today, former=self.at.get(path))})

    def without(self, path: str) -> Pins:
        """The pins without that of a record."""
        return self._replace(at={other: pin for other, pin in self.at.items() if other != path})

    def with_move(self, path: str, to: str) -> Pins:
        """The pins where the record at `path`, if it is pinned, goes by another path."""
        if path not in self.at or path == to:
            return self
        zones = {zone: pinned._replace(path=to) for zone, pinned in self.at[path].zones.items()}
        rest = self.without(path)
        return rest._replace(at=rest.at | {to: Pin(to, zones)})

    def carried(self, before: Adr, after: Adr, *, today: str) -> Pins:
        """The pins where a record that is as pinned stays so through an edit that does not change what was decided.

        That of a record which is not as pinned goes with its file and keeps what it says: no edit makes it good.
        """
        pin = self.at.get(before.document.path)
        if pin is None:
            return self
        going = self.with_move(pin.path, after.document.path)
        return going.with_pin(after, today=today) if pin.is_said_by(zones_of(before)) else going

    def changes(self, since: Pins) -> list[Change]:
        """What makes files of these pins, where the files hold those of `since`.

        Raises:
            UndeterminedError: a lock cannot be relied on.
        """
        since.sound()
        lines: dict[str, list[str]] = {lock_path(path): [] for path in (*since.at, *self.at)}
        for path, pin in self.at.items():
            lines[lock_path(path)] += map(_line, pin.zones.values())
        return [change for path in lines if (change := _change(path, sorted(lines[path]), since))]


def lock_path(path: str) -> str:
    """Where the lock of the record at `path` lies."""
    return f"{folder_of(path)}/{FILE}".removeprefix("/")


@remembered
def read_pins(project: Project) -> Pins:
    """The pins of a project, read once and kept as long as the project is.

    Raises:
        UnreadableFile: a lock is there and cannot be read.
    """
    contents = ((path, project.source.read(path)) for path in locks_of(project))
    return pins_in({path: data for path, data in contents if data is not None})


def pins_in(locks: Mapping[str, bytes]) -> Pins:
    """The pins in the contents of some locks, by their paths."""
    pins = Pins({}, {})
    for path, data in locks.items():
        text = decoded(path, data)
        corrupt = text if isinstance(text, CorruptLock) else _read(pins, path, text)
        if corrupt:
            return Pins({}, dict.fromkeys(locks, ""), corrupt)
    return pins


def _read(pins: Pins, path: str, text: str) -> CorruptLock | None:
    """Read a lock into the pins; what is wrong with it."""
    pins.texts[path] = text
    folder = path.removesuffix(FILE)

    def take(line: str, number: int) -> str:
        if line.startswith("#"):
            return ""
        match = _form().fullmatch(line)
        if not match:
            return "this line is cut off or was edited: it pins no zone of a record"
        if not known(match["fingerprint"]):
            return fingerprint_fault(match["fingerprint"])
        record, blocks = folder + read_word(match["record"]), tuple(filter(None, (match["blocks"] or "").split(",")))
        found = Pinned(record, match["zone"], match["date"], match["fingerprint"], blocks, number)
        zones = pins.at.setdefault(record, Pin(record, {})).zones
        if zones.setdefault(found.zone, found)[:5] != found[:5]:
            return "this line contradicts an earlier one about the same zone of the same record"
        return ""

    return corruption(path, text, _FORM, take)


def _change(path: str, lines: list[str], since: Pins) -> Change | None:
    former = since.texts.get(path)
    text = "".join(f"{line}\n" for line in (_FORM.first_line, _REMARK, *lines))
    if former is None:
        return Create(path, text) if lines else None
    if "\r\n" in former:
        text = text.replace("\n", "\r\n")
    return Replace(path, text, former) if text != former else None


def _line(pinned: Pinned) -> str:
    record = written(pinned.path.removeprefix(lock_path(pinned.path).removesuffix(FILE)))
    if record.startswith("#"):  # it would read as a remark
        record = f"%23{record[1:]}"
    return " ".join((record, pinned.zone, pinned.date, pinned.fingerprint, ",".join(pinned.blocks))).rstrip()


@cache
def _form() -> re.Pattern[str]:
    zones = "|".join(ZONES)
    return re.compile(
        rf"(?P<record>\S++) (?P<zone>{zones}) (?P<date>\d{{4}}-\d{{2}}-\d{{2}}) (?P<fingerprint>[a-z0-9]++:[0-9a-f]++)"
        r"(?: (?P<blocks>[0-9a-f]{8}(?:,[0-9a-f]{8})*+))?",
        re.ASCII,
    )
