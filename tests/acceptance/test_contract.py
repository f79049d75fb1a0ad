"""The execution contract of a feature, and the guidelines, as measured."""

from __future__ import annotations

import pytest

from specward.acceptance.measured import measured
from specward.adr.suggest.declined import PATH as DECLINED
from specward.project import Project
from specward.sources.memory import MemorySource

FOLDER = "specs/001-login"
SPEC = """\
# Feature Specification: Login

### User Story 1 - Sign in (Priority: P1)

1. **AC-001**: **Given** an account, **When** a wrong password is sent, **Then** it is refused

## Success Criteria

- **SC-001**: A sign-in takes at most 300 ms

## Constraints

- No third party sees a password.
- Out of scope: single sign-on.
"""
PLAN = """\
# Implementation Plan: Login

## Project Structure

`src/login.py`

## Risk Analysis

- mail: a queue
- load: a limit
"""
DECISION = """
## Decisions

### Database

**Decision**: PostgreSQL for all persistent data
**Rationale**: transactions across all services
**Alternatives considered**: MongoDB, rejected for its weaker transactions
"""
RECORD = "history/prompts/001-login/0001-add.green.prompt.md"
ADR = {"history/adr/0001-x.md": "# ADR-0001: Record decisions\n\n- **Status:** Accepted\n"}


def answer(identity: str, **documents: str) -> tuple[str, str]:
    files = {f"{FOLDER}/spec.md": SPEC, f"{FOLDER}/plan.md": PLAN, RECORD: "---\nid: 1\n---\n"}
    return asked(identity, {**files, **{f"{FOLDER}/{name}.md": text for name, text in documents.items()}})


def asked(identity: str, files: dict[str, str]) -> tuple[str, str]:
    project = Project(MemorySource(files))
    found = measured(project, project.feature(FOLDER), [identity])[identity]
    assert found.location is None or found.location.path.startswith(FOLDER)
    return found.verdict.value, found.detail


@pytest.mark.verifies("006-the-five-agents/AC-010")
@pytest.mark.parametrize(
    ("identity", "documents", "expected"),
    [
        ("EXC-1", {}, ("met", "1 success criterion")),
        (
            "EXC-1",
            {"spec": SPEC.replace("## Success Criteria", "## x").replace("SC-001", "FR-001")},
            ("unmet", "no success criterion is stated"),
        ),
        ("EXC-1", {"plan": "# Plan\n"}, ("unmet", "no section says what the work touches")),
        ("EXC-2", {}, ("met", "2 constraints")),
        (
            "EXC-2",
            {"spec": SPEC.replace("- Out of scope: single sign-on.\n", "")},
            ("unmet", "nothing says what is not wanted"),
        ),
        ("EXC-3", {}, ("met", "1 criterion")),
        ("EXC-3", {"spec": SPEC.replace("it is refused", "it works")}, ("unmet", "AC-001 asks only that it works")),
        ("EXC-4", {}, ("met", "2 risks")),
        ("EXC-4", {"plan": PLAN + "- a: b\n- c: d\n"}, ("unmet", "4 risks are listed")),
        ("EXC-4", {"plan": "# Plan\n"}, ("unneeded", "no risk is listed")),
        ("EXC-5", {}, ("met", "1 record")),
        ("EXC-6", {}, ("unknown", "the project keeps no decision records")),
        ("ARC-7", {}, ("unknown", "the plan is not written by the nine sections")),
    ],
)
def test_each_line_of_the_contract_has_its_answer(
    identity: str, documents: dict[str, str], expected: tuple[str, str]
) -> None:
    assert answer(identity, **documents) == expected


def test_prompts_of_another_feature_are_none_of_this_one() -> None:
    files = {f"{FOLDER}/spec.md": SPEC, RECORD.replace("001-login", "002-export"): "---\nid: 1\n---\n"}
    assert asked("EXC-5", files) == ("unmet", "no prompt record is filed under the feature")


@pytest.mark.verifies("006-the-five-agents/AC-010")
def test_a_decision_waits_for_the_word_of_a_person() -> None:
    files = {f"{FOLDER}/spec.md": SPEC, f"{FOLDER}/plan.md": PLAN + DECISION, **ADR}
    verdict, detail = asked("EXC-6", files)
    assert verdict == "unmet"
    assert detail.startswith("1 decision without a record: ")
    made = "# ADR-0002: Data\n\n- **Status:** Accepted\n\n## Decision\n\nAll persistent data is kept in PostgreSQL.\n"
    assert asked("EXC-6", {**files, "history/adr/0002-data.md": made}) == ("met", "1 decision")
    assert asked("EXC-6", {f"{FOLDER}/spec.md": SPEC, f"{FOLDER}/plan.md": PLAN, **ADR})[0] == "unneeded"


def test_where_refusals_cannot_be_read_nobody_can_tell() -> None:
    files = {f"{FOLDER}/spec.md": SPEC, f"{FOLDER}/plan.md": PLAN + DECISION, **ADR}
    verdict, detail = asked("EXC-6", {**files, DECLINED: "{["})
    assert verdict == "unknown"
    assert "declined" in detail


NINE = {
    "Scope and Dependencies": "- **Out of scope**: the rest of it\n- **Depends on**: the mail",
    "Key Decisions and Rationale": "- Sessions rather than tokens, because the former can be revoked",
    "Interfaces and API Contracts": "- `POST /v1/sessions`, or 401",
    "Non-Functional Requirements": "- **Performance**: fast",
    "Data Management and Migration": "- [TODO: how]",
    "Risk Analysis": "- mail: low impact, a queue\n" * 4,
    "Evaluation and Validation": "- Done when the tests pass",
}


@pytest.mark.parametrize(
    ("identity", "verdict", "detail"),
    [
        ("ARC-1", "met", "line 3 of the plan"),
        ("ARC-4", "unmet", "performance has no figure"),
        ("ARC-5", "unmet", "it is not filled in"),
        ("ARC-6", "unmet", "the plan has no such section"),
        ("ARC-7", "unmet", "4 risks are listed"),
        ("ARC-8", "met", "line 32 of the plan"),
    ],
)
def test_each_guideline_has_its_answer(identity: str, verdict: str, detail: str) -> None:
    plan = "# Plan\n\n" + "".join(f"## {title}\n\n{body}\n\n" for title, body in NINE.items())
    assert answer(identity, plan=plan) == (verdict, detail)
