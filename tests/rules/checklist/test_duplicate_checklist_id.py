"""Items with one id, beyond the examples of the manual."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Find = Callable[[str, dict[str, str]], list[Finding]]

PATH = "specs/001-login/checklists/security.md"


def test_each_further_use_of_an_id_is_a_duplicate_and_gets_the_next_free_number(findings: Find) -> None:
    text = "- [x] CHK001 a\n- [ ] CHK001 b\n- [ ] CHK007 c\n- [ ] **CHK001**: d\n- [ ] Q1 e\n- [ ] Q1 f\n"
    found = findings("CHK005", {PATH: text})
    assert [(f.message[:6], f.location.start.line) for f in found] == [("CHK001", 2), ("CHK001", 4), ("Q1 is ", 6)]
    assert [place.start.line for f in found for place in f.related] == [1, 1, 5]
    fixes = [f.fix for f in found if f.fix]
    assert [fix.title for fix in fixes] == ["renumber it CHK008", "renumber it CHK009", "renumber it Q2"]
    assert not any(fix.safe for fix in fixes)
    for fix in reversed(fixes):
        (edit,) = fix.edits
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    assert text == "- [x] CHK001 a\n- [ ] CHK008 b\n- [ ] CHK007 c\n- [ ] **CHK009**: d\n- [ ] Q1 e\n- [ ] Q2 f\n"


def test_an_id_with_a_letter_or_a_point_is_renumbered_by_hand(findings: Find) -> None:
    found = findings("CHK005", {PATH: "- [ ] CHK001a a\n- [ ] CHK001a b\n- [ ] CHK-1.2 c\n- [ ] CHK-1.2 d\n"})
    assert [(f.message.split()[0], f.fix) for f in found] == [("CHK001a", None), ("CHK-1.2", None)]


@pytest.mark.parametrize("text", ["- [ ] CHK-1.1 a\n- [ ] CHK-1.2 b\n", "- [ ] a\n- [ ] b\n", "- [ ] CHK1 a\n"])
def test_items_that_differ_or_have_no_id_are_no_duplicates(text: str, findings: Find) -> None:
    assert findings("CHK005", {PATH: text}) == []


def test_two_lists_may_count_alike(findings: Find) -> None:
    other = "specs/001-login/checklists/ux.md"
    assert findings("CHK005", {PATH: "- [ ] CHK001 a\n", other: "- [ ] CHK001 b\n"}) == []
