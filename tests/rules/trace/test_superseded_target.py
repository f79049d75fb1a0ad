"""Who still names a requirement that another one took the place of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Find = Callable[[str, dict[str, str]], list[Finding]]

SPEC, TASKS, TEST = "specs/001-login/spec.md", "specs/001-login/tasks.md", "tests/test_login.py"
LATER = "specs/002-sessions/spec.md"
OLD = "# X\n\n- **FR-001**: It MUST a.\n- **FR-002**: It MUST b.\n"
BOTH = f"{OLD}- **FR-003**: It MUST c (supersedes FR-002).\n"


def marked(*targets: str) -> str:
    marks = "".join(f"@pytest.mark.verifies('{target}')\n" for target in targets)
    return f"import pytest\n\n\n{marks}def test_a():\n    assert a()\n"


def told(find: Find, files: dict[str, str]) -> list[tuple[str, str]]:
    return [(finding.message, finding.help) for finding in find("TRC024", files)]


def test_a_mark_is_told_with_the_requirement_that_took_the_place(findings: Find) -> None:
    (found,) = findings("TRC024", {SPEC: BOTH, TEST: marked("001-login/FR-002", "001-login/FR-001")})
    assert (found.location.path, found.location.start.line) == (TEST, 6)
    assert found.message == "tests/test_login.py::test_a verifies 001-login/FR-002, which is superseded"
    assert found.help == "name 001-login/FR-003 instead"
    assert [(place.path, place.start.line) for place in found.related] == [(SPEC, 5)]


@pytest.mark.parametrize(
    ("task", "count"),
    [
        ("- [ ] T001 Do b (FR-002)", 1),
        ("- [x] T001 Do b (FR-002)", 0),
        ("- [ ] T001 Do a (FR-001)", 0),
        ("- [ ] T001 Turn what FR-002 asks for into what FR-003 does", 0),
    ],
)
def test_a_task_is_told_while_it_is_open_and_leads_to_the_old_one_alone(findings: Find, task: str, count: int) -> None:
    assert len(told(findings, {SPEC: BOTH, TASKS: f"# Tasks\n\n{task}\n"})) == count


def test_the_newer_requirement_may_stand_in_another_feature(findings: Find) -> None:
    later = "# Y\n\n- **FR-001**: It MUST c (supersedes 001-login/FR-002).\n- **FR-002**: It MUST d.\n"
    files = {SPEC: OLD, LATER: later, TASKS: "# Tasks\n\n- [ ] T001 Do b (FR-002)\n"}
    message = "001-login/T001 implements 001-login/FR-002, which is superseded"
    assert told(findings, files) == [(message, "name 002-sessions/FR-001 instead")]


def test_of_several_that_share_the_place_each_is_named(findings: Find) -> None:
    spec = f"{BOTH}- **FR-004**: It MUST d (supersedes FR-002).\n"
    ((_, help_),) = told(findings, {SPEC: spec, TEST: marked("001-login/FR-002")})
    assert help_ == "name 001-login/FR-003 or 001-login/FR-004 instead"
    assert not told(findings, {SPEC: spec, TEST: marked("001-login/FR-002", "001-login/FR-004")})


@pytest.mark.parametrize("words", ["Deferred: it MUST c (supersedes FR-002)", "It MUST c, FR-002 supersedes nothing"])
def test_what_is_put_off_or_only_spoken_of_supersedes_nothing(findings: Find, words: str) -> None:
    assert not told(findings, {SPEC: f"{OLD}- **FR-003**: {words}.\n", TEST: marked("001-login/FR-002")})


def test_requirements_in_a_ring_are_told_and_end_nothing(findings: Find) -> None:
    ring = "# X\n\n- **FR-001**: It MUST a (supersedes FR-002).\n- **FR-002**: It MUST b (supersedes FR-001).\n"
    assert len(told(findings, {SPEC: ring, TEST: marked("001-login/FR-002")})) == 1
