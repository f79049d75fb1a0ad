"""The work grows with the text and no faster: by how the patterns are made, and by counting the calls.

Times are measured elsewhere; a test that depended on them would fail on a busy machine.
"""

from __future__ import annotations

import re
import sys
from typing import Any

import pytest

from specward.redaction import assigned, find, known, search, structures, tokens, values

MODULES = (assigned, known, search, structures, tokens, values)
SMALL = 4
"""A group may be repeated so often without its inner repeats multiplying to anything."""


def patterns() -> list[re.Pattern[str]]:
    """Every pattern that is used."""
    things = [thing for module in MODULES for thing in vars(module).values() if hasattr(thing, "cache_info")]
    return [
        *(tokens._compiled(tail) for *_, tail in tokens._ALL),
        *(thing() for thing in things if thing is not tokens._compiled),
    ]


def faults(tree: Any, *, repeated: bool = False) -> list[str]:
    """Repeats within repeats that may give back what they took."""
    found = []
    for operator, argument in tree:
        name = str(operator)
        if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
            _, most, inner = argument
            if repeated and name != "POSSESSIVE_REPEAT" and most > SMALL:
                found.append(f"{name} of up to {most} within a repeat")
            found += faults(inner, repeated=repeated or (most > SMALL and name != "POSSESSIVE_REPEAT"))
        elif name == "BRANCH":
            found += [fault for branch in argument[1] for fault in faults(branch, repeated=repeated)]
        elif name == "SUBPATTERN":
            found += faults(argument[-1], repeated=repeated)
        elif name in {"ASSERT", "ASSERT_NOT"}:
            found += faults(argument[1], repeated=repeated)
    return found


def test_no_pattern_repeats_a_repeat() -> None:
    parser: Any = re._parser  # type: ignore[attr-defined]
    checked = [pattern.pattern for pattern in patterns()]
    assert len(checked) > 200
    assert [pattern for pattern in checked if faults(parser.parse(pattern))] == []


def test_the_check_sees_a_repeat_of_a_repeat() -> None:
    parser: Any = re._parser  # type: ignore[attr-defined]
    for pattern in ("(a+)+", "(?:x|a{2,50}b)*", "(?=(a*)*b)"):
        assert faults(parser.parse(pattern)), pattern


def calls(text: str) -> int:
    """How many calls it takes to look through a text."""
    count = 0

    def see(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(see)
    try:
        find(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "password=",
        'password="',
        "password: ",
        "pass(",
        "--token x",
        "token for a b c d ",
        "secret                         ",
        "-----BEGIN ",
        "-----BEGIN PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----" + "A1b2" * 30,
        "eyJ.",
        "eyJ",
        "eyJaaaaaaaaaaaaaaaa.",
        "://",
        "://a:",
        "://a:@@@@",
        "u:p@tcp(",
        "curl -u a:b",
        "bearer ",
        "basic aaaa",
        "ghp_",
        "ghp_" + "a" * 30,
        "xdckr_pat_",
        "glpat-",
        "sk-",
        "AKIA",
        ":AA",
        "Q~",
        "LS0tLS1CRUdJTi",
        "[REDACTED:",
        "[REDACTED:jwt:01234567]",
        "password=hunter2Xy! ",
        "İ",
    ],
)
def test_twice_the_text_takes_twice_the_calls(piece: str) -> None:
    calls(piece * 10)  # patterns are compiled at their first use
    once, twice = calls(piece * 400), calls(piece * 800)
    assert twice <= 2.1 * once + 50
