"""The minimum acceptance criteria, each with what it measures."""

from __future__ import annotations

import pytest

from specward.acceptance.measure import Measure, Verdict
from specward.acceptance.minimum import minimum
from specward.project import Project
from specward.sources.memory import MemorySource

FOLDER = "specs/001-login"
SPEC = """\
# Feature Specification: Login

### User Story 1 - Sign in (Priority: P1)

1. **AC-001**: **Given** an account, **When** the right password is sent, **Then** a session starts
2. **AC-002**: **Given** an account, **When** a wrong password is sent, **Then** it is refused

### Edge Cases

- What happens when the store is down?

## Constraints

- No third party sees a password.
"""


def measured(files: dict[str, str], changed: list[str] | None = None) -> dict[str, Measure]:
    project = Project(MemorySource({f"{FOLDER}/spec.md": SPEC, **files}))
    return {measure.id: measure for measure in minimum(project, project.feature(FOLDER), changed)}


def answer(measure: Measure) -> tuple[str, str]:
    return measure.verdict.value, measure.detail


def of_spec(text: str, identity: str) -> tuple[str, str]:
    return answer(measured({f"{FOLDER}/spec.md": text})[identity])


def test_every_feature_is_asked_the_same_five_questions() -> None:
    found = measured({})
    assert list(found) == ["MIN-1", "MIN-2", "MIN-3", "MIN-4", "MIN-5"]
    assert [measure.verdict.value for measure in found.values()] == ["met", "met", "met", "unknown", "unneeded"]


def test_the_projects_own_checks_stand_beside_them_for_a_person() -> None:
    config = 'acceptance:\n  checks: ["Security has looked at it", "The docs are read"]\n'
    found = measured({".specify/specward.yml": config})
    assert [(found[key].text, found[key].verdict) for key in ("CHECK-1", "CHECK-2")] == [
        ("Security has looked at it", Verdict.PERSON),
        ("The docs are read", Verdict.PERSON),
    ]


def test_without_a_specification_nobody_can_tell() -> None:
    project = Project(MemorySource({f"{FOLDER}/plan.md": "# Plan\n"}))
    found = minimum(project, project.feature(FOLDER))
    assert [measure.verdict for measure in found[:3]] == [Verdict.UNKNOWN] * 3


@pytest.mark.parametrize(
    ("then", "expected"),
    [
        ("a session starts", ("met", "2 criteria")),
        ("it works as expected", ("unmet", "AC-001 asks only that it works")),
        ("the system should work correctly.", ("unmet", "AC-001 asks only that it works")),
        ("the clock works while it is offline", ("met", "2 criteria")),
    ],
)
def test_a_criterion_says_what_can_be_decided(then: str, expected: tuple[str, str]) -> None:
    assert of_spec(SPEC.replace("a session starts", then), "MIN-1") == expected


def test_a_scenario_without_a_result_decides_nothing() -> None:
    text = SPEC.replace(", **Then** a session starts", "")
    found = measured({f"{FOLDER}/spec.md": text})["MIN-1"]
    assert answer(found) == ("unmet", "AC-001 names no result")
    assert found.location
    assert found.location.start.line == 5


def test_every_story_needs_a_criterion() -> None:
    text = SPEC.replace("### Edge", "### User Story 2 - Sign out (Priority: P2)\n\nAs a user I leave.\n\n### Edge")
    assert of_spec(text, "MIN-1") == ("unmet", "US2 has no criterion")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Spec\n\nThe form, the one with the password.\n", ("unmet", "there is no acceptance criterion")),
        ("# Spec\n\n## Acceptance Criteria\n\n- The form is there\n", ("met", "a list of criteria without ids")),
        ("# Spec\n\n- **AC-001**: The form is there\n", ("met", "1 criterion")),
    ],
)
def test_criteria_have_many_forms(text: str, expected: tuple[str, str]) -> None:
    assert of_spec(text, "MIN-1") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SPEC, ("met", "1 scenario")),
        ("# Spec\n\n### Edge Cases\n\n- What if it rains?\n", ("unmet", "`Edge Cases` says of no error what follows")),
        ("# Spec\n\n### Edge Cases\n\n- What if it rains? It waits.\n", ("met", "1 stated case")),
        ("# Spec\n\n## Error Handling\n\n| Trigger | Answer |\n|---|---|\n| rain | wait |\n", ("met", "1 stated case")),
        ("# Spec\n\n- **FR-001**: It MUST reject an invalid code.\n", ("met", "1 requirement")),
        ("# Spec\n\n- **EC-001**: In the rain it waits.\n", ("met", "1 stated case")),
        ("# Spec\n\nThe form and the button.\n", ("unmet", "no scenario and no section speaks of an error")),
        ("# 仕様\n\n本文。\n", ("unknown", "no such section was recognised; its language may be unknown")),
    ],
)
def test_an_error_path_is_stated_not_asked_about(text: str, expected: tuple[str, str]) -> None:
    assert of_spec(text, "MIN-2") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SPEC, ("met", "1 constraint")),
        ("# Spec\n\n## Out of Scope\n\n- Passkeys\n- Tokens\n", ("met", "2 constraints")),
        ("# Spec\n\n**Out of scope**: passkeys.\n", ("met", "1 constraint")),
        ("# Spec\n\n- **NFR-001**: It MUST be quick.\n", ("met", "1 constraint")),
        ("# Spec\n\n## Constraints\n\n## Next\n\nWords.\n", ("unmet", "`Constraints` is empty")),
        (
            "# Spec\n\nThe form and the button.\n",
            ("unmet", "no section says what limits the feature or is out of its scope"),
        ),
    ],
)
def test_constraints_are_stated(text: str, expected: tuple[str, str]) -> None:
    assert of_spec(text, "MIN-3") == expected


TASKS = "# Tasks\n\n- [x] T001 Add src/login/ and `routes.py`\n  - and README.md\n- [x] T002 Test tests/test_*.py\n"


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (None, ("unknown", "no change is examined")),
        ([], ("unneeded", "no file is changed")),
        (["src/login/form.py", "api/routes.py", "README.md", "tests/test_login.py"], ("met", "4 changed files")),
        (
            ["src/login/form.py", "src/logout.py", "a/b.py"],
            ("unmet", "named by no task: a/b.py, src/logout.py (2 of 3)"),
        ),
        (
            [f"{FOLDER}/spec.md", ".specify/x.yml", "history/prompts/a.md", "specs/002-b/spec.md"],
            ("unneeded", "no file is changed"),
        ),
        (
            [f"src/{n}.py" for n in range(7)],
            ("unmet", "named by no task: src/0.py, src/1.py, src/2.py, src/3.py, src/4.py and 2 more (7 of 7)"),
        ),
    ],
)
def test_the_smallest_viable_change_is_what_tasks_name(changed: list[str] | None, expected: tuple[str, str]) -> None:
    assert answer(measured({f"{FOLDER}/tasks.md": TASKS}, changed)["MIN-4"]) == expected


@pytest.mark.parametrize("tasks", [{}, {f"{FOLDER}/tasks.md": "- [x] T001 Think\n"}])
def test_tasks_that_name_no_file_measure_nothing(tasks: dict[str, str]) -> None:
    assert answer(measured(tasks, ["src/a.py"])["MIN-4"]) == ("unknown", "no task names a file")


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ("As in `src/login.py:3` and src/login.py:1-2.", ("met", "2 references")),
        ("As in `login.py:3`, see spec.md:5 and 1:3:src/login.py.", ("met", "3 references")),
        ("As in `src/login.py:4`.", ("unmet", "not there: src/login.py:4 (1 of 1)")),
        (
            "As in src/login.py:1-9 and src/gone.py#L1 and src/login.py#L1-L3",
            ("unmet", "not there: src/login.py:1-9, src/gone.py#L1 (2 of 3)"),
        ),
        ("At db.internal:5432, 12:30, http://localhost.py:80/x, v1.2:3", ("unneeded", "no line of code is cited")),
        ("```text\nsrc/gone.py:1\n```", ("unneeded", "no line of code is cited")),
    ],
)
def test_references_to_lines_of_code_lead_to_one(plan: str, expected: tuple[str, str]) -> None:
    files = {f"{FOLDER}/plan.md": f"# Plan\n\n{plan}\n", "src/login.py": "a\nb\nc\n"}
    assert answer(measured(files)["MIN-5"]) == expected


def test_any_document_of_the_folder_may_refer_to_code() -> None:
    found = measured({f"{FOLDER}/research.md": "# R\n\nx src/gone.py:7\n"})["MIN-5"]
    assert found.location
    assert (found.location.path, found.location.start.line) == (f"{FOLDER}/research.md", 3)
