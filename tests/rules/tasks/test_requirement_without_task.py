"""Which requirements need a task, and what counts as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Find = Callable[[str, dict[str, str]], list[Finding]]

SPEC, TASKS, CONFIG = "specs/001-login/spec.md", "specs/001-login/tasks.md", ".specify/specward.yml"
STRICT = {CONFIG: "trace:\n  profile: strict\n"}
SCENARIO = "1. **AC-001** (FR-002): **Given** a, **When** b, **Then** c\n\n"
TWO = f"# X\n\n### User Story 1 - A (Priority: P1)\n\n{SCENARIO}- **FR-001**: It MUST a.\n- **FR-002**: It MUST b.\n"


def told(find: Find, spec: str, tasks: str, config: dict[str, str] = STRICT) -> list[str]:
    return [finding.message for finding in find("TSK008", {SPEC: spec, TASKS: tasks, **config})]


@pytest.mark.parametrize(
    ("tasks", "without"),
    [
        ("- [ ] T001 Do a (FR-001)\n", ["FR-002"]),
        ("- [ ] T001 Do a (FR-001, FR-002)\n", []),
        ("- [ ] T001 Do a (FR-001)\n- [ ] T002 Do b (AC-001)\n", []),
        ("- [ ] T001 [US1] Do a\n", ["FR-001", "FR-002"]),
        ("- [ ] T001 Do a (FR-001)\n- [ ] T002 Do b (FR-002a)\n", []),
    ],
)
def test_a_task_names_the_requirement_or_a_criterion_of_it(findings: Find, tasks: str, without: list[str]) -> None:
    assert told(findings, TWO, tasks) == [f"no task implements 001-login/{identity}" for identity in without]


def test_it_is_silent_where_a_task_of_the_story_is_enough_or_nothing_is_planned_yet(findings: Find) -> None:
    assert told(findings, TWO, "- [ ] T001 [US1] Do a\n", {}) == []
    assert findings("TSK008", {SPEC: TWO, **STRICT}) == []


@pytest.mark.parametrize(
    "spec",
    [
        "# X\n\n- **FR-001**: It MUST a.\n- **FR-002**: Deferred: it MUST b.\n",
        "# X\n\n- **FR-001**: It MUST a. (supersedes FR-002)\n- **FR-002**: It MUST b.\n",
        "# X\n\n- **FR-001**: It MUST a.\n- **C-001**: It runs on one core.\n",
    ],
)
def test_what_nobody_will_build_needs_no_task(findings: Find, spec: str) -> None:
    assert told(findings, spec, "- [ ] T001 Do a (FR-001)\n") == []
