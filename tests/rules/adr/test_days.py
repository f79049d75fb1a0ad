"""ADR011, ADR012, ADR015, ADR018: the days that a decision names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.check.run import check
from specward.check.select import Selection
from specward.project import Project
from specward.rules import RULES
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from specward.finding import Finding

PATH = "history/adr/0001-sessions.md"
TODAY = "2026-06-15"


def found(code: str, text: str, configuration: str = "", path: str = PATH) -> list[Finding]:
    files = {path: f"# ADR-0001: Sessions\n\n{text}\n", ".specify/specward.yml": configuration}
    project = Project(MemorySource(files), today=TODAY)
    report = check(project, Selection.of(project, RULES, select=[code]))
    assert not report.undetermined
    return list(report.findings)


def dated(date: str, status: str = "Accepted") -> str:
    return f"- **Status:** {status}\n- **Date:** {date}"


@pytest.mark.parametrize("date", ["2026-06-17", "2099-01-01", "2026-07", "17/06/2026", "20260617"])
def test_a_day_that_has_not_come_is_no_day_of_a_decision(date: str) -> None:
    (finding,) = found("ADR011", dated(date))
    assert finding.message == f"`{date}` lies in the future"
    assert finding.location.start.line == 4


@pytest.mark.parametrize(
    "date", ["2026-06-15", "2026-06-16", "2026-06", "06/07/2026", "2025-12-31", "soon", "2099-02-31", ""]
)
def test_today_tomorrow_and_what_may_be_past_is_no_future(date: str) -> None:
    assert found("ADR011", dated(date)) == []


def test_a_date_in_the_name_of_the_file_counts() -> None:
    (finding,) = found("ADR011", "Redis.", path="adr/2099-01-02-sessions.md")
    assert finding.location.start.line == 1


@pytest.mark.parametrize("status", ["Proposed", "Draft", "Pending", "提议"])
def test_a_proposal_is_stale_after_ninety_days(status: str) -> None:
    (finding,) = found("ADR012", dated("2026-03-16", status))
    assert finding.message.endswith("since 2026-03-16, 91 days ago")
    assert finding.help == "decide: `spec adr accept 1`, or `spec adr reject 1`"
    assert finding.location.start.line == 3
    assert found("ADR012", dated("2026-03-17", status)) == []


def test_a_project_says_after_how_many_days() -> None:
    proposal = dated("2026-06-01", "Proposed")
    assert found("ADR012", proposal) == []
    assert len(found("ADR012", proposal, "adr: {stale-after: 13}\n")) == 1
    assert found("ADR012", proposal, "adr: {stale-after: 14}\n") == []


@pytest.mark.parametrize("status", ["Accepted", "Rejected", "Superseded by ADR-0002", "Experimental", "Provisional"])
def test_what_is_decided_or_unknown_is_not_stale(status: str) -> None:
    assert found("ADR012", dated("2001-01-01", status)) == []


@pytest.mark.parametrize("date", ["", "whenever", "2001-02-30"])
def test_without_a_day_nothing_is_stale(date: str) -> None:
    assert found("ADR012", dated(date, "Proposed")) == []


def test_of_a_dated_status_the_day_of_the_status_counts() -> None:
    text = "Date: 2020-01-01\n\n## Status\n\n2026-06-01 Proposed\n"
    assert found("ADR012", text) == []


@pytest.mark.parametrize(
    "text",
    [
        dated("2025-01-01") + "\n- **Review by:** 2026-06-14",
        dated("2025-01-01") + "\n- **Next review:** 2026-05 (every year)",
        dated("2025-01-01", "Proposed") + "\n- **Expires:** 14/06/2026",
        dated("2025-01-01", "Provisional until 2026-06-14"),
        dated("2025-01-01", "Provisional (review by 2026-05)"),
        dated("2025-01-01", "Partly superseded by ADR-0002") + "\n- **Review by:** 2026-06-14",
    ],
)
def test_a_term_that_has_passed_is_overdue(text: str) -> None:
    (finding,) = found("ADR015", text)
    assert finding.message.startswith("this decision was to be reviewed by 2026-0")


@pytest.mark.parametrize(
    "text",
    [
        dated("2025-01-01") + "\n- **Review by:** 2026-06-15",
        dated("2025-01-01") + "\n- **Review by:** 2026-06",
        dated("2025-01-01") + "\n- **Review by:** next quarter",
        dated("2025-01-01", "Provisional until 2027"),
        dated("2025-01-01", "Accepted until 2020-01-01"),
        dated("2025-01-01", "Superseded by ADR-0002") + "\n- **Review by:** 2026-06-14",
        dated("2025-01-01", "Deprecated") + "\n- **Review by:** 2026-06-14",
    ],
)
def test_a_term_that_runs_or_serves_a_dead_decision_is_not_overdue(text: str) -> None:
    assert found("ADR015", text) == []


def test_front_matter_may_hold_the_term() -> None:
    project = Project(MemorySource({PATH: "---\nstatus: accepted\nreview-by: 2026-01-01\n---\n\n# A\n"}), today=TODAY)
    report = check(project, Selection.of(project, RULES, select=["ADR015"]))
    assert [finding.location.start.line for finding in report.findings] == [3]


@pytest.mark.parametrize("date", ["2026-02-31", "2026-13-01", "20260231", "2023-24-05 (added)", "2026/2/30"])
def test_a_day_of_no_calendar_is_malformed(date: str) -> None:
    (finding,) = found("ADR018", dated(date))
    assert finding.message == f"`{date}` is no day of the calendar"
    (finding,) = found("ADR018", dated("2026-01-01") + f"\n- **Review by:** {date}")
    assert finding.location.start.line == 5


@pytest.mark.parametrize("date", ["2026-02-28", "2026-2", "31/12/2025", "12/31/2025", "September 2024", "{YYYY-MM-DD}"])
def test_days_in_any_form_and_words_are_left_alone(date: str) -> None:
    assert found("ADR018", dated(date)) == []
