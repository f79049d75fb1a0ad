"""Checklists that were open when work began, beyond the examples of the manual."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Find = Callable[[str, dict[str, str]], list[Finding]]

FOLDER = "specs/001-login"
MIXED = "# Specification Quality Checklist\n\n- [x] CHK001 a\n- [ ] CHK002 b\n- [?] CHK003 c\n"
UNTOUCHED = "# Checklist\n\n- [ ] a\n- [ ] b\n"
PLAN = {f"{FOLDER}/plan.md": "# Plan\n"}
DONE = {f"{FOLDER}/tasks.md": "- [ ] T001 a\n- [x] T002 b\n"}
TODO = {f"{FOLDER}/tasks.md": "- [ ] T001 a\n"}


def checklist(name: str, text: str) -> dict[str, str]:
    return {f"{FOLDER}/checklists/{name}.md": text}


@pytest.mark.parametrize(
    ("name", "others", "message"),
    [
        ("requirements", PLAN, "2 of 3 items are open, and plan.md is there"),
        ("requirements", TODO, "2 of 3 items are open, and tasks.md is there"),
        ("security", DONE, "2 of 3 items are open, and T002 is ticked"),
    ],
)
def test_a_gate_is_open_where_work_has_begun_behind_it(
    name: str, others: dict[str, str], message: str, findings: Find
) -> None:
    (found,) = findings("CHK001", checklist(name, MIXED) | others)
    assert (found.message, found.severity) == (message, Severity.WARNING)
    assert [found.location.start.line, *(place.start.line for place in found.related)] == [4, 5]


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("requirements", {}),
        ("requirements", {f"{FOLDER}/spec.md": "# Spec\n"}),
        ("security", PLAN),
        ("security", TODO),
        ("acceptance", PLAN | DONE),
    ],
)
def test_a_gate_may_be_open_before(name: str, others: dict[str, str], findings: Find) -> None:
    assert findings("CHK001", checklist(name, MIXED) | others) == []


def test_a_list_that_is_ticked_is_closed(findings: Find) -> None:
    assert findings("CHK001", checklist("requirements", "- [x] a\n- [X] b\n") | PLAN) == []
    assert findings("CHK001", checklist("requirements", "# Empty\n") | PLAN) == []


def test_a_list_that_nobody_ticked_may_be_no_gate(findings: Find) -> None:
    assert findings("CHK001", checklist("requirements", UNTOUCHED) | PLAN) == []


@pytest.mark.parametrize("profile", ["strict", "safety"])
@pytest.mark.parametrize("text", [MIXED, UNTOUCHED])
def test_a_strict_profile_makes_it_an_error(profile: str, text: str, findings: Find) -> None:
    config = {".specify/specward.yml": f"trace:\n  profile: {profile}\n"}
    (found,) = findings("CHK001", checklist("requirements", text) | PLAN | config)
    assert found.severity is Severity.ERROR


@pytest.mark.parametrize("title", ["Feature Readiness", "Requirement Completeness", "Content Quality"])
def test_a_section_tells_that_a_list_is_about_the_specification(title: str, findings: Find) -> None:
    text = f"# Checklist\n\n## {title}\n\n- [x] a\n- [ ] b\n"
    (found,) = findings("CHK001", checklist("requirements", text) | PLAN)
    assert found.severity is Severity.WARNING


def test_a_list_about_anything_else_is_an_info(findings: Find) -> None:
    text = "# Security Checklist\n\n## Scope Limitations\n\n- [x] a\n- [ ] Runs on one machine only\n"
    (found,) = findings("CHK001", checklist("security", text) | DONE)
    assert found.severity is Severity.INFO


@pytest.mark.parametrize("reason", ["**FAIL (intentional)**: it names a database", "Not applicable", "Deferred to v2"])
def test_an_item_may_be_open_on_purpose(reason: str, findings: Find) -> None:
    text = f"# Specification Quality Checklist\n\n- [x] a\n- [ ] b - {reason}\n"
    strict = {".specify/specward.yml": "trace:\n  profile: strict\n"}
    assert findings("CHK001", checklist("requirements", text) | PLAN) == []
    assert len(findings("CHK001", checklist("requirements", text) | PLAN | strict)) == 1


def test_one_item_is_told_in_the_singular(findings: Find) -> None:
    (found,) = findings("CHK001", checklist("requirements", "- [x] a\n- [ ] b\n") | PLAN)
    assert found.message == "1 of 2 items is open, and plan.md is there"
