"""Local ids: where they are cited, when they are the same."""

from __future__ import annotations

import pytest

from specward.artifacts.references import cited, cited_tasks, family, key, whole


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("(FR-001, SC-002)", ("FR-001", "SC-002")),
        ("FR-001/FR-002", ("FR-001", "FR-002")),
        ("US1/AC2", ("US1",)),
        ("002-export/FR-003", ()),
        ("CFR-001 and xFR-001 and ISFR-2", ()),
        ("FR-AUTH-001, FR-012a, FR9", ("FR-AUTH-001", "FR-012a", "FR9")),
        ("FR-001 and FR-001", ("FR-001",)),
        ("C-001 but not C3", ("C-001",)),
    ],
)
def test_ids_are_cited_where_they_stand_alone(text: str, ids: tuple[str, ...]) -> None:
    assert cited(text) == ids


def test_tasks_are_cited_where_they_stand_alone() -> None:
    assert cited_tasks("T001, ST002, T012a and src/T003") == ("T001", "T012a")


@pytest.mark.parametrize(("one", "other"), [("FR-001", "FR-1"), ("FR-01", "FR1"), ("US-2", "US2"), ("T001", "T1")])
def test_padding_and_hyphen_do_not_make_another_id(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(("one", "other"), [("FR-100", "FR-1"), ("FR-1.1", "FR-11"), ("FR-1", "NFR-1"), ("T1a", "T1")])
def test_different_ids_stay_different(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_a_part_belongs_to_its_whole() -> None:
    assert [whole(part) for part in ("FR012a", "US1.2", "T071-B", "FR1")] == ["FR012", "US1", "T071", "FR1"]


def test_the_family_is_what_stands_before_the_number() -> None:
    assert [family(one) for one in ("FR-AUTH-001", "T001", "US1")] == ["FR", "T", "US"]
