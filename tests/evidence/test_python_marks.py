"""Which Python tests say what they verify, and what was meant to say so and does not."""

from __future__ import annotations

import pytest

from specward.evidence.mark import Form, MalformedMark, TestCase, Tests
from specward.evidence.scan import fingerprints, scan
from specward.sources.memory import MemorySource

PATH = "tests/test_login.py"


def read(text: str | bytes, path: str = PATH) -> Tests:
    return scan(MemorySource({path: text}), ["tests/**"])


def claims(text: str) -> dict[str, list[str]]:
    """The targets of each test, by what follows the path in its id; the text must be sound."""
    tests = read(text)
    assert (tests.malformed, tests.unreadable) == ((), ())
    return {case.id.removeprefix(f"{PATH}::"): [mark.target for mark in case.marks] for case in tests.cases}


def refused(text: str) -> list[str]:
    return [f"{mark.location.start.line}:{mark.location.start.column} {mark.reason}" for mark in read(text).malformed]


def only(text: str) -> TestCase:
    (case,) = read(text).cases
    return case


def only_fingerprint(text: str) -> str:
    (found,) = fingerprints(MemorySource({PATH: text}), PATH).values()
    return found


def test_a_function_says_what_it_verifies() -> None:
    text = """import pytest

@pytest.mark.verifies("001-login/AC-002", "001-login/FR-003")
def test_a():
    assert x
"""
    case = only(text)
    assert case.id == "tests/test_login.py::test_a"
    assert (case.location.start, case.location.end, case.location.excerpt) == ((4, 5), (4, 11), "def test_a():")
    first, second = case.marks
    assert (first.target, first.form, first.partial, first.parameter) == (
        "001-login/AC-002",
        Form.DECORATOR,
        False,
        False,
    )
    assert (first.location.start, first.location.end) == ((3, 23), (3, 41))
    assert second.target == "001-login/FR-003"


def test_marks_of_function_class_and_module_add_up_innermost_first() -> None:
    text = """import pytest
pytestmark = [pytest.mark.slow, pytest.mark.verifies("AC-1")]

@pytest.mark.verifies("AC-2")
class TestOuter:
    pytestmark = pytest.mark.verifies("AC-3")

    class TestInner:
        @pytest.mark.verifies("AC-4")
        async def test_a(self): assert x

    def helper(self): ...

def test_b(): assert x

def helper(): ...
"""
    assert claims(text) == {
        "TestOuter::TestInner::test_a": ["AC-4", "AC-2", "AC-3", "AC-1"],
        "test_b": ["AC-1"],
    }


@pytest.mark.parametrize(
    ("head", "mark"),
    [
        ("import pytest as pt", "pt.mark.verifies"),
        ("from pytest import mark", "mark.verifies"),
        ("from pytest import mark as m", "m.verifies"),
        ("import pytest\nverifies = pytest.mark.verifies", "verifies"),
        ("import pytest\nmark = pytest.mark\nv = mark.verifies", "v"),
        ("import pytest\nmark: object = pytest.mark", "mark.verifies"),
        ("try:\n    import pytest\nexcept ImportError:\n    raise", "pytest.mark.verifies"),
    ],
)
def test_pytest_mark_counts_under_any_name_of_the_module(head: str, mark: str) -> None:
    assert claims(f'{head}\n\n@{mark}("AC-1")\ndef test_a(): assert x\n') == {"test_a": ["AC-1"]}


def test_a_mark_may_have_a_name() -> None:
    text = """import pytest
login = pytest.mark.verifies("AC-1", partial=True)
both = [login, pytest.mark.verifies("AC-2")]

@login
def test_a(): assert x

class TestB:
    pytestmark = both
    def test_b(self): assert x
"""
    assert claims(text) == {"test_a": ["AC-1"], "TestB::test_b": ["AC-1", "AC-2"]}
    assert read(text).cases[0].marks[0].partial


def test_marks_on_parameters_are_told_apart() -> None:
    text = """import pytest
CASES = [pytest.param(1, marks=pytest.mark.verifies("AC-1")), 2]

@pytest.mark.verifies("AC-3")
@pytest.mark.parametrize("x", CASES)
@pytest.mark.parametrize("y", [pytest.param(1, marks=[pytest.mark.slow, pytest.mark.verifies("AC-2")])])
def test_a(x, y): assert x
"""
    marks = only(text).marks
    assert [(mark.target, mark.parameter) for mark in marks] == [("AC-3", False), ("AC-1", True), ("AC-2", True)]


def test_a_malformed_mark_in_a_list_of_parameters_is_reported_once() -> None:
    text = """import pytest
CASES = [pytest.param(1, marks=pytest.mark.verifies(X))]
@pytest.mark.parametrize("x", CASES)
def test_a(x): assert x
@pytest.mark.parametrize("x", CASES)
def test_b(x): assert x
"""
    assert refused(text) == ["2:53 `X` is a variable; write the id itself"]


def test_comments_right_above_a_test_count_in_python_too() -> None:
    text = """import unittest

class LoginCase(unittest.TestCase):
    # A remark.
    # spec: verifies 001-login/AC-002, FR-003 (partial) -- the rest is looked at
    # Another remark.
    @skip
    def test_a(self): self.assertTrue(x)

# spec: verifies AC-1
class TestB:
    def test_b(self): assert x
"""
    assert claims(text) == {"LoginCase::test_a": ["001-login/AC-002", "FR-003"], "TestB::test_b": ["AC-1"]}
    assert [(mark.form, mark.partial) for mark in read(text).cases[0].marks] == [(Form.COMMENT, True)] * 2


def test_what_stands_in_strings_and_inside_of_functions_is_no_mark() -> None:
    text = '''import pytest
SAMPLE = """
# spec: verifies AC-1
@pytest.mark.verifies("AC-2")
def test_a(): ...
"""

def test_b():
    text = "x # spec: verifies AC-3"
    @pytest.mark.verifies("AC-4")
    def test_inner(): ...
    assert text
'''
    assert claims(text) == {}


def test_tests_in_conditions_are_found_and_the_later_of_two_counts() -> None:
    text = """import pytest
if x:
    @pytest.mark.verifies("AC-1")
    def test_a(): assert x
else:
    try:
        @pytest.mark.verifies("AC-2")
        def test_a(): assert x
    finally:
        @pytest.mark.verifies("AC-3")
        def test_b(): assert x
"""
    assert claims(text) == {"test_a": ["AC-2"], "test_b": ["AC-3"]}


@pytest.mark.parametrize(
    ("argument", "reason"),
    [
        ('"FR-0O3"', "23 `FR-0O3` is no id; did you mean `FR-003`?"),
        ('"001-login/fr-3"', "23 `001-login/fr-3` is no id; did you mean `001-login/FR-3`?"),
        ('"AC_002"', "23 `AC_002` is no id; did you mean `AC-002`?"),
        ('"AC-002 "', "23 `AC-002 ` is no id; did you mean `AC-002`?"),
        ('"the login works"', "23 `the login works` is no id"),
        ('"001-login"', "23 `001-login` is no id"),
        ('""', "23 it names nothing"),
        ('"é", "x"', "23 `é` is no id|28 `x` is no id"),
        ("CRITERION", "23 `CRITERION` is a variable; write the id itself"),
        ('f"AC-{n}"', "23 an f-string is computed when the test runs; write the id itself"),
        ('"AC-" + n', "23 the argument is computed when the test runs; write the id itself"),
        ("*IDS", "23 the argument is computed when the test runs; write the id itself"),
        ("ids.LOGIN", "23 the argument is computed when the test runs; write the id itself"),
        ("3", "23 `3` is no id"),
        ("None", "23 `None` is no id"),
        ('b"AC-1"', "23 `b'AC-1'` is no id"),
        ("", "2 the mark names nothing"),
        ('"AC-1", partial=x', "39 `partial` is neither True nor False"),
        ('"AC-1", full=True', "31 a mark has no argument `full`"),
        ('"AC-1", **more', "31 `more` is a variable; write the id itself"),
    ],
)
def test_a_mark_that_cannot_count_is_named_precisely(argument: str, reason: str) -> None:
    text = f"import pytest\n@pytest.mark.verifies({argument})\ndef test_a(): assert x\n"
    assert refused(text) == [f"2:{one}" for one in reason.split("|")]


def test_a_mark_without_brackets_names_nothing() -> None:
    assert refused("import pytest\n@pytest.mark.verifies\ndef test_a(): ...\n") == ["2:2 the mark names nothing"]


def test_marks_that_are_chosen_at_run_time_are_reported() -> None:
    text = 'import pytest\npytestmark = [pytest.mark.verifies("AC-1")] if x else []\ndef test_a(): ...\n'
    assert refused(text) == ["2:14 which marks apply is computed when the tests run"]


@pytest.mark.parametrize(
    ("comment", "reason"),
    [
        ("# spec: verifies AC-1\n\n", "18 no test follows the mark: it must stand right above one"),
        ("# spec: verifies AC-1\nx = 1\n", "18 no test follows the mark: it must stand right above one"),
        ("# spec: verifies\n", "1 the mark names nothing"),
        ("# spec: verifies that it works\n", "18 `that` is no id"),
        ("# spec: verifies FR-0O3\n", "18 `FR-0O3` is no id; did you mean `FR-003`?"),
    ],
)
def test_a_comment_that_cannot_count_is_named_precisely(comment: str, reason: str) -> None:
    assert refused(f"{comment}def test_a(): assert x\n") == [f"1:{reason}"]


def test_a_mark_that_cannot_count_takes_no_other_with_it() -> None:
    text = 'import pytest\n@pytest.mark.verifies("AC-1", X)\ndef test_a(): assert x\n'
    tests = read(text)
    assert [mark.target for mark in tests.cases[0].marks] == ["AC-1"]
    assert len(tests.malformed) == 1


@pytest.mark.parametrize(
    "rest",
    [
        b"def (:\n",
        b"def test_a(:\n    pass\n",
        b"def test_a():\n    x = (\n",
        b'def test_a():\n    """\n',
        b"def test_a():\n<<<<<<< HEAD\n    pass\n",
        b"def test_a(x=" + b"(" * 1000 + b")" * 1000 + b"): pass\n",
    ],
)
def test_a_file_with_a_mark_that_cannot_be_parsed_is_reported(rest: bytes) -> None:
    tests = read(b'@pytest.mark.verifies("AC-1")\n' + rest)
    assert (tests.cases, tests.malformed) == ((), ())
    assert [path for path, _ in tests.unreadable] == [PATH]


def test_a_file_that_is_no_text_is_reported() -> None:
    assert read(b"# spec: verifies AC-1\0").unreadable == ((PATH, "it holds a NUL byte"),)
    assert read(b"# spec: verifies AC-1\n\xff").unreadable == ((PATH, "byte 22 is not utf-8"),)


def test_what_a_newer_python_may_write_inside_of_functions_does_not_hide_the_marks() -> None:
    text = 'import pytest\n@pytest.mark.verifies("AC-1")\ndef test_a():\n    type X = int\n    assert f()\n'
    assert claims(text) == {"test_a": ["AC-1"]}


def test_the_declared_encoding_counts_and_columns_are_characters() -> None:
    text = '# -*- coding: latin-1 -*-\n@mark.verifies("é")\ndef test_a(): assert x\n'
    (mark,) = read(text.encode("latin-1")).malformed
    assert mark == MalformedMark(mark.location, "`é` is no id")
    assert (mark.location.start, mark.location.end) == ((2, 16), (2, 19))
    assert read(b"# coding: nonsense\n# spec: verifies AC-1\n").unreadable == ((PATH, "there is no encoding nonsense"),)


def test_line_endings_and_a_byte_order_mark_change_nothing() -> None:
    text = 'import pytest\n\n@pytest.mark.verifies("AC-1")\ndef test_a():\n    assert x\n'
    plain = read(text)
    assert read(text.replace("\n", "\r\n")) == plain
    assert read(b"\xef\xbb\xbf" + text.encode()) == plain


def test_fingerprints_follow_what_a_test_does() -> None:
    def fingerprint(body: str, above: str = "") -> str:
        return only_fingerprint(f'import pytest\n{above}@pytest.mark.verifies("AC-1")\ndef test_a(x):\n{body}')

    plain = fingerprint("    assert x == 'a # b'\n")
    assert plain.startswith("sf1:")
    same = [
        '    """What it is about."""\n    assert x == \'a # b\'\n',
        "    # A remark.\n\n    assert x == 'a # b'  # and another\n",
        "\n\n    assert x == 'a # b'\n\n\n# spec\n",
    ]
    assert {fingerprint(body) for body in same} == {plain}
    other = ["    assert x == 'a # c'\n", "    assert x != 'a # b'\n", "    'doc'; y()\n    assert x == 'a # b'\n"]
    assert plain not in {fingerprint(body) for body in other}
    assert fingerprint("    assert x == 'a # b'\n", "@pytest.mark.parametrize('x', [1])\n") != plain
    assert fingerprint("    assert x == 'a # b'\n", "@pytest.mark.verifies('AC-2')\n") == plain


def test_the_fingerprint_does_not_depend_on_how_deep_the_test_stands() -> None:
    body = "def test_a(x):\n    assert x\n"
    mark = '@pytest.mark.verifies("AC-1")\n'
    inside = "class TestA:\n" + "".join(f"    {line}\n" for line in (mark + body).splitlines())
    assert only_fingerprint(mark + body) == only_fingerprint(inside)


def test_a_malformed_mark_that_serves_several_tests_is_reported_once() -> None:
    text = "import pytest\nlogin = pytest.mark.verifies(X)\n@login\ndef test_a(): ...\n@login\ndef test_b(): ...\n"
    assert refused(text) == ["2:30 `X` is a variable; write the id itself"]
