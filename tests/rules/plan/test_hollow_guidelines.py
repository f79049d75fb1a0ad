"""PLN010, PLN011, PLN012: sections of the nine that do not speak of what they are for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.check.run import check
from specward.check.select import Selection
from specward.config import DEFAULTS
from specward.finding import Severity
from specward.project import Project
from specward.rules.plan import hollow_guideline, quality_without_figure, unguarded_risk
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from specward.finding import Finding
    from specward.rule import Rule

PLAN = "specs/001-login/plan.md"
WHOLE = {
    "Scope and Dependencies": "- **Out of scope**: single sign-on\n- **Depends on**: the mail provider",
    "Key Decisions and Rationale": "- Sessions in the database rather than tokens, because they can be revoked",
    "Interfaces and API Contracts": "- `POST /v1/sessions`: 201, or 401 where the password is wrong",
    "Non-Functional Requirements": "- **Performance**: 300 ms for a sign-in\n- **Security**: nobody sees a password",
    "Data Management and Migration": "- A migration adds a table, a downgrade drops it; rows are deleted in time",
    "Operational Readiness": "- Refused sign-ins are logged; a switch turns it off",
    "Risk Analysis": "| Risk | Blast radius | Kill switch |\n|---|---|---|\n| mail fails | new users | a queue |",
    "Evaluation and Validation": "- Done when every acceptance test passes",
    "Architecture Decisions": "- none needed",
}


def findings(rule: Rule, profile: str = "story", **changed: str) -> list[Finding]:
    """What a rule finds in the whole plan with some sections (by their first word) saying something else."""
    bodies = {title: changed.get(title.split()[0].replace("-", "_"), body) for title, body in WHOLE.items()}
    text = "# Implementation Plan: Login\n\n" + "".join(f"## {title}\n\n{body}\n\n" for title, body in bodies.items())
    return over(rule, text, profile)


def over(rule: Rule, text: str, profile: str = "story") -> list[Finding]:
    config = DEFAULTS._replace(trace_profile=profile)
    report = check(Project(MemorySource({PLAN: text}), config), Selection([rule], config))
    assert not report.undetermined
    return list(report.findings)


RULES = (hollow_guideline.check, quality_without_figure.check, unguarded_risk.check)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_plan_that_speaks_of_everything_is_left_alone(rule: Rule) -> None:
    assert findings(rule) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_plan_of_another_form_is_left_alone(rule: Rule) -> None:
    text = "# Plan\n\n## Scope\n\nThe login.\n\n## Risk Analysis\n\n- mail\n\n## Non-Functional\n\n- Performance\n"
    assert over(rule, text) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_plan_in_another_language_is_left_alone(rule: Rule) -> None:
    text = "# Plan\n\n" + "".join(f"## {title}\n\nДанные хранятся на сервере и не удаляются\n\n" for title in WHOLE)
    assert over(rule, text) == []


@pytest.mark.parametrize("body", ["None: the feature is stateless.", "Not applicable.", "- No schema is touched"])
def test_a_section_that_says_that_it_does_not_apply_has_said_enough(body: str) -> None:
    assert findings(hollow_guideline.check, Data=body) == []


def test_a_placeholder_that_is_left_is_for_another_rule() -> None:
    assert findings(hollow_guideline.check, Operational="- [TODO: logs, and who answers them]") == []


@pytest.mark.verifies("006-the-five-agents/AC-010")
@pytest.mark.parametrize(
    ("section", "body", "message"),
    [
        ("Scope", "- The sign-in", "says nothing of what is left out, what it depends on"),
        ("Key", "- PostgreSQL", "says nothing of another option, the reason"),
        ("Interfaces", "- `POST /sessions`", "says nothing of errors, versions"),
        ("Data", "- A migration adds a table", "says nothing of how a change is undone, how long data is kept"),
        ("Operational", "- Started by hand", "says nothing of what is watched, how it is undone"),
        ("Evaluation", "- We look at it", "says nothing of what is tested, when it is done"),
        ("Architecture", "- We decided on sessions", "says nothing of a decision record"),
        ("Operational", "<!-- later -->\n\n---", "says nothing"),
    ],
)
def test_what_a_section_leaves_out_is_told_at_its_heading(section: str, body: str, message: str) -> None:
    (found,) = findings(hollow_guideline.check, **{section: body})
    assert (found.code, found.severity, found.message) == ("PLN010", Severity.INFO, message)
    assert found.location.excerpt.startswith(f"## {section}")


def test_the_strict_profile_warns() -> None:
    assert {finding.severity for finding in findings(hollow_guideline.check, "strict", Data="- A table")} == {
        Severity.WARNING
    }


@pytest.mark.parametrize(
    "quality",
    [
        "**Performance**: a sign-in takes 300 ms at p95",
        "**Cost**: nothing beyond what runs today",
        "**Availability**: see SC-003",
        "**Security**: nobody sees a password",
        "**Usability**: it is easy",
    ],
)
def test_a_figure_or_a_quality_that_has_none_is_left_alone(quality: str) -> None:
    assert findings(quality_without_figure.check, Non_Functional=f"- {quality}") == []


@pytest.mark.verifies("006-the-five-agents/AC-010")
@pytest.mark.parametrize(
    ("body", "message", "line"),
    [
        ("- **Security**: nobody\n- **Performance**: fast, at p95", "performance has no figure", 19),
        (
            "### 4.1 Response Time\n\nIt should be fast.\n\n### 4.2 Cost\n\nAt most 3 euros.",
            "response time has no figure",
            18,
        ),
        ("| Quality | Aim |\n|---|---|\n| Cost | 3 euros |\n| Uptime | high |", "uptime has no figure", 21),
    ],
)
def test_a_quality_without_a_figure_is_told_where_it_stands(body: str, message: str, line: int) -> None:
    (found,) = findings(quality_without_figure.check, Non_Functional=body)
    assert (found.code, found.message, found.location.start.line) == ("PLN011", message, line)


@pytest.mark.parametrize(
    "body",
    [
        "1. **Mail fails**: only new users wait; a queue retries\n2. **Load**: one region; the limit refuses",
        "### Risk 1: Mail\n\n**Impact**: low\n\n**Mitigation**: a queue",
        "| Risk | Impact | Mitigation |\n|---|---|---|\n| mail | high | queue |",
        "No risk is known that could stop it.",
    ],
)
def test_a_risk_with_reach_and_guard_is_left_alone(body: str) -> None:
    assert findings(unguarded_risk.check, Risk=body) == []


@pytest.mark.verifies("006-the-five-agents/AC-010")
@pytest.mark.parametrize(
    ("body", "messages"),
    [
        (
            "| Risk | Blast radius | Kill switch |\n|---|---|---|\n| mail | new users | - |\n| load | | limit |",
            ["nothing says how far the risk reaches (1 of 2 risks)", "nothing says what stops the risk (1 of 2 risks)"],
        ),
        ("- the provider is slow", ["nothing says how far the risk reaches", "nothing says what stops the risk"]),
        ("### Risk 1: Mail\n\nIt may be slow: a queue retries.", ["nothing says how far the risk reaches"]),
    ],
)
def test_what_is_not_said_of_a_risk_is_told_where_it_stands(body: str, messages: list[str]) -> None:
    found = findings(unguarded_risk.check, Risk=body)
    assert sorted(finding.message for finding in found) == messages
    assert {finding.code for finding in found} == {"PLN012"}
