"""The lock of decisions: what is written, what is read back, and how each way of being broken is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward.adr.pins.lock import Pins, lock_path, pins_in, read_pins
from specward.adr.pins.pin import Pin, Pinned
from specward.changes import Create, Replace
from specward.errors import UndeterminedError
from specward.project import Project
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.artifacts.adr import Adr
    from specward.changes import Change

LOCK = "history/adr/decisions.lock"
TITLE = "specward decisions.lock 1"
ONE, TWO = f"sf1:{'1' * 32}", f"sf1:{'2' * 32}"
LINE = f"0001-a.md decision 2026-01-02 {ONE} 1a2b3c4d,5e6f7a8b"

AS_EVER = """\
specward decisions.lock 1
# What accepted decisions say: see `spec explain ADR007`.
0001-session-store.md consequences 2026-01-02 sf1:1cff45e33cbae03af7d4320f6eda2232 7c31f369,e55b3546,09931951,a69e6d88
0001-session-store.md context 2026-01-02 sf1:f666b34f45b456feecc6c55347b45939 41046857,e20bb8e8
0001-session-store.md decision 2026-01-02 sf1:fc7c76e2d87f9db2032c380dc7ab5e78 b7dd971e,3bec224e,a9476da1
0001-session-store.md options 2026-01-02 sf1:4115f965ae170afd822e85dfd0e3f2f1 4e4258ef
0001-session-store.md other 2026-01-02 sf1:16d4707c2d427bf6d9114f129c717641 cf9e0639,c11b62da
0001-session-store.md title 2026-01-02 sf1:ede6e0b226350e01ad0e4b5ece9cbef0 604c6db6
"""


def read_lock(text: str) -> Pins:
    return pins_in({LOCK: text.encode()})


def written(pins: Pins) -> str:
    (change,) = pins.changes(Pins({}, {}))
    assert isinstance(change, Create)
    return change.text


def pinned(pins: Pins, adr: Adr, today: str) -> Change | None:
    return next(iter(pins.with_pin(adr, today=today).changes(pins)), None)


def test_a_lock_has_a_sorted_line_for_each_zone_of_a_record(read: Callable[..., Adr]) -> None:
    text = "# ADR-0002: B\n\n## Decision\n\nDo.\n\n- so\n"
    pins = Pins({}, {}).with_pin(read(text, "history/adr/0002-b.md"), today="2026-01-03")
    change = pinned(pins, read("# ADR-0001: A\n", "history/adr/0001-a.md"), today="2026-01-02")
    assert isinstance(change, Create)
    assert change.path == LOCK
    first, remark, *lines = change.text.splitlines()
    assert first == TITLE
    assert remark.startswith("# ")
    assert [line.split(" ")[:3] for line in lines] == [
        ["0001-a.md", "title", "2026-01-02"],
        ["0002-b.md", "decision", "2026-01-03"],
        ["0002-b.md", "title", "2026-01-03"],
    ]
    assert lines[1].count(",") == 1
    assert written(read_lock(change.text)._replace(texts={})) == change.text


def test_what_was_pinned_ever_is_said_by_the_same_text_for_ever(record: str, read: Callable[..., Adr]) -> None:
    """Projects keep these lines: who changes what zones are or how they are read makes all their records differ."""
    pins = read_lock(AS_EVER)
    assert pinned(pins, read(record), today="2027-01-01") is None
    assert written(Pins({}, {}).with_pin(read(record), today="2026-01-02")) == AS_EVER


def test_every_folder_of_decisions_has_its_own_lock(read: Callable[..., Adr]) -> None:
    assert lock_path("docs/adr/0001-a.md") == "docs/adr/decisions.lock"
    assert lock_path("docs/adr/2024-05-01-x/README.md") == "docs/adr/decisions.lock"
    pins = Pins({}, {})
    for path in ("docs/adr/2024-05-01-x/README.md", "apps/web/adr/0001-a.md"):
        pins = pins.with_pin(read("# A\n", path), today="2026-01-02")
    changes = {change.path: change.text for change in pins.changes(Pins({}, {})) if isinstance(change, Create)}
    assert changes["docs/adr/decisions.lock"].splitlines()[-1].startswith("2024-05-01-x/README.md title ")
    assert changes["apps/web/adr/decisions.lock"].splitlines()[-1].startswith("0001-a.md title ")
    assert read_pins(Project(MemorySource(changes))).at.keys() == pins.at.keys()


def test_what_is_pinned_already_is_not_written_again(record: str, read: Callable[..., Adr]) -> None:
    pins = read_lock(written(Pins({}, {}).with_pin(read(record), today="2026-01-02")))
    assert pinned(pins, read(record), today="2026-09-09") is None


def test_a_zone_that_says_the_same_keeps_its_day(record: str, read: Callable[..., Adr]) -> None:
    pins = Pins({}, {}).with_pin(read(record), today="2026-01-02")
    after = pins.with_pin(read(record.replace("Redis,", "files,")), today="2026-05-01")
    dates = {zone: one.date for zone, one in after.at[read(record).document.path].zones.items()}
    assert dates.pop("decision") == "2026-05-01"
    assert set(dates.values()) == {"2026-01-02"}
    assert after.at[read(record).document.path].date == "2026-05-01"


def test_a_record_may_get_another_name_or_lose_its_pin(record: str, read: Callable[..., Adr]) -> None:
    text = written(Pins({}, {}).with_pin(read(record), today="2026-01-02"))
    pins, path = read_lock(text), read(record).document.path
    (change,) = pins.with_move(path, "history/adr/0012-x.md").changes(pins)
    assert isinstance(change, Replace)
    assert change.text == text.replace("0001-session-store.md", "0012-x.md")
    assert change.old_text == text
    (gone,) = pins.without(path).changes(pins)
    assert isinstance(gone, Replace)
    assert gone.text.splitlines() == text.splitlines()[:2]
    assert pins.with_move("history/adr/0099-x.md", "history/adr/0100-x.md") == pins
    assert pins.without("history/adr/0099-x.md") == pins


def test_a_record_that_goes_to_another_folder_changes_two_locks(record: str, read: Callable[..., Adr]) -> None:
    path = read(record).document.path
    pins = read_lock(written(Pins({}, {}).with_pin(read(record), today="2026-01-02")))
    changes = pins.with_move(path, "docs/adr/0001-x.md").changes(pins)
    assert [(type(change), change.path) for change in changes] == [
        (Replace, LOCK),
        (Create, "docs/adr/decisions.lock"),
    ]


def test_an_edit_that_changes_no_decision_carries_the_pin_of_a_sound_record_only(
    record: str, read: Callable[..., Adr]
) -> None:
    pins = Pins({}, {}).with_pin(read(record), today="2026-01-02")
    cited, path = record.replace("several servers", "several servers (ADR-0009)"), "history/adr/0012-x.md"
    after = pins.carried(read(record), read(cited, path), today="2026-05-01")
    assert after.at[path].zones["context"].date == "2026-05-01"
    edited = read(record.replace("Redis,", "files,"))
    kept = pins.carried(edited, read(edited.document.text, path), today="2026-05-01")
    assert {one.fingerprint for one in kept.at[path].zones.values()} == {
        one.fingerprint for one in pins.at[edited.document.path].zones.values()
    }
    assert pins.carried(read("# B\n", "history/adr/0002-b.md"), read("# C\n"), today="2026-05-01") == pins


def test_line_endings_of_windows_are_read_and_kept(record: str, read: Callable[..., Adr]) -> None:
    text = written(Pins({}, {}).with_pin(read(record), today="2026-01-02")).replace("\n", "\r\n")
    pins = read_lock(text)
    assert pins.at[read(record).document.path].date == "2026-01-02"
    change = pinned(pins, read("# B\n", "history/adr/0002-b.md"), today="2026-01-02")
    assert isinstance(change, Replace)
    assert change.text.count("\r\n") == change.text.count("\n") == text.count("\n") + 1


def test_lines_may_stand_in_any_order_and_twice_since_git_merges_them_so() -> None:
    other = f"0002-b.md title 2026-01-02 {TWO}"
    one = read_lock(f"{TITLE}\n{LINE}\n{other}\n")
    two = read_lock(f"{TITLE}\n# a remark\n{other}\n{LINE}\n{LINE}\n")
    assert one.corrupt is two.corrupt is None
    assert {path: {zone: line[:5] for zone, line in pin.zones.items()} for path, pin in one.at.items()} == {
        path: {zone: line[:5] for zone, line in pin.zones.items()} for path, pin in two.at.items()
    }


@given(st.text(min_size=1, max_size=30).filter(lambda name: "/" not in name and name.lower() != "readme.md"))
def test_what_is_written_is_read_back_whatever_a_record_is_called(name: str) -> None:
    path = f"history/adr/{name}"
    pin = Pin(path, {"title": Pinned(path, "title", "2026-01-02", ONE, ("1a2b3c4d",))})
    text = written(Pins({path: pin}, {}))
    assert len(text.splitlines()) == 3
    (found,) = pins_in({LOCK: text.encode("utf-8", "surrogatepass")}).at.values()
    assert found.zones["title"]._replace(line=0) == pin.zones["title"]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", 1, "it is empty"),
        ("specward trace.lock 1\n", 1, "its first line is not `specward decisions.lock 1`"),
        ("specward decisions.lock 2\n", 1, "its schema is 2, and this version of spec reads schema 1: a newer version"),
        (f"{TITLE}\n<<<<<<< HEAD\n{LINE}\n", 2, "git left a merge conflict in it"),
        (f"{TITLE}\n{LINE}", 2, "it is cut off: its last line has no end"),
        (f"{TITLE}\n{LINE[:60]}\n", 2, "this fingerprint is cut off or was edited"),
        (f"{TITLE}\n{LINE[:-1]}\n", 2, "this line is cut off or was edited"),
        (f"{TITLE}\n{LINE.replace('decision', 'verdict')}\n", 2, "this line is cut off or was edited"),
        (f"{TITLE}\n{LINE.replace('2026-01-02', 'today')}\n", 2, "this line is cut off or was edited"),
        (f"{TITLE}\n{LINE.replace('sf1', 'sf9')}\n", 2, "does not know fingerprints of the kind `sf9`"),
        (f"{TITLE}\n{LINE}\n{LINE.replace(ONE, TWO)}\n", 3, "this line contradicts an earlier one"),
    ],
)
def test_what_is_broken_is_named_with_its_line_and_never_written_over(
    text: str, line: int, reason: str, read: Callable[..., Adr]
) -> None:
    pins = read_lock(text)
    assert pins.corrupt is not None
    assert (pins.corrupt.path, pins.corrupt.line) == (LOCK, line)
    assert reason in pins.corrupt.reason
    with pytest.raises(UndeterminedError) as refused:
        pinned(pins, read("# A\n"), today="2026-01-02")
    assert refused.value.where == f"{LOCK}:{line}"


def test_bytes_that_are_no_text_are_named_with_their_line() -> None:
    corrupt = pins_in({LOCK: f"{TITLE}\n{LINE}\n".encode() + b"\xff\n"}).corrupt
    assert corrupt is not None
    assert (corrupt.line, corrupt.reason) == (3, "it is not UTF-8")


@given(st.binary(max_size=200))
def test_any_bytes_can_be_read(data: bytes) -> None:
    assert pins_in({LOCK: data}).texts.keys() == {LOCK}
