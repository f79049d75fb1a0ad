"""Patterns are matched as `re` matches them, in time that no pattern and no text can blow up."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward.artifacts.line_pattern import LENGTH_LIMIT, LinePattern, PatternRefused, TooManyStates

ATOMS = st.sampled_from(
    [*"ab_ 1", ".", r"\w", r"\d", r"\s", r"\W", "[ab]", "[^a]", "[a-c1]", r"[\d_]", r"\b", r"\B", "^", "$"]
)


def joined(parts: list[str]) -> str:
    return "".join(parts)


def patterns() -> st.SearchStrategy[str]:
    def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        repeated = st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,2}", "*?"]))
        return st.one_of(
            repeated.map(lambda pair: f"(?:{pair[0]}){pair[1]}"),
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({'|'.join(parts)})"),
            st.lists(inner, min_size=1, max_size=3).map(joined),
        )

    return st.recursive(ATOMS, grown, max_leaves=8)


@given(patterns(), st.text("ab_1 c", min_size=1, max_size=12), st.sampled_from(["", "(?i)"]))
def test_a_line_matches_exactly_where_re_says_so(pattern: str, line: str, flags: str) -> None:
    try:
        ours = LinePattern(flags + pattern)
    except PatternRefused:
        return
    hits = list(ours.hits(line))
    found = re.search(flags + pattern, line)
    assert bool(hits) == bool(found)
    if found:
        assert hits[0].end <= found.end() or hits[0].start <= found.start()
        assert hits[0].start == found.start() or hits[0].end < found.end()


@pytest.mark.parametrize(
    ("pattern", "text", "lines"),
    [
        (r"print\(", "print(x)\nlog(x)\r\n  print(y)\r\n", [(1, 0, 6), (3, 2, 8)]),
        (r"\bfoo|bar$", "foobar\nxbar\nfoo", [(1, 0, 3), (2, 1, 4), (3, 0, 3)]),
        ("(?i)todo", "a ToDo b", [(1, 2, 6)]),
        ("[0-9]{4}-[0-9]{4}", "call 1234-5678 now", [(1, 5, 14)]),
        ("^$", "a\n\nb", [(2, 0, 0)]),
        ("(?i:x)y", "XY\nXy", [(2, 0, 2)]),
        (r"(?a)\w+é", "é\naé", [(2, 0, 2)]),
        ("a[^\\n]*b", "ab\nxaxb\r\n\nb\na\nab", [(1, 0, 2), (2, 1, 4), (6, 0, 2)]),
        ("日本", "これは日本です", [(1, 3, 5)]),
    ],
)
def test_each_line_is_told_with_the_place_of_its_first_match(pattern: str, text: str, lines: list[object]) -> None:
    assert [hit[:3] for hit in LinePattern(pattern).hits(text)] == lines


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        (r"(a)\1", "a backreference"),
        ("(?=a)b", "lookahead or lookbehind"),
        ("(?<!a)b", "lookahead or lookbehind"),
        ("(?>a)b", "an atomic group"),
        ("a*+b", "a possessive repeat"),
        ("(a)(?(1)b|c)", "a conditional group"),
        ("((){1000}){1000}", "it unfolds to too much"),
        ("(a{100}){100}", "it unfolds to too much"),
        ("(" * 41 + "a" + ")" * 41, "groups"),
        ("a" * (LENGTH_LIMIT + 1), "characters"),
        ("[", "no regular expression"),
        ("a{99999999999}", "no regular expression"),
        (r"a\nb", "no line break"),
        (r"a\x0ab", "no line break"),
    ],
)
def test_what_cannot_be_matched_in_bounded_time_is_refused_with_the_reason(pattern: str, reason: str) -> None:
    with pytest.raises(PatternRefused, match=re.escape(reason)):
        LinePattern(pattern)


@pytest.mark.parametrize("pattern", ["(a|a)*b", "(a*)*b", "(a+)+$", r"(\w+\s?)*!", "(a?){60}a{60}b", ".*.*.*.*x"])
def test_the_patterns_that_ruin_a_backtracking_matcher_are_answered(pattern: str) -> None:
    assert list(LinePattern(pattern).hits("a" * 20_000 + "\n" + "c" * 100)) == (
        list(LinePattern(pattern).hits("a" * 20_000))
    )


def test_a_pattern_whose_automaton_explodes_is_not_decided() -> None:
    bits = "\n".join(format(number * 2654435761 % 2**32, "032b") for number in range(5_000))
    with pytest.raises(TooManyStates):
        list(LinePattern("(0|1)*1(0|1){20}2").hits(bits.replace("\n", "") + "2\n" + bits))


def test_a_literal_that_every_match_holds_is_known() -> None:
    assert LinePattern(r"\bprint\(.*x").literals == ("print(",)
    assert LinePattern("TODO|FIXME").literals == ("TODO", "FIXME")
    assert LinePattern(r"^ {4,}(print|sys[.]exit)[(]").literals == ("print", "sys.exit")
    assert LinePattern("(ab)+|c(?:de)?").literals == ("ab", "c")
    assert LinePattern("(?i)todo").literals == LinePattern("(?i:todo)x*").literals == ()
    assert LinePattern("[ab]c?").literals == ()
