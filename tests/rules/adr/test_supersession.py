"""ADR004 and ADR005: what decisions say of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Findings = Callable[[str, dict[str, str]], list[Finding]]

OLD = "history/adr/0001-old.md"
NEW = "history/adr/0002-new.md"


def pair(old: str, new: str) -> dict[str, str]:
    return {OLD: f"# ADR-0001: Old\n\n{old}\n", NEW: f"# ADR-0002: New\n\n{new}\n"}


@pytest.mark.parametrize(
    "new",
    [
        "- **Status:** Accepted\n- **Supersedes:** ADR-0001",
        "## Status\n\nAccepted\n\nSupersedes [1. Old](0001-old.md)",
        "## Status\n\nAccepted\n\n## Links\n\n* Supersedes [old](0001-old.md)",
    ],
)
def test_a_successor_whose_predecessor_still_holds_is_an_error(new: str, findings: Findings) -> None:
    (found,) = findings("ADR004", pair("- **Status:** Accepted", new))
    assert found.severity is Severity.ERROR
    assert found.location.path == NEW
    assert found.message == "supersedes ADR-0001, which does not say so"
    assert found.related[0].path == OLD


@pytest.mark.parametrize(
    "old",
    [
        "- **Status:** Superseded by ADR-0002",
        "- **Status:** Superseded",
        "- **Status:** Deprecated",
        "## Status\n\nAccepted\n\nSuperceded by [2. New](0002-new.md)",
    ],
)
def test_a_predecessor_that_was_given_up_is_enough(old: str, findings: Findings) -> None:
    assert findings("ADR004", pair(old, "- **Status:** Accepted\n- **Supersedes:** ADR-0001")) == []


@pytest.mark.parametrize("status", ["Proposed", "Draft"])
def test_what_is_not_decided_supersedes_nothing_yet_and_that_it_means_to_is_told(
    status: str, findings: Findings
) -> None:
    files = pair("- **Status:** Accepted", f"- **Status:** {status}\n- **Supersedes:** ADR-0001")
    (found,) = findings("ADR004", files)
    assert found.severity is Severity.INFO
    assert found.message == "supersedes ADR-0001, which does not say so yet"


def test_what_was_rejected_supersedes_nothing(findings: Findings) -> None:
    assert (
        findings("ADR004", pair("- **Status:** Accepted", "- **Status:** Rejected\n- **Supersedes:** ADR-0001")) == []
    )


def test_supersession_in_part_that_the_other_does_not_know_of_is_told(findings: Findings) -> None:
    new = "## Status\n\nAccepted\n\nSupersedes in part [old](0001-old.md)"
    (found,) = findings("ADR004", pair("- **Status:** Accepted", new))
    assert found.severity is Severity.INFO
    assert found.help == f"`spec adr supersede ADR-0001 ADR-0002 --partly` writes it into {OLD}"
    assert findings("ADR004", pair("- **Status:** Superseded in part by ADR-0002", new)) == []
    note = "## Status\n\nAccepted\n\nSupersedes [old](0001-old.md) (caching only)"
    assert findings("ADR004", pair("- **Status:** Accepted", note)) == []


def test_a_successor_that_mentions_its_predecessor_nowhere_is_a_warning(findings: Findings) -> None:
    (found,) = findings("ADR004", pair("- **Status:** Superseded by ADR-0002", "- **Status:** Accepted"))
    assert found.severity is Severity.WARNING
    assert found.location.path == OLD


@pytest.mark.parametrize("mention", ["see ADR-1", "see [old](0001-old.md)", "see ADR 0001", "see [1. Old](/adr/1)"])
def test_any_mention_is_enough(mention: str, findings: Findings) -> None:
    files = pair("- **Status:** Superseded by ADR-0002", f"- **Status:** Accepted\n\n## Context\n\n{mention}")
    assert findings("ADR004", files) == []


@pytest.mark.parametrize(
    "reference", ["ADR-0009", "[Nine](0009-nine.md)", "0009-nine", "history/adr/0009-nine.md", "[x](../0001-old.md)"]
)
def test_a_target_that_is_not_there_is_an_error(reference: str, findings: Findings) -> None:
    (found,) = findings("ADR005", pair(f"- **Status:** Superseded by {reference}", "- **Status:** Accepted"))
    assert found.severity is Severity.ERROR
    assert found.location.start.line == 3
    assert findings("ADR004", pair(f"- **Status:** Superseded by {reference}", "- **Status:** Accepted")) == []


@pytest.mark.parametrize(
    "reference",
    [
        "ADR-2",
        "2",
        "[New](0002-new.md#decision)",
        "[New](./0002-new.md)",
        "history/adr/0002-new.md",
        "0002-new",
        "[Nine](https://example.org/adr/0009-nine.md)",
        "[Nine](/adr/9)",
        "the new way",
    ],
)
def test_a_target_that_is_there_or_lies_elsewhere_has_no_fault(reference: str, findings: Findings) -> None:
    assert findings("ADR005", pair(f"- **Status:** Superseded by {reference}", "- **Status:** Accepted")) == []


def test_a_number_may_be_that_of_a_record_in_another_folder(findings: Findings) -> None:
    files = pair("- **Status:** Accepted\n- **Related:** ADR-0007", "- **Status:** Accepted")
    assert findings("ADR005", {**files, "web/adr/0007-x.md": "# X\n"}) == []


@pytest.mark.parametrize("path", ["specs/001-login/spec.md", "../../specs/001-login/spec.md"])
def test_a_path_may_count_from_the_record_or_from_the_root_of_the_project(path: str, findings: Findings) -> None:
    files = pair(f"- **Status:** Accepted\n- **Related:** [the spec]({path})", "- **Status:** Accepted")
    assert findings("ADR005", {**files, "specs/001-login/spec.md": "# X\n"}) == []
    assert len(findings("ADR005", files)) == 1


def test_a_related_document_of_another_kind_may_be_named(findings: Findings) -> None:
    files = pair("- **Status:** Accepted\n- **Related:** [notes](../notes/3-x.md)", "- **Status:** Accepted")
    assert findings("ADR005", {**files, "history/notes/3-x.md": "# X\n"}) == []
