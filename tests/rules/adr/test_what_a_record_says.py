"""ADR019 and ADR020: sections that say nothing, and statuses that say two things."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Findings = Callable[[str, dict[str, str]], list[Finding]]

PATH = "history/adr/0001-sessions.md"


def nygard(
    status: str = "Accepted", context: str = "Many.", decision: str = "Redis.", more: str = ""
) -> dict[str, str]:
    text = f"# 1. Sessions\n\n## Status\n\n{status}\n\n## Context\n\n{context}\n\n## Decision\n\n{decision}\n\n{more}"
    return {PATH: text}


@pytest.mark.parametrize(
    "words", ["", "TBD", "*To be determined*", "TODO.", "- TODO", "(pending)", "…", "<!-- why -->"]
)
def test_an_accepted_decision_that_says_nothing_is_an_error(words: str, findings: Findings) -> None:
    (found,) = findings("ADR019", nygard(decision=words))
    assert found.severity is Severity.ERROR
    assert found.location.excerpt == "## Decision"


@pytest.mark.parametrize(
    ("status", "severity"),
    [
        ("Proposed", Severity.INFO),
        ("Rejected", Severity.INFO),
        ("Superseded by ADR-0002", Severity.WARNING),
        ("Odd", Severity.WARNING),
    ],
)
def test_how_much_an_empty_decision_matters_depends_on_its_status(
    status: str, severity: Severity, findings: Findings
) -> None:
    (found,) = findings("ADR019", nygard(status, decision="TBD"))
    assert found.severity is severity


@pytest.mark.parametrize("section", ["context", "consequences"])
def test_context_and_consequences_that_say_nothing_are_warnings(section: str, findings: Findings) -> None:
    files = nygard(context="TODO") if section == "context" else nygard(more="## Consequences\n")
    (found,) = findings("ADR019", files)
    assert found.severity is Severity.WARNING
    assert section in found.message


def test_a_section_of_madr_is_empty_where_only_its_parts_say_something(findings: Findings) -> None:
    parts = "### Consequences\n\n* Good, because fast\n"
    (found,) = findings("ADR019", {PATH: f"# Sessions\n\n## Decision Outcome\n\n{parts}"})
    assert found.message == "the section on the decision is empty"
    assert findings("ADR019", {PATH: f"# Sessions\n\n## Decision Outcome\n\nChosen option: Redis\n\n{parts}"}) == []


@pytest.mark.parametrize(
    "words",
    [
        "Redis",
        "### One\n\nRedis.",
        "```\nredis\n```",
        "| a |\n|---|\n| b |",
        "TODO: measure Redis first",
        "![x](y.png)",
    ],
)
def test_whatever_says_something_is_a_decision(words: str, findings: Findings) -> None:
    assert findings("ADR019", nygard(decision=words)) == []


def test_consequences_that_stand_under_headings_of_their_own_are_there(findings: Findings) -> None:
    assert findings("ADR019", nygard(more="## Consequences\n\n### Positive\n\n- Fast\n")) == []


def test_a_record_in_which_nothing_is_filled_in_is_told_by_another_rule(findings: Findings) -> None:
    tokens = "\n\n".join(f"{{{{{word}}}}}" for word in ("ID", "TITLE", "DATE", "STATUS", "CONTEXT", "DECISION"))
    assert findings("ADR019", {PATH: f"# T\n\n## Context\n\n{tokens}\n\n## Decision\n"}) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\nstatus: accepted\n---\n\n# S\n\n## Status\n\nProposed\n", 9),
        ("# S\n\n- **Status:** Accepted\n\n## Status\n\nDeprecated\n", 3),
        ("# S\n\n## Status\n\nAccepted\n\nSuperceded by [2. New](0002-new.md)\n", None),
        ("---\nstatus: accepted\nsuperseded-by: ADR-0002\n---\n\n# S\n", 3),
        ("---\nstatus: proposed\ntags: [Accepted]\n---\n\n# S\n", 3),
    ],
)
def test_two_places_that_disagree_are_told_where_the_status_is_not(
    text: str, line: int | None, findings: Findings
) -> None:
    (found,) = findings("ADR020", {PATH: text, "history/adr/0002-new.md": "# 2. New\n\n## Status\n\nAccepted\n"})
    assert line is None or found.location.start.line == line
    assert found.related


@pytest.mark.parametrize(
    "text",
    [
        "---\nstatus: accepted\n---\n\n# S\n\n## Status\n\nAccepted on 2026-01-02\n",
        "# S\n\n## Status\n\nDeprecated\n\nSuperseded by [2. New](0002-new.md)\n",
        "# S\n\n## Status\n\n2026-01-01 Proposed\n2026-01-02 Accepted\n",
        "# S\n\n## Status\n\nAccepted\n\nOpen questions are listed below.\n",
        "# S\n\n## Status\n\nAccepted\n\nAmended by [2. New](0002-new.md)\n",
        "# S\n\n## Status\n\nAccepted | Superseded by [2. New](0002-new.md)\n",
        "# S\n\n- **Status:** Accepted\n- **Implementation Status:** Proposed\n",
        "# S\n\n- **Status:** Implemented\n\n## Status\n\nAccepted\n",
        "---\nstatus: accepted\ntags: [open source]\n---\n\n# S\n",
        "# S\n\nNo status.\n",
    ],
)
def test_what_goes_together_is_no_conflict(text: str, findings: Findings) -> None:
    assert findings("ADR020", {PATH: text, "history/adr/0002-new.md": "# 2. New\n\n## Status\n\nAccepted\n"}) == []


def test_a_successor_that_is_only_proposed_leaves_the_decision_in_force(findings: Findings) -> None:
    text = "# S\n\n- **Status:** Accepted\n- **Superseded by:** ADR-0002\n"
    files = {PATH: text, "history/adr/0002-new.md": "# 2. New\n\n## Status\n\nProposed\n"}
    assert findings("ADR020", files) == []
