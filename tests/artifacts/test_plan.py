"""Plans: technical context, constitution check, complexity."""

from __future__ import annotations

import pytest

from specward.artifacts.plan import Plan, read_plan
from specward.markdown.document import Document


def plan_of(text: str) -> Plan:
    return read_plan(Document("specs/001-login/plan.md", text))


def test_three_fields_on_one_line_are_three_fields() -> None:
    plan = plan_of(
        "# Implementation Plan: Login\n\n**Branch**: `001-login` | **Date**: 2026-01-31 | **Spec**: spec.md\n"
    )
    assert plan.title == "Login"
    assert {name: field.value for name, field in plan.fields.items()} == {
        "branch": "001-login",
        "date": "2026-01-31",
        "spec": "spec.md",
    }


def test_technical_context_is_read_with_its_open_values() -> None:
    plan = plan_of(
        "# Plan\n\n## Technical Context\n\n**Language/Version**: Python 3.11  \n**Storage**: NEEDS CLARIFICATION  \n"
        "**Testing**: pytest\n\n## Summary\n\n**Other**: x\n"
    )
    assert [(field.name, field.value) for field in plan.context] == [
        ("Language/Version", "Python 3.11"),
        ("Storage", "NEEDS CLARIFICATION"),
        ("Testing", "pytest"),
    ]
    (open_value,) = plan.unresolved
    assert plan.document.text[open_value.start : open_value.end] == "NEEDS CLARIFICATION"


@pytest.mark.parametrize(
    ("text", "form", "principles"),
    [
        (
            "| Principle | Status |\n|---|---|\n| I. Small | ok |\n| **II. Fast** | ok |\n",
            "table",
            ["I. Small", "**II. Fast**"],
        ),
        ("| # | Principle | Status |\n|---|---|---|\n| I | Small | ok |\n", "table", ["I Small"]),
        ("- [x] **Small**: yes\n- [ ] **Fast**: no\n", "list", ["Small", "Fast"]),
        ("- Small: yes\n", "list", ["Small"]),
        ("### I. Small\n\nyes\n", "list", ["I. Small"]),
        ("All is well.\n", "prose", []),
        ("*GATE: Must pass before Phase 0 research.*\n", "empty", []),
        ("", "empty", []),
    ],
)
def test_the_constitution_check_is_read_in_each_of_its_forms(text: str, form: str, principles: list[str]) -> None:
    check = plan_of(f"# Plan\n\n## Constitution Check\n\n{text}\n## Next\n").check
    assert check is not None
    assert check.form == form
    assert [row.principle for row in check.rows] == principles


def test_a_box_says_whether_it_is_ticked() -> None:
    check = plan_of("## Constitution Check\n\n- [x] Small: yes\n- [ ] Fast: no\n- Neat: so\n").check
    assert check is not None
    assert [(row.answer, row.ticked) for row in check.rows] == [("yes", True), ("no", False), ("so", None)]


def test_complexity_rows_are_read_without_their_header() -> None:
    plan = plan_of("## Complexity Tracking\n\n| Violation | Why | Simpler |\n|---|---|---|\n| a | b | c |\n")
    assert [[plan.document.slice(cell) for cell in row] for row in plan.complexity] == [["a", "b", "c"]]
