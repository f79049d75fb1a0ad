"""Pins and records: which record a pin is about, and what pinning makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.adr.pins.lock import Pins
from specward.adr.pins.pinning import State, pinning, stands_of
from specward.adr.pins.standing import standing_of
from specward.artifacts.adr import read_adr
from specward.changes import Create, Replace
from specward.errors import UndeterminedError
from specward.markdown.document import Document
from specward.project import Project
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from collections.abc import Mapping

PATH = "history/adr/0001-session-store.md"
NEW = "history/adr/0012-session-store.md"
LOCK = "history/adr/decisions.lock"


def lock_of(files: Mapping[str, str], today: str = "2026-01-02") -> dict[str, str]:
    pins = Pins({}, {})
    for path, text in files.items():
        pins = pins.with_pin(read_adr(Document(path, text)), today=today)
    return {change.path: change.text for change in pins.changes(Pins({}, {})) if isinstance(change, Create)}


def states(files: Mapping[str, str], committed: Mapping[str, str] | None = None) -> dict[str, State]:
    before = Project(MemorySource(dict(committed))) if committed is not None else None
    found = stands_of(Project(MemorySource(dict(files)), base=before))
    return {stand.adr.document.path: stand.state for stand in found}


def test_a_record_with_another_name_is_known_by_its_text(record: str) -> None:
    standing = standing_of(Project(MemorySource({NEW: record} | lock_of({PATH: record}))))
    pin = standing.pin(read_adr(Document(NEW, record)))
    assert pin is not None
    assert pin.path == PATH
    assert standing.missing == []


def test_a_record_that_was_edited_while_it_got_another_name_is_known_by_most_of_its_text(record: str) -> None:
    files = {NEW: record.replace("Redis,", "files,")} | lock_of({PATH: record})
    assert states(files) == {NEW: State.CHANGED}


def test_a_record_with_some_of_the_same_text_is_another_one(record: str) -> None:
    files = {NEW: "# ADR-0012: Session store\n\n- **Status:** Accepted\n\n## Decision\n\nNever.\n"}
    standing = standing_of(Project(MemorySource(files | lock_of({PATH: record}))))
    assert [pin.path for pin in standing.missing] == [PATH]
    assert states(files | lock_of({PATH: record})) == {NEW: State.UNPINNED}


@pytest.mark.parametrize(
    ("old", "new", "state"),
    [
        ("", "", State.PINNED),
        ("One more service to run.", "One more service to run.\n- And watch.", State.GROWN),
        ("Redis,", "files,", State.CHANGED),
        ("Accepted", "Superseded", State.PINNED),
        ("Accepted", "Proposed", State.PINNED),
    ],
)
def test_a_pinned_record_stands_in_one_of_few_ways(old: str, new: str, state: State, record: str) -> None:
    assert states({PATH: record.replace(old, new)} | lock_of({PATH: record})) == {PATH: state}


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("Accepted", State.UNPINNED),
        ("Provisional", State.UNPINNED),
        ("Deprecated", State.UNPINNED),
        ("Proposed", State.OPEN),
        ("Rejected", State.OPEN),
        ("Whatever", State.OPEN),
    ],
)
def test_only_what_was_accepted_can_be_pinned(status: str, state: State, record: str) -> None:
    assert states({PATH: record.replace("Accepted", status)}) == {PATH: state}


def test_pinning_takes_in_what_is_new_grown_or_renamed_and_leaves_what_was_changed(record: str) -> None:
    grown = record.replace("One more service to run.", "One more service to run.\n- And watch.")
    pinned = {f"history/adr/000{number}-x.md": record.replace("Session", f"S{number}") for number in range(1, 5)}
    files = dict(pinned)
    files["history/adr/0002-x.md"] = grown.replace("Session", "S2")
    files["history/adr/0013-x.md"] = files.pop("history/adr/0003-x.md")
    files["history/adr/0004-x.md"] = files["history/adr/0004-x.md"].replace("Redis,", "files,")
    files["history/adr/0005-x.md"] = record.replace("Session", "S5")
    project = Project(MemorySource(files | lock_of(pinned)))
    done = pinning(project, list(files), today="2026-05-01")
    assert {stand.adr.document.path[12:16]: stand.state for stand in done.stands} == {
        "0001": State.PINNED,
        "0002": State.GROWN,
        "0004": State.CHANGED,
        "0005": State.UNPINNED,
        "0013": State.MOVED,
    }
    (change,) = done.changes
    assert isinstance(change, Replace)
    after = states(files | {LOCK: change.text})
    assert {path[12:16] for path, state in after.items() if state is State.PINNED} == {"0001", "0002", "0005", "0013"}
    assert after["history/adr/0004-x.md"] is State.CHANGED
    dated = {line.split(" ")[0][:4]: line.split(" ")[2] for line in change.text.splitlines() if " title " in line}
    assert dated == dict.fromkeys(("0001", "0002", "0004", "0013"), "2026-01-02") | {"0005": "2026-05-01"}


def test_a_pin_that_was_taken_out_since_the_last_commit_still_holds(record: str) -> None:
    committed = {PATH: record} | lock_of({PATH: record})
    for path in (PATH, NEW):
        assert states({path: record}, committed) == {path: State.UNPINNED}
        assert states({path: record.replace("Redis,", "files,")}, committed) == {path: State.CHANGED}


def test_the_pin_of_a_record_that_is_gone_is_not_laid_on_one_that_stood_beside_it(record: str) -> None:
    before = Project(MemorySource({PATH: record, NEW: record} | lock_of({PATH: record})))
    standing = standing_of(Project(MemorySource({NEW: record} | lock_of({PATH: record})), base=before))
    assert standing.pin(read_adr(Document(NEW, record))) is None
    assert [pin.path for pin in standing.missing] == [PATH]


def test_the_pin_of_a_record_that_is_gone_is_not_laid_on_one_that_has_its_own(record: str) -> None:
    files = {NEW: record} | lock_of({PATH: record, NEW: record})
    assert [pin.path for pin in standing_of(Project(MemorySource(files))).missing] == [PATH]


def test_a_lock_that_cannot_be_relied_on_settles_nothing(record: str) -> None:
    with pytest.raises(UndeterminedError, match="merge conflict"):
        states({PATH: record, LOCK: "specward decisions.lock 1\n=======\n"})
