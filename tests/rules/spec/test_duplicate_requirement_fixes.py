"""How two requirements of one id are mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.rules.fixes import all_fixed, fixed

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Find = Callable[[str, dict[str, str]], list[Finding]]

SPEC = "specs/001-login/spec.md"
TASKS = "specs/001-login/tasks.md"
LOCK = "specs/001-login/trace.lock"


@pytest.mark.verifies("005-the-whole-checker/AC-003")
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_line_that_repeats_the_one_above_is_deleted(end: str, findings: Find) -> None:
    text = end.join(
        ["# S", "", "- **FR-001**: a user signs in", "- **FR-001**: a user signs in", "- **FR-002**: b", ""]
    )
    (found,) = findings("SPC002", {SPEC: text})
    assert found.fix
    assert found.fix.safe
    after = fixed({SPEC: text}, found.fix)
    assert after[SPEC] == end.join(["# S", "", "- **FR-001**: a user signs in", "- **FR-002**: b", ""])
    assert findings("SPC002", after) == []


@pytest.mark.parametrize(
    "text",
    [
        "- **FR-001**: a user signs in\n\n## Again\n\n- **FR-001**: a user signs in\n",
        "- **FR-001**: a user signs in\n- **FR-001**: a user signs in today\n",
        "- **FR-001**: a user signs in\n- **FR-001**: a user signs in\n  - with a password\n",
        "- **FR-001**: a user signs in\n  - with a password\n- **FR-001**: a user signs in\n",
        "- **FR-001**: a\n- **FR-002**: b\n- **FR-001**: a\n- **FR-002**: b\n",
    ],
)
def test_a_copy_that_is_not_the_same_line_twice_has_no_fix(text: str, findings: Find) -> None:
    (found,) = findings("SPC002", {SPEC: f"# S\n\n{text}"})
    assert found.fix is None


def test_the_later_of_two_that_differ_gets_the_next_free_id_when_asked_for(findings: Find) -> None:
    text = "# S\n\n- **FR-001**: a user signs in\n- **FR-002**: b\n- **FR-001**: sessions end at night\n"
    (found,) = findings("SPC002", {SPEC: text})
    assert found.fix
    assert not found.fix.safe
    assert fixed({SPEC: text}, found.fix)[SPEC] == text.replace("FR-001**: sessions", "FR-003**: sessions")


def test_an_id_that_is_named_or_was_retired_is_not_free(findings: Find) -> None:
    files = {
        SPEC: "# S\n\n- **FR-001**: a user signs in\n- **FR-001**: sessions end at night\n",
        TASKS: "- [ ] T001 a (FR-002)\n",
        LOCK: "specward trace.lock 1\nFR-003 retired sf1:0c501943fe4ded88a1097b2d34258c73 merged\n",
    }
    (found,) = findings("SPC002", files)
    assert found.fix
    assert found.fix.title == "renumber it FR-004"


def test_ids_of_several_parts_are_not_counted_on(findings: Find) -> None:
    text = "# S\n\n- **FR-1.1**: a user signs in\n- **FR-1.1**: sessions end at night\n"
    assert [found.fix for found in findings("SPC002", {SPEC: text})] == [None]


def test_a_run_of_duplicates_is_renumbered_at_once(findings: Find) -> None:
    text = "# S\n\n- **FR-001**: aa\n- **FR-002a**: bb\n\n## B\n\n- **FR-001**: must cc\n- **FR-002a**: must dd\n"
    after = all_fixed(lambda files: findings("SPC002", files), {SPEC: text})[SPEC]
    assert after == text.replace("FR-001**: must", "FR-003**: must").replace("FR-002a**: must", "FR-004**: must")
