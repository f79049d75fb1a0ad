"""Numbers in file names and in words."""

from __future__ import annotations

import pytest

from specward.adr.numbers.naming import renamed, with_digits
from specward.artifacts.adr import read_adr
from specward.errors import UsageError
from specward.markdown.document import Document


def path_of(path: str, text: str = "", number: int = 12) -> str:
    return renamed(read_adr(Document(path, text)), number)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("adr/0007-use-redis.md", "adr/0012-use-redis.md"),
        ("adr/ADR-007-use-redis.md", "adr/ADR-012-use-redis.md"),
        ("adr/7-use-7-nodes.md", "adr/12-use-7-nodes.md"),
        ("adr/AD0007-x.md", "adr/AD0012-x.md"),
        ("adr/0007.md", "adr/0012.md"),
        ("adr/0007-x.adr.md", "adr/0012-x.adr.md"),
        ("adr/2026-01-02_007-x.md", "adr/2026-01-02_012-x.md"),
        ("adr/2007-01-02_007-x.md", "adr/2007-01-02_012-x.md"),
        ("adr/XXXX-use-redis.md", "adr/0012-use-redis.md"),
        ("adr/ADR-XXXX-use-redis.md", "adr/ADR-0012-use-redis.md"),
        ("007/0007-x.md", "007/0012-x.md"),
    ],
)
def test_a_file_keeps_the_form_of_its_name(path: str, expected: str) -> None:
    assert path_of(path) == expected


def test_a_number_may_need_more_digits_than_the_one_before() -> None:
    assert path_of("adr/99-x.md", number=100) == "adr/100-x.md"
    assert path_of("adr/0007-x.md", number=12345) == "adr/12345-x.md"


def test_a_name_without_a_number_stays_where_the_text_has_the_number() -> None:
    assert path_of("adr/use-redis.md", "# ADR-0007: Use Redis\n") == "adr/use-redis.md"


@pytest.mark.parametrize("path", ["adr/20260102-x.md", "adr/2026-01-02-x.md", "adr/2026-01-02-x/README.md"])
def test_what_a_date_identifies_has_no_number_to_change(path: str) -> None:
    with pytest.raises(UsageError):
        path_of(path, "# X\n")


@pytest.mark.parametrize(
    ("words", "expected"),
    [("ADR-0007", "ADR-0012"), ("7", "12"), ("ADR #7§4", "ADR #12§4"), ("007-x", "012-x"), ("8", "8"), ("x", "x")],
)
def test_a_number_is_written_as_the_one_before_was(words: str, expected: str) -> None:
    assert with_digits(words, 7, 12) == expected


def test_the_mark_of_a_provisional_record_becomes_its_number() -> None:
    assert with_digits("ADR-XXXX: Use XXXX", None, 12) == "ADR-0012: Use XXXX"
    assert with_digits("MAXXXXIMUM", None, 12) == "MAXXXXIMUM"
