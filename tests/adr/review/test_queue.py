from __future__ import annotations

import pytest

from specward.adr.catalogue.catalogue import Catalogue, catalogue_of
from specward.adr.review.queue import waiting
from specward.project import Project
from specward.sources.memory import MemorySource

TODAY = "2026-06-30"


def catalogue(*records: str) -> Catalogue:
    files = {f"history/adr/{n:04}-a.md": f"# ADR-{n:04}: T\n\n{text}\n".encode() for n, text in enumerate(records, 1)}
    return catalogue_of(Project(MemorySource(files)))


def told(*records: str, stale_after: int = 90) -> list[tuple[str, str, int | None, bool]]:
    found = waiting(catalogue(*records), TODAY, stale_after=stale_after)
    return [(one.entry.name, one.kind, one.days, one.overdue) for one in found]


@pytest.mark.verifies("004-decisions/AC-013")
def test_what_is_late_comes_first_and_the_longest_first() -> None:
    assert told(
        "- **Status:** Proposed\n- **Date:** 2026-06-01",
        "- **Status:** Draft\n- **Date:** 2026-01-01",
        "- **Status:** Accepted\n- **Review by:** 2026-06-20",
        "- **Status:** Accepted\n- **Date:** 2020-01-01",
    ) == [
        ("ADR-0002", "proposal", 180, True),
        ("ADR-0003", "review", 10, True),
        ("ADR-0001", "proposal", 29, False),
    ]


def test_a_proposal_without_a_day_waits_and_is_never_called_late() -> None:
    assert told("- **Status:** Proposed") == [("ADR-0001", "proposal", None, False)]


def test_a_review_is_named_in_the_month_before_it_is_due() -> None:
    assert told("- **Status:** Accepted\n- **Review by:** 2026-07-15") == [("ADR-0001", "review", -15, False)]
    assert told("- **Status:** Accepted\n- **Review by:** 2026-09-15") == []


def test_a_month_is_late_when_it_has_ended() -> None:
    assert told("- **Status:** Accepted\n- **Review by:** 2026-06") == [("ADR-0001", "review", 0, False)]


def test_a_provisional_decision_waits_for_the_day_in_its_status() -> None:
    assert told("- **Status:** Provisional (until 2026-06-29)") == [("ADR-0001", "window", 1, True)]
    assert told("- **Status:** Provisional") == [("ADR-0001", "window", None, False)]


def test_nobody_reviews_a_decision_that_was_given_up() -> None:
    assert told("- **Status:** Rejected\n- **Review by:** 2026-01-01") == []
