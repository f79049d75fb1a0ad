"""Which references lead nowhere or to several items, which links go in a ring, skip a level or are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Find = Callable[[str, dict[str, str]], list[Finding]]

SPEC, TASKS, TEST, CONFIG = (
    "specs/001-login/spec.md",
    "specs/001-login/tasks.md",
    "tests/t/test_a.py",
    ".specify/specward.yml",
)
OTHER, CONSTITUTION = "specs/002-export/spec.md", ".specify/memory/constitution.md"
PRINCIPLES = "# X\n\n## Core Principles\n\n### I. Library First\n\nIt MUST.\n"
ONE = "# X\n\n- **FR-001**: It MUST a.\n"
STRICT = {CONFIG: "trace:\n  profile: strict\n"}


def test_of(*targets: str) -> str:
    marks = "".join(f"@pytest.mark.verifies('{target}')\n" for target in targets)
    return f"import pytest\n\n\n{marks}def test_a():\n    assert a()\n"


test_of.__test__ = False  # type: ignore[attr-defined]


def messages(found: list[Finding]) -> list[str]:
    return [finding.message for finding in found]


@pytest.mark.verifies("002-enforced-with-evidence/AC-005")
@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("001-login/FR-009", "001-login has no such item"),
        ("001-login/AC-001", "001-login has no such item"),
        ("FR-009", "nothing has that id"),
        ("009-nowhere/FR-001", "there is no feature `009-nowhere`"),
        ("P-09", "nothing has that id"),
    ],
)
def test_a_mark_that_leads_nowhere_is_told_once(findings: Find, target: str, why: str) -> None:
    found = findings("TRC001", {SPEC: ONE, OTHER: ONE, TEST: test_of(target), CONSTITUTION: PRINCIPLES})
    assert [(f.location.path, f.location.start.line) for f in found] == [(TEST, 4)]
    assert messages(found) == [f"a mark names {target}, and {why}"]


@pytest.mark.parametrize("target", ["001-login/FR-001", "login/FR-1", "1/FR-001", "P-01", "ADR-0007", "FR-0O1"])
def test_a_mark_that_leads_somewhere_or_has_no_form_is_not_told(findings: Find, target: str) -> None:
    assert not findings("TRC001", {SPEC: ONE, TEST: test_of(target), CONSTITUTION: PRINCIPLES})


@pytest.mark.parametrize(
    "line",
    [
        "1. **AC-001** (FR-009): **Given** a, **When** b, **Then** c",
        "- **FR-002**: It MUST b (refines FR-009).",
        "- **FR-002**: It MUST b (derives from P-09).",
        "See 002-export/FR-009.",
    ],
)
def test_a_reference_in_a_document_that_leads_nowhere_is_told(findings: Find, line: str) -> None:
    found = findings("TRC001", {SPEC: f"{ONE}\n{line}\n", OTHER: ONE, CONSTITUTION: PRINCIPLES})
    assert [f.location.excerpt for f in found] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "1. **AC-001** (SC-009): **Given** a, **When** b, **Then** c",
        "- **FR-002**: It MUST b (FR-009).",
        "- **FR-002**: It MUST b (derives from P-09).",
        "See 002-export/FR-001, 002-export/SC-001 and `002-export/FR-009`.",
        "See 002 FR-009 and HTTP 404 FR-009.",
        "<!-- 002-export/FR-009 -->",
        "Of #412/FR-005, #412/PR-430, ADR 2025-01-31-2/FR-009 and PR 412/FR-003.",
    ],
)
def test_families_that_nobody_declares_and_what_is_merely_mentioned_are_left_alone(findings: Find, line: str) -> None:
    assert not findings("TRC001", {SPEC: f"{ONE}\n{line}\n", OTHER: ONE})


def test_what_tasks_name_of_their_own_feature_is_for_another_rule(findings: Find) -> None:
    files = {SPEC: ONE, TASKS: "# Tasks\n\n- [ ] T001 Do (FR-009)\n- [ ] T002 Do (002-export/FR-009)\n", OTHER: ONE}
    assert messages(findings("TRC001", files)) == [
        "this document names 002-export/FR-009, and 002-export has no such item"
    ]


@pytest.mark.verifies("002-enforced-with-evidence/AC-005")
@pytest.mark.parametrize(
    ("target", "count"), [("FR-001", 1), ("export/FR-001", 1), ("002-export/FR-001", 0), ("FR-009", 0)]
)
def test_a_mark_that_several_items_answer_to_is_ambiguous(findings: Find, target: str, count: int) -> None:
    files = {SPEC: ONE, OTHER: ONE, "specs/003-export/spec.md": ONE, TEST: test_of(target)}
    assert len(findings("TRC002", files)) == count


def test_a_test_in_a_feature_folder_may_use_bare_ids(findings: Find) -> None:
    files = {SPEC: ONE, OTHER: ONE, "specs/001-login/tests/test_a.py": test_of("FR-001")}
    assert not findings("TRC002", files)


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        (
            "refines FR-002",
            "refines FR-001",
            "lies on a ring of 2 links: 001-login/FR-001 → 001-login/FR-002 → 001-login/FR-001",
        ),
        ("refines FR-001", "US1", "is linked to itself: 001-login/FR-001 → 001-login/FR-001"),
    ],
)
def test_a_ring_is_told_with_its_path(findings: Find, first: str, second: str, message: str) -> None:
    spec = f"# X\n\n- **FR-001**: It MUST a ({first}).\n- **FR-002**: It MUST b ({second}).\n"
    assert messages(findings("TRC021", {SPEC: spec})) == [f"001-login/FR-001 {message}"]


def test_a_ring_of_ids_with_an_area_is_told(findings: Find) -> None:
    one, two = "- **FR-A-001**: It MUST a (refines FR-A-002).", "- **FR-A-002**: It MUST b (refines FR-A-001)."
    spec = f"# X\n\n{one}\n{two}\n"
    assert len(findings("TRC021", {SPEC: spec})) == 1


def test_requirements_that_only_mention_each_other_are_no_ring(findings: Find) -> None:
    assert not findings(
        "TRC021", {SPEC: "# X\n\n- **FR-001**: It MUST a (FR-002).\n- **FR-002**: It refines b (FR-001).\n"}
    )


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("- **FR-001**: It MUST a.", 1),
        ("- **FR-001**: It MUST a (derives from P-01).", 0),
        ("- **FR-001** (US1): It MUST a.", 0),
        ("- **FR-001**: It MUST a (refines FR-001).", 1),
        ("1. **AC-001** (FR-001): **Given** a, **When** b, **Then** c\n\n- **FR-001**: It MUST a.", 0),
        ("- **FR-001**: Deferred: it MUST a.", 0),
    ],
)
def test_a_strict_profile_asks_for_whose_sake_a_requirement_is_there(findings: Find, line: str, count: int) -> None:
    files = {SPEC: f"# X\n\n### User Story 1 - A (Priority: P1)\n\n{line}\n", CONSTITUTION: PRINCIPLES}
    assert len(findings("TRC022", {**files, **STRICT})) == count
    assert not findings("TRC022", files)


def test_a_link_that_skips_a_level_names_what_is_wanted(findings: Find) -> None:
    tasks = "# Tasks\n\n- [ ] T001 Do (P-01)\n- [ ] T002 Do (FR-001)\n"
    files = {SPEC: ONE, TASKS: tasks, CONSTITUTION: PRINCIPLES, TEST: test_of("001-login/T001")}
    found = findings("TRC023", {**files, **STRICT})
    assert messages(found) == [
        "001-login/T001 implements P-01, a principle",
        "tests/t/test_a.py::test_a verifies 001-login/T001, a task",
    ]
    assert found[0].help == "a task implements a criterion or edge case or requirement or story or success criterion"
    assert not findings("TRC023", files)


@pytest.mark.parametrize(
    ("text", "empty"),
    [
        ("- **FR-001**:\n- **FR-002**: It MUST.\n", True),
        ("- **FR-001**: (US1)\n", True),
        ("- **FR-001**:\n  - It MUST a.\n", False),
        ("**FR-001**:\n\nIt MUST a.\n", False),
        ("### FR-001\n\nIt MUST a.\n", False),
        ("### FR-001\n\n### FR-002: Open\n", True),
        ("| ID | Says |\n|---|---|\n| FR-001 | |\n", False),
    ],
)
def test_a_requirement_must_say_something(findings: Find, text: str, empty: bool) -> None:
    assert bool(findings("SPC020", {SPEC: f"# X\n\n## Requirements\n\n{text}"})) is empty


def test_without_a_base_nothing_can_have_been_lost(findings: Find) -> None:
    tasks = "# Tasks\n\n- [ ] T001 Do{}\n"
    files = {SPEC: ONE, TASKS: tasks.format("")}
    assert not findings("TRC011", files)
    lost = findings("TRC011", {**files, f"base:{SPEC}": ONE, f"base:{TASKS}": tasks.format(" (FR-001)")})
    assert messages(lost) == ["001-login/FR-001 has no task any more; in the base it had T001"]


def test_what_a_feature_has_lost_of_one_kind_is_told_once_with_all_places(findings: Find) -> None:
    items = "\n".join(f"- **FR-00{number}**: It MUST a." for number in range(1, 5))
    tasks = "# Tasks\n\n" + "".join(f"- [ ] T00{number} Do (FR-00{number})\n" for number in range(1, 5))
    base = {f"base:{SPEC}": f"# X\n\n{items}\n", f"base:{TASKS}": tasks, f"base:{TEST}": test_of("001-login/FR-004")}
    base |= {f"base:{OTHER}": ONE, "base:specs/002-export/tasks.md": "# Tasks\n\n- [ ] T009 Do (FR-001)\n"}
    kept = "# Tasks\n\n- [ ] T004 Do (FR-004)\n"
    lost = findings("TRC011", {SPEC: f"# X\n\n{items}\n", TASKS: kept, OTHER: ONE, **base})
    assert messages(lost) == [
        "001-login/FR-001 and 2 more have no task any more; in the base they had T001 and 2 more",
        "001-login/FR-004 has no test any more; in the base it had tests/t/test_a.py::test_a",
        "002-export/FR-001 has no task any more; in the base it had T009",
    ]
    assert [(place.start.line, place.label) for place in lost[0].related] == [
        (4, "FR-002 had T002"),
        (5, "FR-003 had T003"),
    ]
    assert lost[0].help == "link them again, or say in a waiver why they may go"
