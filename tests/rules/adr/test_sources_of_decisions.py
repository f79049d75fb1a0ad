"""ADR022 and ADR023: decisions and the features that they were made for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Findings = Callable[[str, dict[str, str]], list[Finding]]

RECORD = "history/adr/0001-a.md"
SPEC = {"specs/003-login/spec.md": "# Feature Specification: Login\n"}


def record(feature: str, *references: str) -> dict[str, str]:
    listed = "".join(f"- {reference}\n" for reference in references)
    head = "# ADR-0001: A\n\n- **Status:** Accepted\n"
    return {RECORD: f"{head}- **Feature:** {feature}\n\n## Decision\n\nYes.\n\n## References\n\n{listed}", **SPEC}


def test_a_feature_that_is_not_there_is_told_once_with_its_new_number(findings: Findings) -> None:
    files = record("002-login", "Feature Spec: specs/002-login/spec.md", "Plan: [p](../../specs/002-login/plan.md)")
    (found,) = findings("ADR022", files)
    assert found.message == "there is no feature `002-login`"
    assert found.help == "did you mean `003-login`?"
    assert found.location.start.line == 4


def test_a_file_that_is_not_there_is_told_by_its_path(findings: Findings) -> None:
    (found,) = findings(
        "ADR022", record("003-login", "Feature Spec: specs/003-login/spec.md", "Plan: specs/003-login/plan.md")
    )
    assert found.message == "`specs/003-login/plan.md` does not exist"
    assert found.location.start.line == 13


@pytest.mark.parametrize(
    ("feature", "reference"),
    [
        ("login", "Spec: none"),
        ("something new", "Spec: /home/ada/shop/specs/003-login/spec.md"),
        ("Cross-cutting (001-006)", "Spec: [it](../specs/003-login/spec.md)"),
        ("none", "Spec: other-project/specs/009-gone/spec.md"),
        ("none", "Spec: https://example.org/specs/009-gone/spec.md"),
    ],
)
def test_what_is_found_or_lies_elsewhere_has_no_fault(feature: str, reference: str, findings: Findings) -> None:
    assert findings("ADR022", record(feature, reference)) == []


def test_a_project_without_features_is_left_alone(findings: Findings) -> None:
    files = record("002-login", "Feature Spec: specs/002-login/spec.md")
    assert findings("ADR022", {RECORD: files[RECORD]}) == []


def feature(plan: str, *statuses: str) -> dict[str, str]:
    """A plan, and a decision for it with each of the statuses."""
    made = {
        f"history/adr/{number:04}-r.md": f"# ADR-{number:04}\n\n- **Status:** {status}\n- **Feature:** 003-login\n"
        for number, status in enumerate(statuses, start=1)
    }
    return {**SPEC, "specs/003-login/plan.md": plan, **made}


def test_a_plan_that_names_one_of_two_decisions_leaves_one_out(findings: Findings) -> None:
    (found,) = findings("ADR023", feature("# Plan\n\nAs ADR-0001 says.\n", "Accepted", "Accepted"))
    assert found.message.startswith("ADR-0002 was made for this feature")
    assert (found.location.path, found.location.start.line) == ("specs/003-login/plan.md", 3)
    assert [place.path for place in found.related] == ["history/adr/0002-r.md"]


@pytest.mark.parametrize(
    ("plan", "statuses"),
    [
        ("# Plan\n", ("Accepted", "Accepted")),
        ("# Plan\n\nADR-0001 and [two](../../history/adr/0002-r.md).\n", ("Accepted", "Accepted")),
        ("# Plan\n\nADR-0001.\n", ("Accepted", "Rejected")),
        ("# Plan\n\nADR-0001.\n", ("Accepted", "Superseded by ADR-0001")),
    ],
)
def test_features_that_name_all_or_none_and_dead_decisions_are_left_alone(
    plan: str, statuses: tuple[str, ...], findings: Findings
) -> None:
    assert findings("ADR023", feature(plan, *statuses)) == []


def test_decisions_of_other_features_may_be_named_freely(findings: Findings) -> None:
    files = feature("# Plan\n\nADR-0009.\n", "Accepted")
    files["history/adr/0001-r.md"] = files["history/adr/0001-r.md"].replace("003-login", "004-other")
    files["history/adr/0009-other.md"] = "# ADR-0009: Other\n\n- **Status:** Accepted\n- **Feature:** 004-other\n"
    assert findings("ADR023", files) == []
