"""Edits as the difference of two texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from specward.finding import Edit, Fix, Rename, Span
from specward.renumber.values import Plan, applied, edits_between
from specward.sources.edited import Text

TEXT = st.text(alphabet="ab\r\n0", max_size=40)


@given(TEXT, TEXT)
def test_the_edits_between_two_texts_make_one_the_other(was: str, now: str) -> None:
    edits = list(edits_between("a", was, now))
    assert applied(was, edits) == now
    assert [edit.span for edit in edits] == sorted(edit.span for edit in edits)
    assert all(was[edit.span.start : edit.span.end] != edit.text for edit in edits)


def test_of_each_line_that_differs_only_the_part_that_does_is_replaced() -> None:
    was, now = "a 006 b\r\nsame\nx", "a 007 b\r\nsame\ny"
    assert list(edits_between("a", was, now)) == [Edit("a", Span(4, 5), "7"), Edit("a", Span(14, 15), "y")]


def test_a_plan_is_changes_and_a_fix_that_is_not_safe() -> None:
    plan = Plan((), {"b/x.md": Text("1\n", "2\n")}, (Rename("b/x.md", "b/y.md"), Rename("b", "c")), (), (), ())
    assert plan.fix("do it") == Fix("do it", (Edit("b/x.md", Span(0, 1), "2"),), renames=plan.renames)
    assert not plan.fix("do it").safe
    assert [change.path for change in plan.changes] == ["b/x.md", "b/x.md", "b"]
    assert (plan.lines, plan.moved("b/x.md"), plan.moved("d")) == ({"b/x.md": [1]}, "c/y.md", "d")
