"""Evidence files of this tool: what is written is read, and nothing else is taken for it."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward.evidence.jsonl import merged, parse, render
from specward.evidence.result import Outcome, Result
from specward.evidence.run import MalformedEvidence, Run

TREE = {"src/": "1", "tests/": "2"}
PASSED = Result("a.py::test_a", "", Outcome.PASSED, ("001-login/AC-001",))

texts = st.text(max_size=20)
results = st.builds(
    Result,
    st.text(min_size=1, max_size=20),
    texts,
    st.sampled_from(Outcome),
    st.lists(texts, max_size=3).map(tuple),
    st.integers(0, 9),
    st.lists(st.tuples(st.sampled_from(["given", "when", "then"]), texts), max_size=3).map(tuple),
)


def reason(text: str | bytes) -> str:
    with pytest.raises(MalformedEvidence) as caught:
        parse(text.encode() if isinstance(text, str) else text)
    return caught.value.reason


@given(st.lists(results, max_size=5), st.dictionaries(texts, texts, max_size=3))
def test_what_is_written_is_read_again(written: list[Result], tree: dict[str, str]) -> None:
    run = parse(render(written, tree, {"changed": ["src/"]}).encode())
    assert run == Run(tuple(sorted(written)), tree, ("src/",))


def test_lone_surrogates_in_ids_survive() -> None:
    odd = PASSED._replace(test="caf\udce9.py::test_a")
    assert parse(render([odd], TREE, {}).encode()).results == (odd,)


def test_the_order_of_results_does_not_show() -> None:
    other = PASSED._replace(test="b.py::test_b")
    assert render([PASSED, other], TREE, {}) == render([other, PASSED], TREE, {})


def test_a_file_that_was_cut_short_is_known_as_one() -> None:
    whole = render([PASSED, PASSED._replace(parameters="eu", outcome=Outcome.FAILED)], TREE, {})
    assert reason("".join(whole.splitlines(keepends=True)[:2])) == "it was cut short: 1 of 2 results are there"
    assert reason(whole[:-20]) == "line 3: no JSON object"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "line 1: no JSON object"),
        ("[]", "line 1: no JSON object"),
        ("{}", 'line 1: no header {"specward": 1, …}'),
        ('{"specward": "1"}', 'line 1: no header {"specward": 1, …}'),
        ('{"specward": 2}', "it is of version 2; this program knows version 1: update it"),
        ('{"specward": 1, "tree": []}', "line 1: `tree` must map files and folders to digests"),
        ('{"specward": 1, "tree": {"a": 1}}', "line 1: `tree` must map files and folders to digests"),
        ('{"specward": 1, "changed": "src/"}', "line 1: a list of texts is expected"),
        ('{"specward": 1}\n{"test": ""}', "line 2: `test` and `parameters` must be texts, `reruns` a number"),
        ('{"specward": 1}\n{"test": 1}', "line 2: `test` and `parameters` must be texts, `reruns` a number"),
        ('{"specward": 1}\n{"test": "a"}', f"line 2: the outcome is none of {', '.join(Outcome)}"),
        ('{"specward": 1}\n{"test": "a", "outcome": []}', f"line 2: the outcome is none of {', '.join(Outcome)}"),
        ('{"specward": 1}\n{"test": "a", "outcome": "passed", "verifies": [1]}', "line 2: a list of texts is expected"),
        (
            '{"specward": 1}\n{"test": "a", "outcome": "passed", "steps": [["given"]]}',
            "line 2: `steps` must be a list of [clause, text]",
        ),
        (b"\xff\xfe", "byte 0: not UTF-8"),
        ("[" * 100_000, "line 1: no JSON object"),
    ],
)
def test_anything_else_is_refused_with_the_place(text: str | bytes, words: str) -> None:
    assert reason(text) == words


@given(st.binary(max_size=200))
def test_no_bytes_crash_the_reader(data: bytes) -> None:
    with suppress(MalformedEvidence):
        parse(data)


def test_a_later_run_decides_about_what_it_ran_and_keeps_what_it_left_out() -> None:
    old = Run((PASSED, PASSED._replace(test="b.py::test_b"), PASSED._replace(test="c.py::test_c")), TREE)
    failed = PASSED._replace(outcome=Outcome.FAILED)
    left_out = Result("b.py::test_b", "", Outcome.DESELECTED)
    new_one = Result("d.py::test_d", "", Outcome.DESELECTED)
    assert merged(old, [failed, left_out, new_one]) == [*old.results[1:], failed, new_one]


def test_two_entries_of_one_test_in_one_run_are_both_kept() -> None:
    failed = PASSED._replace(outcome=Outcome.FAILED)
    assert merged(Run((), TREE), [failed, PASSED]) == [failed, PASSED]


def test_each_line_is_one_object() -> None:
    header, line = render([PASSED], TREE, {"runner": "pytest"}).splitlines()
    assert json.loads(header) == {"specward": 1, "tree": TREE, "results": 1, "runner": "pytest"}
    assert json.loads(line) == {"test": "a.py::test_a", "outcome": "passed", "verifies": ["001-login/AC-001"]}
