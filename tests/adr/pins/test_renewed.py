"""Text and pin that a commit changes together: what must say why, and what need not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.adr.pins.lock import Pins
from specward.adr.pins.pin import pin_of
from specward.adr.pins.renewed import renewed
from specward.adr.pins.words import former_place
from specward.changes import Create
from specward.project import Project
from specward.sources.memory import MemorySource
from specward.sources.source import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.artifacts.adr import Adr

CITING = ("several servers", "several servers, see [ADR-0002](0002-hash.md)")
RENUMBERED = ("several servers", "several servers, see [ADR-0012](0012-hash.md)")
AMENDED = ("## References", "## Amendments\n\n- 2026-05-01: so\n\n## References")


def edited(text: str, *edits: tuple[str, str]) -> str:
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return text


def before(adr: Adr, pinned: Adr | None = None) -> Project:
    """The last commit, with a record and the pin of it, or of what it said before."""
    files = {adr.document.path: adr.document.text}
    for change in Pins({}, {}).with_pin(pinned or adr, today="2026-01-02").changes(Pins({}, {})):
        assert isinstance(change, Create)
        files[change.path] = change.text
    return Project(MemorySource(files))


def since(old: Adr, now: Adr) -> Project:
    """A project of one record, with the last commit before it."""
    return Project(MemorySource({now.document.path: now.document.text}), base=before(old))


@pytest.mark.parametrize(
    ("was", "now", "zones"),
    [
        ((), (("in Redis,", "in files,"),), ["decision"]),
        ((), (("in Redis,", "in files,"), AMENDED), []),
        ((AMENDED,), (("in Redis,", "in files,"), AMENDED), ["decision"]),
        ((("Accepted", "Proposed"),), (("in Redis,", "in files,"),), []),
        ((CITING,), (RENUMBERED,), []),
        ((CITING,), (RENUMBERED, ("in Redis,", "in files,")), ["context", "decision"]),
        ((), (("for a day.", "for 8 days."),), ["context"]),
        ((), (("One more service to run.", "One more service to run.\n- And watch."),), []),
        ((), (("One more service", "No more service"),), []),
        ((), (), []),
    ],
)
def test_another_pin_needs_an_amendment(
    was: tuple[tuple[str, str], ...],
    now: tuple[tuple[str, str], ...],
    zones: list[str],
    record: str,
    read: Callable[..., Adr],
) -> None:
    old, new = read(edited(record, *was)), read(edited(record, *now))
    assert [difference.zone for difference in renewed(new, pin_of(new), since(old, new))] == zones


def test_a_record_that_was_not_as_pinned_is_not_made_good_by_its_pin(record: str, read: Callable[..., Adr]) -> None:
    crept = read(edited(record, ("in Redis,", "in files,")))
    (found,) = renewed(crept, pin_of(crept), Project(MemorySource({}), base=before(crept, pinned=read(record))))
    assert found.zone == "decision"


def test_what_the_last_commit_did_not_pin_is_new(record: str, read: Callable[..., Adr]) -> None:
    other = read("# X\n\n- **Status:** Accepted\n", "history/adr/0002-x.md")
    assert renewed(read(record), pin_of(read(record)), since(other, read(record))) == []


def test_another_name_does_not_hide_another_text(record: str, read: Callable[..., Adr]) -> None:
    moved = read(edited(record, ("in Redis,", "in files,")), "history/adr/0012-session-store.md")
    (found,) = renewed(moved, pin_of(moved), since(read(record), moved))
    assert found.zone == "decision"


class Unreadable(MemorySource):
    """A source in which nothing can be read."""

    def read(self, path: str) -> bytes | None:
        raise UnreadableFile(path, "it is broken")


def test_words_are_told_only_where_a_former_state_has_them(record: str, read: Callable[..., Adr]) -> None:
    new = read(edited(record, ("in Redis, since every server reaches it.", f"in files, {'and so on ' * 40}.")))
    (back,) = renewed(read(record), pin_of(read(record)), since(new, read(record)))
    place = former_place(before(new), new.document.path, back)
    assert place is not None
    assert place.label.startswith("it said: We keep sessions in files, and so on")
    assert place.label.endswith(" …")
    assert len(place.label) < 180
    assert former_place(None, new.document.path, back) is None
    assert former_place(before(read("# X\n")), new.document.path, back) is None
    assert former_place(before(new), "history/adr/0099-x.md", back) is None
    assert former_place(Project(Unreadable({}), before(new).config), new.document.path, back) is None
