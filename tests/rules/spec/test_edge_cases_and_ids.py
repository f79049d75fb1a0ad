"""Edge cases that nothing is tied to, and scenarios that go by their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.rules.fixes import fixed

from specward.artifacts.spec import read_spec
from specward.markdown.document import Document

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Find = Callable[[str, dict[str, str]], list[Finding]]

STRICT = {".specify/specward.yml": "trace:\n  profile: strict\n"}
SPEC = "specs/001-login/spec.md"
TASKS = "specs/001-login/tasks.md"
PLAN = "specs/001-login/plan.md"
STRICT = {".specify/specward.yml": "trace:\n  profile: strict\n"}
CASES = "# S\n\n- **FR-001**: a MUST\n\n### Edge Cases\n\n- **EC-001**: a long password\n- **EC-002**: no network\n"


MARKS = """import pytest


@pytest.mark.verifies("001-login/EC-001")
@pytest.mark.verifies("EC-002")
def test_a():
    assert answer() == 1
"""


@pytest.mark.verifies("005-the-whole-checker/AC-001")
def test_edge_cases_that_nothing_names_are_one_finding(findings: Find) -> None:
    (found,) = findings("SPC019", {**STRICT, SPEC: CASES})
    assert found.message == "no requirement, criterion or task names EC-001, EC-002"
    assert (found.location.start.line, [place.start.line for place in found.related]) == (7, [8])


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (TASKS, "- [ ] T001 refuse it (EC-001 to EC-002)\n"),
        (PLAN, "# P\n\nEC-001 and EC-2 are refused by the form.\n"),
        ("tests/test_a.py", MARKS),
    ],
)
def test_an_edge_case_that_something_names_is_tied(path: str, text: str, findings: Find) -> None:
    assert findings("SPC019", {**STRICT, SPEC: CASES, path: text}) == []


def test_an_edge_case_that_names_a_requirement_is_tied(findings: Find) -> None:
    text = CASES.replace("a long password", "a long password (FR-001)").replace("no network", "no network, see FR-009")
    assert [found.message[-6:] for found in findings("SPC019", {**STRICT, SPEC: text})] == ["EC-002"]


def test_edge_cases_without_ids_are_not_judged(findings: Find) -> None:
    assert findings("SPC019", {**STRICT, SPEC: "# S\n\n### Edge Cases\n\n- What happens offline?\n"}) == []


FORMS = """# S

### User Story 1 - a (Priority: P1)

1. **Given** an account, **When** it signs in, **Then** a session starts
2. **AC-004** (FR-001): **Given** b, **When** c, **Then** d
3. **Locked**: **Given** a lock,
   **When** it signs in, **Then** it is refused
4. Given a plain line, when it is read, then nothing is bold

- **Given** one
- **When** two
- **Then** three

**Given** a paragraph, **When** it is read, **Then** it counts

| Given | When | Then |
|---|---|---|
| a | b | c |
"""


def clauses(text: str) -> list[tuple[str | None, ...]]:
    return [scenario[3:6] for scenario in read_spec(Document(SPEC, text)).scenarios]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_next_free_ids_are_written_before_the_first_words_and_change_no_clause(end: str, findings: Find) -> None:
    text = FORMS.replace("\n", end)
    (found,) = findings("SPC011", {**STRICT, SPEC: text})
    assert found.message == "6 scenarios have no id, from US1.1 on"
    assert found.fix
    assert not found.fix.safe
    assert found.fix.title == "write the ids AC-005 to AC-008"
    after = fixed({SPEC: text}, found.fix)[SPEC]
    assert clauses(after) == clauses(text)
    ids = [scenario.id for scenario in read_spec(Document(SPEC, after)).scenarios if scenario.stable]
    assert ids == ["AC-005", "AC-004", "AC-006", "AC-007", "AC-008"]
    for number in (5, 6, 7, 8):
        after = after.replace(f"**AC-00{number}**: ", "")
    assert after == text
    (rest,) = findings("SPC011", {**STRICT, **fixed({SPEC: text}, found.fix)})
    assert rest.fix is None


def test_an_id_that_was_retired_is_not_written_again(findings: Find) -> None:
    lock = "specward trace.lock 1\nAC-009 retired sf1:0c501943fe4ded88a1097b2d34258c73 merged\n"
    text = "# S\n\n### User Story 1 - a\n\n1. **Given** a, **When** b, **Then** c\n"
    (found,) = findings("SPC011", {**STRICT, SPEC: text, "specs/001-login/trace.lock": lock})
    assert found.fix
    assert found.fix.title == "write the id AC-010"


@pytest.mark.parametrize(
    "scenario",
    [
        "**Given** a, **When** b, **Then** c\n**Given** d, **When** e, **Then** f",
        "x\n**Given** a, **When** b, **Then** c",
    ],
)
def test_no_id_is_written_where_it_would_not_be_read(scenario: str, findings: Find) -> None:
    text = f"# S\n\n### User Story 1 - a\n\n{scenario}\n"
    (found,) = findings("SPC011", {**STRICT, SPEC: text})
    after = fixed({SPEC: text}, found.fix)[SPEC] if found.fix else text
    ids = [one.id for one in read_spec(Document(SPEC, after)).scenarios]
    assert sum(identity.startswith("AC") for identity in ids) == after.count("**AC-")


def test_scenarios_with_ids_are_not_told(findings: Find) -> None:
    assert findings("SPC011", {**STRICT, SPEC: "# S\n\n1. **AC-001**: **Given** a, **When** b, **Then** c\n"}) == []


def test_the_profile_story_asks_for_no_ids(findings: Find) -> None:
    assert findings("SPC011", {SPEC: FORMS}) == []
