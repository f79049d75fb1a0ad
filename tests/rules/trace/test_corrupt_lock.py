"""Which locks are corrupt, and where; the reasons are told apart in tests/trace/test_lock.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Find = Callable[[str, dict[str, str]], list[Finding]]

SPEC = {"specs/001-login/spec.md": "# Feature Specification: Login\n"}
LOCK = "specs/001-login/trace.lock"
APPROVED = f"FR-001 approved sf1:{'1' * 32}\n"


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (f"specward trace.lock 1\n<<<<<<< HEAD\n{APPROVED}", 2, "git left a merge conflict in it"),
        (f"specward trace.lock 1\n{APPROVED[:30]}", 2, "it is cut off: its last line has no end"),
        ("specward trace.lock 2\n", 1, "newer version wrote it"),
        (f"specward trace.lock 1\n{APPROVED.replace('sf1', 'sf2')}", 2, "newer version wrote it"),
        ("", 1, "it is empty"),
    ],
)
def test_a_corrupt_lock_is_an_error_at_its_first_wrong_line(text: str, line: int, reason: str, findings: Find) -> None:
    (found,) = findings("TRC012", {**SPEC, LOCK: text})
    assert (found.severity.label, found.location.path, found.location.start.line) == ("error", LOCK, line)
    assert found.message.startswith("this lock cannot be relied on: ")
    assert found.message.endswith(reason)


@pytest.mark.parametrize("text", ["specward trace.lock 1\n", f"specward trace.lock 1\r\n{APPROVED}{APPROVED}"])
def test_a_sound_lock_is_none(text: str, findings: Find) -> None:
    assert findings("TRC012", {**SPEC, LOCK: text}) == []
