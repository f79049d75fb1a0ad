from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specward.artifacts.named_ids import named_ids


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("", set()),
        ("FR-001, `FR-3` and **US2**", {"FR1", "FR3", "US2"}),
        ("FR-001 to FR-004", {"FR1", "FR2", "FR3", "FR4"}),
        ("**FR-001**–**FR-003**", {"FR1", "FR2", "FR3"}),
        ("FR-008…010", {"FR8", "FR9", "FR10"}),
        ("FR-AUTH-001 through FR-AUTH-003", {"FR-AUTH1", "FR-AUTH2", "FR-AUTH3"}),
        ("FR-001 - FR-003", {"FR1", "FR2", "FR3"}),
        ("FR-003 to FR-001", {"FR3", "FR1"}),
        ("FR-001 to SC-004", {"FR1", "SC4"}),
        ("FR-001 to 9999", {"FR1"}),
    ],
)
def test_ids_and_what_lies_between_them(text: str, keys: set[str]) -> None:
    assert named_ids(text) == keys


@given(st.text(alphabet="FR-0129ato .–*USC"))
def test_any_text_can_be_read(text: str) -> None:
    assert all(named_ids(text))
