"""Which of several keeps a number."""

from __future__ import annotations

from tests.renumber.ground import Known

from specward.project import Project
from specward.renumber.apart import Named, claimed_there
from specward.renumber.precedence import Claim, moving
from specward.sources.memory import MemorySource

PROJECT = Project(MemorySource({}))
A, B = Claim("a", "a/spec.md", "2026-02-02"), Claim("b", "b/spec.md", "2026-01-01")


def verdicts(ground: Known, *claims: Claim, links: dict[str, int] | None = None) -> list[tuple[str, str]]:
    return [(claim.name, why) for claim, why in moving(claims, ground, lambda claim: (links or {}).get(claim.name, 0))]


def test_the_line_that_was_there_first_tells_before_all() -> None:
    ground = Known(PROJECT, {"a/spec.md": ""}, ages={"b/spec.md": 9})
    assert verdicts(ground, A, B) == [("b", "main has a")]


def test_then_what_was_committed_first_and_what_is_not_committed_came_last() -> None:
    assert verdicts(Known(PROJECT, ages={"a/spec.md": 0}), A, B) == [("b", "a was committed first")]
    assert verdicts(Known(PROJECT, ages={"a/spec.md": 1, "b/spec.md": 2}), A, B) == [("a", "b was committed first")]


def test_then_the_days_in_the_documents_where_both_have_one() -> None:
    assert verdicts(Known(PROJECT), A, B) == [("a", "b is from 2026-01-01, this one from 2026-02-02")]


def test_then_what_more_is_linked_to_and_then_the_name() -> None:
    undated = A._replace(day="")
    assert verdicts(Known(PROJECT), undated, B, links={"a": 3, "b": 5}) == [("a", "more lines name b: 5 against 3")]
    assert verdicts(Known(PROJECT), B, undated) == [("b", "nothing tells which came first, and a is first by name")]


def named(name: str) -> Named:
    number, _, slug = name.partition("-")
    return Named(int(number), slug)


def test_before_a_merge_what_is_new_here_moves_where_something_else_that_is_new_there_has_its_number() -> None:
    there = {"s/1-old/a": "", "s/2-theirs/a": ""}
    ground = Known(PROJECT, there, parted=["s/1-old"])
    assert list(claimed_there(["s/1-old", "s/2-ours"], ground, named)) == [("s/2-ours", "s/2-theirs")]


def test_what_only_has_another_number_there_and_what_was_there_before_does_not_move() -> None:
    there = {"s/2-theirs/a": "", "s/3-ours/a": ""}
    assert list(claimed_there(["s/2-ours"], Known(PROJECT, there), named)) == []
    assert list(claimed_there(["s/2-old"], Known(PROJECT, {"s/2-b/a": ""}, parted=["s/2-old"]), named)) == []
    assert list(claimed_there(["s/2-ours"], Known(PROJECT, {"s/2-b/a": ""}, parted=None), named)) == []
