"""Files of example variables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward.packs.fastapi.probing.env_file import read_variables


@pytest.mark.verifies("006-the-five-agents/AC-013")
@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("KEY=value", {"KEY": "value"}),
        ("  export KEY = value  # why", {"KEY": "value"}),
        ("KEY='a # b' # why", {"KEY": "a # b"}),
        ('KEY="a=b"', {"KEY": "a=b"}),
        ("KEY=a#b", {"KEY": "a#b"}),
        ("KEY=", {"KEY": ""}),
        ("KEY=  # nothing", {"KEY": ""}),
        ("KEY='unclosed", {"KEY": "'unclosed"}),
        ("# KEY=value", {}),
        ("KEY", {}),
        ("1KEY=value", {}),
        ("PATH=/evil", {}),
        ("LD_PRELOAD=/evil.so", {}),
        ("PYTHONPATH=/evil", {}),
        ("HOME=/root", {}),
        ("KEY=a\0b", {}),
    ],
)
def test_a_line_is_an_assignment_or_nothing(line: str, found: dict[str, str]) -> None:
    assert read_variables(f"{line}\n") == found


def test_of_a_name_that_occurs_twice_the_last_counts() -> None:
    assert read_variables("A=1\r\nB=2\r\nA=3\r\n") == {"A": "3", "B": "2"}


@given(st.text())
def test_whatever_is_read_can_be_given_to_a_process(text: str) -> None:
    for name, value in read_variables(text).items():
        assert name.isidentifier()
        assert "\0" not in value
