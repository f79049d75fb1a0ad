"""ADR004: what is written into the other record, and what is left alone because only a part is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Findings = Callable[[str, dict[str, str]], list[Finding]]

OLD = "history/adr/0001-old.md"
NEW = "history/adr/0002-new.md"


def fixed(files: dict[str, str], finding: Finding) -> dict[str, str]:
    """The files with the finding's fix applied."""
    assert finding.fix is not None
    assert not finding.fix.safe
    (edit,) = finding.fix.edits
    text = files[edit.path]
    return {**files, edit.path: text[: edit.span.start] + edit.text + text[edit.span.end :]}


@pytest.mark.parametrize(
    ("old", "written"),
    [
        (
            "# 1. Old\r\n\r\n## Status\r\n\r\nAccepted\r\n\r\n## Context\r\n\r\nOnce.\r\n",
            "Superseded by [2. New](0002-new.md)",
        ),
        ("# ADR-0001: Old\n\n- **Status:** Accepted\n- **Date:** 2026-01-02\n", "- **Status:** Superseded by"),
        ("---\nstatus: accepted\n---\n\n# Old\n", "status: superseded by ADR-0002"),
    ],
)
def test_the_fix_sets_the_status_of_the_old_record_in_its_own_notation(
    old: str, written: str, findings: Findings
) -> None:
    files = {OLD: old, NEW: "# 2. New\n\n## Status\n\nAccepted\n\nSupersedes [1. Old](0001-old.md)\n"}
    (found,) = findings("ADR004", files)
    after = fixed(files, found)
    assert written in after[OLD]
    assert findings("ADR004", after) == []
    assert findings("ADR020", after) == []


def test_the_fix_names_the_old_record_in_the_new_one(findings: Findings) -> None:
    files = {
        OLD: "# 1. Old\n\n## Status\n\nSuperseded by [2. New](0002-new.md)\n",
        NEW: "# 2. New\n\n## Status\n\nAccepted\n\n## Context\n\nNow.\n",
    }
    (found,) = findings("ADR004", files)
    after = fixed(files, found)
    assert "Supersedes [1. Old](0001-old.md)" in after[NEW]
    assert findings("ADR004", after) == []


def test_a_successor_that_does_not_exist_is_not_the_one_that_says_so(findings: Findings) -> None:
    files = {
        OLD: "# Old\n\n- **Status:** Superseded by ADR-0099\n",
        NEW: "# New\n\n- **Status:** Accepted\n- **Supersedes:** ADR-0001\n",
    }
    (found,) = findings("ADR004", files)
    assert found.location.path == NEW


@pytest.mark.parametrize(
    "note", ["(serving mode only)", "decision #3 for LakeFS", "§4", "— the part on caching", "(basis only;", "clause 2"]
)
def test_a_note_after_the_name_may_say_that_a_part_is_meant(note: str, findings: Findings) -> None:
    files = {
        OLD: "# Old\n\n- **Status:** Accepted\n",
        NEW: f"# New\n\n- **Status:** Accepted\n\n## Links\n\n- Supersedes ADR-0001 {note}\n",
    }
    assert [found for found in findings("ADR004", files) if found.severity.label == "error"] == []


def test_a_note_on_another_record_says_nothing_of_this_one(findings: Findings) -> None:
    files = {
        OLD: "# Old\n\n- **Status:** Accepted\n",
        NEW: "# New\n\n- **Status:** Accepted\n\n## Links\n\n- Supersedes ADR-0001, ADR-0003 (only a part)\n",
        "history/adr/0003-third.md": "# Third\n\n- **Status:** Accepted\n",
    }
    (found,) = [found for found in findings("ADR004", files) if found.severity.label == "error"]
    assert found.message == "supersedes ADR-0001, which does not say so"
