"""Which links count as never reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Find = Callable[[str, dict[str, str]], list[Finding]]

FILES = {
    "specs/001-login/spec.md": "# Feature Specification: Login\n\n- **FR-001**: It MUST open.\n",
    "specs/001-login/tasks.md": "# Tasks\n\n" + "".join(f"- [ ] T00{n} Do {n} (FR-001)\n" for n in range(1, 6)),
}
LOCK = "specs/001-login/trace.lock"


def test_a_feature_without_a_lock_has_promised_nothing(findings: Find) -> None:
    assert findings("TRC010", FILES) == []


def test_one_finding_names_the_links_that_the_lock_of_a_feature_lacks(findings: Find) -> None:
    (found,) = findings("TRC010", {**FILES, LOCK: "specward trace.lock 1\n"})
    listed = ", ".join(f"T00{number} implements FR-001" for number in (1, 2, 3))
    assert found.message == f"never reviewed: {listed} and 2 more"
    assert found.location.start == (3, 7)
    assert len(found.related) == 4


def test_a_corrupt_lock_is_the_matter_of_another_rule(findings: Find) -> None:
    assert findings("TRC010", {**FILES, LOCK: ""}) == []
