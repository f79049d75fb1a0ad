"""Which items have an id that was retired."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.fingerprint import fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Find = Callable[[str, dict[str, str]], list[Finding]]

OLD = fingerprint((("kind", "requirement"), ("text", "It MUST open.")))
SCENARIO = "**Given** a, **When** b, **Then** c"


def files(item: str, tombstone: str, tasks: str = "") -> dict[str, str]:
    return {
        "specs/001-login/spec.md": f"# Feature Specification: Login\n\n{item}\n",
        "specs/001-login/tasks.md": f"# Tasks\n\n{tasks}\n",
        "specs/001-login/trace.lock": f"specward trace.lock 1\n{tombstone}\n",
    }


@pytest.mark.parametrize(
    ("item", "tombstone"),
    [
        ("- **FR-009**: It MUST close.", f"FR-009 retired {OLD}"),
        ("- **FR-9**: It MUST close.", f"FR-009 retired {OLD}"),
        ("- **FR-009**: It MUST open.", "FR-009 retired -"),
        (f"1. **AC-001**: {SCENARIO}", f"AC-001 retired {OLD}"),
        ("### User Story 3 - Sign in (Priority: P1)", f"US3 retired {OLD}"),
    ],
)
def test_another_item_with_the_id_is_an_error(item: str, tombstone: str, findings: Find) -> None:
    (found,) = findings("TRC013", files(item, tombstone))
    assert found.message.endswith("was retired and is used again for something else")
    assert found.location.start.line == 3


def test_tasks_count_too_and_the_reason_is_told(findings: Find) -> None:
    (found,) = findings("TRC013", files("", f"T004 retired {OLD} moved to 002", "- [ ] T004 Something"))
    assert found.message == "T004 was retired (moved to 002) and is used again for something else"


@pytest.mark.parametrize(
    "tombstone",
    [f"FR-009 retired {OLD}", f"FR-010 retired {OLD}", f"FR-009 approved {OLD}"],
    ids=["the item as it was", "another id", "no tombstone"],
)
def test_silence(tombstone: str, findings: Find) -> None:
    assert findings("TRC013", files("- **FR-009**: It\n  **MUST** open.", tombstone)) == []
