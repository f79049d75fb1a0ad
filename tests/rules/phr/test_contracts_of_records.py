"""PHR013, PHR014: records that state their contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.check.run import check
from specward.check.select import Selection
from specward.config import DEFAULTS
from specward.finding import Severity
from specward.project import Project
from specward.rules.phr import half_stated_contract, too_many_follow_ups
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from specward.finding import Finding
    from specward.rule import Rule

PATH = "history/prompts/001-login/0001-login-form.green.prompt.md"
SUCCESS = "- **Success criteria**: a right password starts a session\n"
LIMITS = "- **Constraints**: no third party sees it\n"
CHECKS = "- **Acceptance checks**: `pytest tests/test_login.py`\n"
RISKS = "- **Follow-ups and risks**:\n  - attempts are not limited\n    - nor counted\n"


def findings(rule: Rule, canonical: str, body: str, profile: str = "story") -> list[Finding]:
    config = DEFAULTS._replace(trace_profile=profile)
    report = check(Project(MemorySource({PATH: canonical + "\n" + body}), config), Selection([rule], config))
    assert not report.undetermined
    return list(report.findings)


def stated(canonical: str) -> str:
    return canonical.replace("stage: green\n", "stage: green\nsurface: agent\n")


@pytest.mark.parametrize(
    "body",
    [
        SUCCESS + LIMITS + CHECKS + RISKS,
        "",
        SUCCESS + LIMITS,
        "## Acceptance Criteria\n\n- it signs in\n\n## Risks & Mitigation\n\n- none\n",
    ],
    ids=["all", "nothing", "two parts", "headings of another form"],
)
def test_a_whole_contract_and_a_record_of_another_form_are_left_alone(body: str, canonical: str) -> None:
    assert findings(half_stated_contract.check, stated(canonical), body) == []


def test_what_the_prompt_says_is_not_the_records_contract(canonical: str) -> None:
    asked = canonical.replace("Build the login form.\n", f"Build the login form.\n\n{SUCCESS}{CHECKS}{RISKS}")
    assert findings(half_stated_contract.check, asked, "") == []


@pytest.mark.verifies("006-the-five-agents/AC-010")
@pytest.mark.parametrize(
    ("body", "lacking"),
    [
        (SUCCESS + CHECKS + RISKS, "constraints, invariants and non-goals"),
        (SUCCESS + LIMITS + CHECKS, "follow-ups and risks"),
        ("### Success Criteria\n\nx\n\n### Non-Goals\n\ny\n\n### Risks\n\nnone\n", "the acceptance checks"),
        ("Success: x\n\nInvariants: y\n\nRisks: z\n", "the acceptance checks"),
    ],
)
def test_the_part_that_is_left_out_is_told(body: str, lacking: str, canonical: str) -> None:
    (found,) = findings(half_stated_contract.check, stated(canonical), body)
    assert (found.code, found.severity) == ("PHR013", Severity.INFO)
    assert found.message == f"the contract leaves out {lacking}"


def test_the_surface_may_be_a_key_or_a_part(canonical: str) -> None:
    body = SUCCESS + LIMITS + CHECKS + RISKS
    (found,) = findings(half_stated_contract.check, canonical, body, "strict")
    assert (found.message, found.severity) == ("the contract leaves out the surface", Severity.WARNING)
    assert findings(half_stated_contract.check, canonical, "**Surface**: `src/`\n\n" + body) == []


@pytest.mark.parametrize(
    "body",
    [
        SUCCESS + LIMITS + "- **Risks**:\n  - a\n  - b\n    - of b\n    - of b\n  - c\n- **Next**: d\n- e\n",
        SUCCESS + LIMITS + "### Risks\n\n1. a\n2. b\n3. c\n\nAnd that is all.\n\n- d\n- e\n",
        "### Follow-ups\n\n- a\n- b\n- c\n- d\n",
    ],
    ids=["nested", "a paragraph ends it", "another form"],
)
def test_three_points_are_left_alone(body: str, canonical: str) -> None:
    assert findings(too_many_follow_ups.check, canonical, body) == []


@pytest.mark.verifies("006-the-five-agents/AC-010")
@pytest.mark.parametrize(
    "body",
    [
        SUCCESS + LIMITS + "- **Risks**:\n  - a\n  - b\n  - c\n  - d\n",
        SUCCESS + LIMITS + "### Follow-ups\n\n- a\n- b\n\n### Risks\n\n- c\n- d\n",
    ],
    ids=["one list", "two labels"],
)
def test_more_than_three_are_reported(body: str, canonical: str) -> None:
    (found,) = findings(too_many_follow_ups.check, canonical, body)
    assert found.code == "PHR014"
    assert found.message == "4 follow-ups and risks are listed; the contract asks for 3 at most"
