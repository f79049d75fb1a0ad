"""Whatever is found and whatever happens to it, the baseline counts: no finding passes for another one's sake."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward.changes import Create
from specward.check.baseline import Baseline, parse, renewed
from specward.errors import UsageError
from specward.finding import Finding, Location, Position, Severity
from specward.sources.memory import MemorySource

pytestmark = pytest.mark.verifies("005-the-whole-checker/AC-011")

PATHS = ["specs/001-a/spec.md", "specs/002-b/spec.md", "history/x.md"]
SOURCE = MemorySource(dict.fromkeys(PATHS, ""))

findings = st.lists(
    st.builds(
        lambda path, words, line, message: Finding(
            "SPC001", "a-rule", Severity.ERROR, message, Location(path, Position(line, 1), excerpt=words)
        ),
        st.sampled_from(PATHS),
        st.sampled_from(["- one", "- two", ""]),
        st.integers(1, 99),
        st.text(max_size=20),
    ),
    max_size=12,
)


def remembered(found: list[Finding]) -> Baseline:
    changes = renewed(None, found, SOURCE, lambda _: True).changes
    if not changes:
        return Baseline({})
    (change,) = changes
    assert isinstance(change, Create)
    return parse(change.text.encode())


def where_refused(data: bytes) -> str:
    try:
        parse(data)
    except UsageError as refused:
        return refused.where
    return "nowhere"


@given(findings)
def test_what_was_just_remembered_is_known_and_nothing_of_it_is_gone(found: list[Finding]) -> None:
    assert remembered(found).fresh(found, SOURCE) == ([], [])


@given(findings, findings)
def test_as_many_are_new_as_there_are_more_of_a_kind_than_before(old: list[Finding], new: list[Finding]) -> None:
    def kinds(found: list[Finding]) -> Counter[tuple[str, str]]:
        return Counter((each.location.path, each.location.excerpt) for each in found if each.location.excerpt)

    with_words = [each for each in new if each.location.excerpt]
    fresh, left = remembered([each for each in old if each.location.excerpt]).fresh(with_words, SOURCE)
    assert kinds(fresh) == kinds(new) - kinds(old)
    assert len(left) == (kinds(old) - kinds(new)).total()


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for text in (data, b"specward baseline.lock 1\n" + data):
        assert where_refused(text).startswith((".specify/baseline.lock:", "nowhere"))
