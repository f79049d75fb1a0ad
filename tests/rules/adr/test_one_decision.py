"""Rules on a decision's status and number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Findings = Callable[[str, dict[str, str]], list[Finding]]

PATH = "history/adr/0001-sessions.md"


@pytest.mark.parametrize("raw", ["Proposed | Accepted | Superseded | Rejected", "{{STATUS}}", "TBD", "[STATUS]"])
def test_a_choice_or_a_placeholder_is_no_status(raw: str, findings: Findings) -> None:
    (found,) = findings("ADR001", {PATH: f"# T\n\n- **Status:** {raw}\n"})
    assert found.severity is Severity.ERROR
    assert found.location.start.line == 3


@pytest.mark.parametrize("raw", ["Acepted", "deprecateed", "{ in-progress }", "{ accepted }"])
def test_a_slip_and_the_braces_of_the_template_are_a_warning(raw: str, findings: Findings) -> None:
    (found,) = findings("ADR001", {PATH: f"# T\n\n- **Status:** {raw}\n"})
    assert found.severity is Severity.WARNING


@pytest.mark.parametrize("raw", ["experimental", "Waiting for Ada"])
def test_a_word_of_ones_own_is_an_info(raw: str, findings: Findings) -> None:
    (found,) = findings("ADR001", {PATH: f"# T\n\n- **Status:** {raw}\n"})
    assert found.severity is Severity.INFO


def test_the_word_that_a_slip_means_is_named(findings: Findings) -> None:
    (found,) = findings("ADR001", {PATH: "# T\n\n- **Status:** Acepted\n"})
    assert found.help == "did you mean `accepted`?"


@pytest.mark.parametrize(
    "raw",
    ["Accepted", "✅ accepted", "**Approved** by the board", "Accepted | Superseded by ADR-0002", "superseded", "通过"],
)
def test_a_status_of_the_field_has_no_fault(raw: str, findings: Findings) -> None:
    assert findings("ADR001", {PATH: f"# T\n\n- **Status:** {raw}\n"}) == []
    assert findings("ADR002", {PATH: f"# T\n\n- **Status:** {raw}\n"}) == []


def test_a_missing_status_is_one_finding_at_the_title(findings: Findings) -> None:
    (found,) = findings("ADR002", {PATH: "Intro\n\n# Sessions\n\nRedis.\n"})
    assert found.location.excerpt == "# Sessions"
    assert findings("ADR001", {PATH: "# Sessions\n\nRedis.\n"}) == []


@pytest.mark.parametrize("path", ["adr/2026-01-02-x.md", "adr/20260102-x.md", "adr/2026-01-02-x/README.md"])
def test_dated_dialects_need_no_status(path: str, findings: Findings) -> None:
    assert findings("ADR002", {path: "# Sessions\n\nRedis.\n"}) == []


def test_a_number_used_twice_is_one_finding_that_names_both(findings: Findings) -> None:
    (found,) = findings("ADR003", {"adr/0001-a.md": "", "adr/ADR-001-b.md": "", "adr/0002-c.md": ""})
    assert found.message == "number 1 is used by 2 records of `adr/`"
    assert {found.location.path, *(place.path for place in found.related)} == {"adr/0001-a.md", "adr/ADR-001-b.md"}


@pytest.mark.parametrize(
    ("other", "help_"),
    [("# ADR-1: session Store\n", "delete or merge one of them"), ("# Hash\n", "`spec adr renumber 1`")],
)
def test_one_decision_written_twice_needs_no_second_number(other: str, help_: str, findings: Findings) -> None:
    (found,) = findings("ADR003", {"adr/0001-a.md": "# 1. Session store\n", "adr/0001-b.md": other})
    assert found.help.startswith(help_)


def test_folders_count_for_themselves_and_days_are_no_numbers(findings: Findings) -> None:
    files = ["adr/0001-a.md", "web/adr/0001-b.md", "adr/2026-01-02-a.md", "adr/2026-01-02-b.md", "adr/20260102-c.md"]
    assert findings("ADR003", dict.fromkeys(files, "")) == []
