"""The lock file: what is written, what is read back, and how each way of being broken is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward.project import Project
from specward.sources.memory import MemorySource
from specward.trace.lock import CorruptLock, Entry, Lock, empty, parse, read_lock

ONE, TWO = f"sf1:{'1' * 32}", f"sf1:{'2' * 32}"
LINK = Entry("T003", "implements", "FR-001", ONE, TWO)
TITLE = "specward trace.lock 1"
WHOLE = f"{TITLE}\nFR-001 approved {ONE}\nFR-009 retired - merged into FR-002\nT003 implements FR-001 {ONE} {TWO}\n"
PATH = "specs/001-login/trace.lock"


def broken(text: str) -> tuple[int, str]:
    lock = parse(PATH, text)
    assert isinstance(lock, CorruptLock)
    return lock.line, lock.reason


def sound(text: str) -> Lock:
    lock = parse(PATH, text)
    assert isinstance(lock, Lock), lock
    return lock


def test_a_lock_is_one_line_for_the_schema_then_sorted_lines() -> None:
    approval, buried = (
        Entry("FR-001", "approved", "", "", ONE),
        Entry("FR-009", "retired", "", "", "-", "merged into FR-002"),
    )
    entries = {entry.identity: entry for entry in (LINK, buried, approval)}
    assert Lock(PATH, entries).serialised() == WHOLE
    assert sound(WHOLE).entries == entries


def test_lines_may_stand_in_any_order_since_git_merges_them_so() -> None:
    title, *lines = WHOLE.splitlines(keepends=True)
    assert sound("".join((title, *reversed(lines)))).entries == sound(WHOLE).entries


def test_the_same_line_from_both_sides_of_a_merge_counts_once() -> None:
    assert sound(WHOLE + WHOLE.splitlines()[-1] + "\n").serialised() == WHOLE


def test_line_endings_of_windows_are_read() -> None:
    assert sound(WHOLE.replace("\n", "\r\n")).entries == sound(WHOLE).entries


@given(
    st.text(min_size=1).filter(str.strip),
    st.text(min_size=1).filter(str.strip),
    st.text("abc déf\u3000\n", max_size=20),
)
def test_what_is_written_is_read_back_whatever_a_test_is_called(child: str, parent: str, reason: str) -> None:
    entry = Entry(child, "verifies", parent, ONE, TWO, reason)
    text = Lock(PATH, {entry.identity: entry}).serialised()
    (found,) = sound(text).entries.values()
    assert found == entry._replace(reason=" ".join(reason.split()))
    assert len(text.splitlines()) == 2


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", 1, "it is empty"),
        ("\n", 1, "its first line is not"),
        (f"{LINK}\n", 1, "its first line is not"),
        ("specward trace.lock\n", 1, "its first line is not"),
        ("specward trace.lock one\n", 1, "its first line is not"),
        ("specward trace.lock 2\n", 1, "its schema is 2, and this version of spec reads schema 1: a newer version"),
        ("specward trace.lock 2\nsome new kind of line\n", 1, "its schema is 2"),
        (f"specward trace.lock {'9' * 5000}\n", 1, "its schema is 9999"),
        (f"<<<<<<< HEAD\n{TITLE}\n", 1, "git left a merge conflict in it"),
        (f"{TITLE}\n<<<<<<< HEAD\nFR-001 approved {ONE}\n", 2, "git left a merge conflict in it"),
        (f"{TITLE}\nFR-001 approved {ONE}\n=======\n", 3, "git left a merge conflict in it"),
        (f"{TITLE}\nFR-001 approved {ONE}\n>>>>>>> other", 3, "git left a merge conflict in it"),
        (f"{TITLE}\n||||||| base\n", 2, "git left a merge conflict in it"),
        (TITLE, 1, "it is cut off: its last line has no end"),
        (f"{TITLE}\nFR-001 approved {ONE}", 2, "it is cut off: its last line has no end"),
        (f"{TITLE}\nFR-001 appro\n", 2, "this line is cut off or was edited"),
        (f"{TITLE}\n\nFR-001 approved {ONE}\n", 2, "this line is cut off or was edited"),
        (f"{TITLE}\nFR-001  approved {ONE}\n", 2, "this line is cut off or was edited"),
        (f"{TITLE}\nT003 implements FR-001 {ONE}\n", 2, "this line is cut off or was edited"),
        (f"{TITLE}\nT003 implements FR-001 {ONE} sf1:222\n", 2, "this fingerprint is cut off or was edited: sf1:222"),
        (f"{TITLE}\nFR-001 approved sf2:{'1' * 32}\n", 2, "does not know fingerprints of the kind `sf2`: a newer"),
        (f"{TITLE}\nFR-001 approved {ONE}\nFR-001 approved {TWO}\n", 3, "this line contradicts an earlier one"),
        (f"{TITLE}\n{'x' * 1_000_000}\n", 2, "this line is cut off or was edited"),
    ],
)
def test_what_is_broken_is_named_with_its_line(text: str, line: int, reason: str) -> None:
    found, said = broken(text)
    assert found == line
    assert reason in said


@given(st.integers(0, len(WHOLE) - 1))
def test_a_lock_cut_off_anywhere_but_behind_a_line_is_corrupt(length: int) -> None:
    lock = parse(PATH, WHOLE[:length])
    assert isinstance(lock, Lock) == (length > 0 and WHOLE[length - 1] == "\n")


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert parse(PATH, text).path == PATH


def test_a_feature_without_a_lock_has_none() -> None:
    project = Project(MemorySource({"specs/001-login/spec.md": "# X\n"}))
    assert read_lock(project, "specs/001-login") is None
    assert empty("specs/001-login").serialised() == f"{TITLE}\n"


def test_bytes_that_are_no_utf8_are_named_with_their_line() -> None:
    project = Project(MemorySource({PATH: WHOLE.encode() + b"FR-\xff approved\n"}))
    lock = read_lock(project, "specs/001-login")
    assert isinstance(lock, CorruptLock)
    assert (lock.line, lock.reason) == (5, "it is not UTF-8")
    assert lock.location.start == (5, 1)
