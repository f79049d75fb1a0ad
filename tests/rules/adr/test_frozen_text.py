"""ADR007, ADR024 and ADR025: accepted text stays as accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.adr.pins.lock import Pins
from specward.artifacts.adr import read_adr
from specward.changes import Create
from specward.check.run import check
from specward.check.select import Selection
from specward.finding import Severity
from specward.markdown.document import Document
from specward.project import Project
from specward.rules import RULES
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specward.check.report import Report
    from specward.finding import Finding

PATH = "history/adr/0001-session-store.md"
OTHER = "history/adr/0002-password-hash.md"
LOCK = "history/adr/decisions.lock"
RECORD = """\
# ADR-0001: Session store

- **Status:** Accepted

## Decision

We keep sessions in Redis.

## Consequences

- Signing out works at once.
"""
SECOND = RECORD.replace("0001", "0002").replace("Session store", "Password hash").replace("sessions in", "hashes in")
CODES = ("ADR007", "ADR024", "ADR025")


def pinned(files: Mapping[str, str]) -> dict[str, str]:
    pins = Pins({}, {})
    for path, text in files.items():
        pins = pins.with_pin(read_adr(Document(path, text)), today="2026-01-02")
    return {change.path: change.text for change in pins.changes(Pins({}, {})) if isinstance(change, Create)}


BOTH = {PATH: RECORD, OTHER: SECOND}
ALL = BOTH | pinned(BOTH)


def checked(files: Mapping[str, str], before: Mapping[str, str] | None = None) -> Report:
    base = Project(MemorySource(dict(before))) if before is not None else None
    project = Project(MemorySource(dict(files)), base=base)
    return check(project, Selection(tuple(rule for rule in RULES if rule.code in CODES), project.config))


def findings(files: Mapping[str, str], before: Mapping[str, str] | None = None) -> list[Finding]:
    report = checked(files, before)
    assert not report.undetermined
    return list(report.findings)


def test_what_is_as_it_was_pinned_is_silent() -> None:
    assert findings(ALL) == []


def test_without_a_lock_nothing_is_asked() -> None:
    assert findings(BOTH | {PATH: RECORD.replace("Redis", "files")}) == []


@pytest.mark.verifies("004-decisions/AC-006")
def test_an_edit_is_an_error_at_the_very_paragraph_with_the_way_to_mend_it() -> None:
    (found,) = findings(ALL | {PATH: RECORD.replace("in Redis", "in files")})
    assert (found.code, found.severity) == ("ADR007", Severity.ERROR)
    assert (found.location.path, found.location.start.line) == (PATH, 7)
    assert found.message == "a part of the decision was changed after it was accepted"
    assert found.help == (
        'take it back, or record it: spec adr amend 1 --reason "…"; what it said: spec adr log 1 --diff'
    )
    (lock,) = found.related
    assert (lock.path, lock.label) == (LOCK, "pinned on 2026-01-02")
    assert lock.excerpt.startswith("0001-session-store.md decision 2026-01-02 sf1:")


def test_the_words_that_are_gone_are_told_where_the_base_has_them() -> None:
    (found,) = findings(ALL | {PATH: RECORD.replace("in Redis", "in files")}, before=ALL)
    former, _ = found.related
    assert (former.path, former.start.line, former.label) == (PATH, 7, "it said: We keep sessions in Redis.")


@pytest.mark.parametrize(
    ("old", "new", "message", "line"),
    [
        ("- Signing", "- Nobody minds.\n- Signing", "a part of the consequences was added here after", 11),
        ("We keep sessions in Redis.", "", "a part of the decision that stood here was removed after", 5),
        ("Redis.\n", "Redis.\n\nAnd in files.\n", "a part of the decision was added here after", 9),
        ("store", "cache", "the title was changed after", 1),
    ],
)
def test_each_kind_of_edit_has_its_words(old: str, new: str, message: str, line: int) -> None:
    (found,) = findings(ALL | {PATH: RECORD.replace(old, new)})
    assert found.message == f"{message} it was accepted"
    assert found.location.start.line == line


def test_consequences_are_told_to_grow_at_their_end() -> None:
    (found,) = findings(ALL | {PATH: RECORD.replace("works at once", "is slow")})
    assert found.help.startswith("append to the section's end")


def test_a_deleted_record_is_an_error_at_its_pin() -> None:
    (found,) = findings({path: text for path, text in ALL.items() if path != PATH})
    assert (found.code, found.severity) == ("ADR024", Severity.ERROR)
    assert found.message == f"{PATH} was accepted and is gone"
    assert found.location.path == LOCK
    assert found.location.excerpt.startswith("0001-session-store.md ")
    assert [place.path for place in found.related] == [PATH]


def test_a_record_with_another_name_is_not_missing_and_is_judged_by_its_pin() -> None:
    renamed = {path: text for path, text in ALL.items() if path != PATH}
    assert findings(renamed | {"history/adr/0012-store.md": RECORD.replace("0001", "0012")}) == []
    (found,) = findings(renamed | {"history/adr/0012-store.md": RECORD.replace("Redis", "files")})
    assert (found.code, found.location.path) == ("ADR007", "history/adr/0012-store.md")


def test_an_accepted_record_without_a_pin_is_a_warning_where_others_are_pinned() -> None:
    files = BOTH | pinned({PATH: RECORD})
    (found,) = findings(files)
    assert (found.code, found.severity, found.location.path) == ("ADR025", Severity.WARNING, OTHER)
    assert found.message == "the text of this decision is not pinned"
    assert found.help == "spec adr pin 2"
    for status in ("Proposed", "Rejected", "Deprecated", "Superseded by ADR-0001", "Whatever"):
        assert findings(files | {OTHER: SECOND.replace("Accepted", status)}) == []


def test_another_folder_is_not_asked_for_pins() -> None:
    assert findings(ALL | {"docs/adr/0001-x.md": RECORD}) == []


def test_a_pin_that_a_change_takes_out_is_an_error() -> None:
    lock = "".join(line for line in ALL[LOCK].splitlines(keepends=True) if not line.startswith("0001"))
    (found,) = findings(ALL | {LOCK: lock, PATH: RECORD.replace("Redis", "files")}, before=ALL)
    assert (found.code, found.severity, found.location.path) == ("ADR025", Severity.ERROR, PATH)
    assert found.message == "the pin of 2026-01-02 was taken out of the lock, and the decision still stands"
    assert {found.location.path for found in findings(BOTH, before=ALL)} == {PATH, OTHER}


def test_a_digest_that_was_edited_by_hand_is_an_edit_of_the_text() -> None:
    line = next(line for line in ALL[LOCK].splitlines() if line.startswith("0001-session-store.md decision"))
    digest = line.rpartition("sf1:")[2][:8]
    (found,) = findings(ALL | {LOCK: ALL[LOCK].replace(digest, "0" * 8)})
    assert (found.code, found.location.path) == ("ADR007", PATH)


def test_a_lock_that_cannot_be_relied_on_leaves_the_answer_open() -> None:
    report = checked(ALL | {LOCK: "specward decisions.lock 1\n<<<<<<< HEAD\n"})
    assert report.findings == ()
    (open_question,) = report.undetermined
    assert open_question.path == f"{LOCK}:2"
    assert open_question.reason == "this lock cannot be relied on: git left a merge conflict in it"
    assert report.exit_code() == 3
