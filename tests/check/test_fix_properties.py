"""Fixing under rules that nobody would write: it ends, never makes things worse, and a second run changes nothing."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.check.fixing import Hit, Rules, contents

from specward.changes import Move, Replace
from specward.check.claims import Claims
from specward.check.editing import edited
from specward.check.fix import fix
from specward.finding import Edit, Fix, Rename, Span
from specward.sources.edited import above
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from specward.check.fix import Fixed

WORDS = st.text("ab \n", max_size=3)
TEXTS = st.text("ab \r\n", max_size=12)
PATHS = ("a.md", "f/a.md", "f/b.md", "g/a.md")


class Wish(NamedTuple):
    """An artificial rule: what it finds, and what its fix does to it."""

    word: str
    instead: str
    around: int
    """How many more characters on each side the fix takes and gives back."""
    safe: bool
    to: str
    """The path that the file that it lies in gets, if any."""
    folder: bool
    """Whether the folder is renamed and not the file."""

    def rule(self, number: int) -> Callable[[str, str], Iterator[Hit]]:
        def find(path: str, text: str) -> Iterator[Hit]:
            start = text.find(self.word)
            while start >= 0:
                first = max(0, start - self.around)
                past = min(len(text), start + len(self.word) + self.around)
                words = text[first:start] + self.instead + text[start + len(self.word) : past]
                place = path.rpartition("/")[0] if self.folder else path
                renames = (Rename(place, self.to),) if self.to else ()
                yield Hit(start, "mend it", ((first, past, words),), self.safe, renames=renames)
                start = text.find(self.word, start + 1)

        find.__name__ = f"R{number}"
        return find


RULES = st.lists(
    st.builds(
        Wish,
        st.text("ab\n", min_size=1, max_size=2),
        WORDS,
        st.integers(0, 2),
        st.booleans(),
        st.sampled_from(("", "", "", *PATHS, "f", "h", "h/c.md", "../x", "")),
        st.booleans(),
    ),
    min_size=1,
    max_size=4,
)
PROJECTS = st.dictionaries(st.sampled_from(PATHS), TEXTS, min_size=1)


def replayed(files: dict[str, str], fixed: Fixed) -> dict[str, bytes]:
    """What the changes make of some files, one by one."""
    texts = dict(files)
    folders = {folder for path in files for folder in above(path)}
    for change in fixed.changes:
        match change:
            case Replace(path, text, old_text):
                assert texts[path] == old_text
                texts[path] = text
            case Move(path, to):
                assert to not in texts
                assert to not in folders, "a folder stands there, be it empty"
                folders = {
                    to + folder[len(path) :] if f"{folder}/".startswith(f"{path}/") else folder for folder in folders
                }
                folders.update(above(to))
                below = [known for known in texts if known == path or known.startswith(f"{path}/")]
                assert below
                for known in below:
                    texts[to + known[len(path) :]] = texts.pop(known)
            case _:
                raise AssertionError(change)
    return {path: text.encode() for path, text in texts.items()}


@pytest.mark.verifies("005-the-whole-checker/AC-003", "005-the-whole-checker/AC-022")
@given(PROJECTS, RULES, st.booleans())
def test_fixing_ends_makes_nothing_worse_and_changes_nothing_when_done_again(
    files: dict[str, str], wishes: list[Wish], unsafe: bool
) -> None:
    rules = [wish.rule(number) for number, wish in enumerate(wishes)]
    source = MemorySource(files)
    before = Rules(*rules)(source)
    fixed = fix(source, Rules(*rules), unsafe=unsafe)
    assert len(fixed.report.findings) <= len(before.findings)
    assert fixed.report == Rules(*rules)(fixed.state)
    assert replayed(files, fixed) == contents(fixed)
    assert bool(fixed.made) == bool(fixed.changes)
    again = fix(fixed.state, Rules(*rules), unsafe=unsafe)
    assert again.changes == []


SPANS = st.tuples(st.integers(0, 12), st.integers(0, 4)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


def _apart(edits: list[Edit]) -> bool:
    return not any(
        one.path == other.path and one.span.start < other.span.end and other.span.start < one.span.end
        for one, other in combinations(edits, 2)
    )


FIXES = st.lists(
    st.builds(
        Fix,
        st.just("mend it"),
        st.lists(st.builds(Edit, st.sampled_from(PATHS), SPANS, WORDS), max_size=3).filter(_apart).map(tuple),
        st.just(value=True),
        st.lists(
            st.builds(Rename, st.sampled_from((*PATHS, "f")), st.sampled_from((*PATHS, "f", "h", "h/x"))), max_size=1
        ).map(tuple),
    ),
    max_size=12,
)


@pytest.mark.verifies("005-the-whole-checker/AC-005")
@given(FIXES)
def test_no_two_fixes_of_a_round_touch_one_place(fixes: list[Fix]) -> None:
    claims = Claims()
    taken = [fix for fix in fixes if claims.take(fix)]
    assert taken[:1] == fixes[:1]
    for one, other in combinations(taken, 2):
        assert not _touch(one, other)
    for index, waiting in enumerate(fixes):
        if not any(waiting is one for one in taken):
            assert any(_touch(one, waiting) for one in taken if any(one is each for each in fixes[:index]))


def _touch(one: Fix, other: Fix) -> bool:
    """Whether two fixes are about one place, said as plainly as can be."""
    for edit in one.edits:
        for else_ in other.edits:
            cells = {*range(edit.span.start, edit.span.end)} & {*range(else_.span.start, else_.span.end)}
            inserts = edit.span.start == edit.span.end or else_.span.start == else_.span.end
            meet = edit.span.start <= else_.span.end and else_.span.start <= edit.span.end
            if edit.path == else_.path and (cells or (inserts and meet)):
                return True
    renamed = {path for rename in one.renames for path in rename}, {path for rename in other.renames for path in rename}
    touched = [{*paths, *(edit.path for edit in fix.edits)} for paths, fix in zip(renamed, (one, other), strict=True)]
    return any(
        place == path or f"{path}/".startswith(f"{place}/") or (path in mine and f"{place}/".startswith(f"{path}/"))
        for moved, paths, mine in ((renamed[0], touched[1], renamed[1]), (renamed[1], touched[0], renamed[0]))
        for place in moved
        for path in paths
    )


@pytest.mark.verifies("005-the-whole-checker/AC-003")
@given(
    st.lists(st.text("x\ufeff\u00e9\u2028", max_size=4), min_size=2),
    st.sampled_from(("\n", "\r\n", "\r")),
    st.lists(st.tuples(SPANS, st.text("yz\n", max_size=4)), max_size=5),
)
def test_edits_leave_all_else_and_write_the_line_ends_of_the_file(
    lines: list[str], ending: str, wanted: list[tuple[Span, str]]
) -> None:
    text = ending.join(lines)
    edits: list[Edit] = []
    for span, words in sorted(wanted):
        splits = any(text[at - 1 : at + 1] == "\r\n" for at in span if at)
        if span.end <= len(text) and not splits and all(edit.span.end <= span.start for edit in edits):
            edits.append(Edit("a.md", span, words))
    expected = text
    for edit in reversed(edits):
        words = edit.text.replace("\n", ending)
        expected = expected[: edit.span.start] + words + expected[edit.span.end :]
    assert edited(text, edits) == expected
