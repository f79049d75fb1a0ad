"""The rules on constitutions, beyond the examples of their manuals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Find = Callable[[str, dict[str, str]], list[Finding]]

PATH = ".specify/memory/constitution.md"


@pytest.mark.parametrize(
    ("principle", "message"),
    [
        ("### [PRINCIPLE_1_NAME]\n\nText.\n", "P-01 is not filled in"),
        ("### I. Small\n<!-- Example: I. Library-First -->\n", "P-01 says nothing"),
        ("### I. Small\n\n---\n", "P-01 says nothing"),
    ],
)
def test_a_principle_that_says_nothing_is_unfilled(principle: str, message: str, findings: Find) -> None:
    found = findings("CON001", {PATH: f"# X\n\n## Core Principles\n\n{principle}\n## Governance\n"})
    assert [finding.message for finding in found] == [message]


def test_a_principle_made_of_subsections_or_with_brackets_of_its_own_is_filled(findings: Find) -> None:
    text = "# X\n\n## Core Principles\n\n### I. A\n\n#### Why\n\nSo.\n\n### II. B\n\nUse [GATED] tags.\n"
    assert findings("CON001", {PATH: text}) == []


def test_a_constitution_that_is_the_template_as_a_whole_is_left_to_the_rule_on_templates(findings: Find) -> None:
    text = "# [PROJECT_NAME]\n\n## Core Principles\n\n" + "".join(
        f"### [PRINCIPLE_{number}_NAME]\n\n[PRINCIPLE_{number}_DESCRIPTION]\n\n" for number in range(1, 6)
    )
    assert findings("CON001", {PATH: text}) == []


def test_tokens_in_a_sync_report_are_no_placeholders(findings: Find) -> None:
    text = "<!-- [PRINCIPLE_1_NAME] → Small -->\n# X\n\n## Core Principles\n\n### I. Small\n\nKeep it.\n"
    assert findings("CON001", {PATH: text}) == []


@pytest.mark.parametrize(
    ("line", "messages"),
    [
        ("**Version**: 1.0.0", []),
        ("- **Version:** v2.1", []),
        ("**Version**: [CONSTITUTION_VERSION]", ["the version has no number"]),
        ("**Versioning Policy:** semantic", ["no version"]),
    ],
)
def test_a_version_needs_a_number(line: str, messages: list[str], findings: Find) -> None:
    found = findings("CON005", {PATH: f"# X\n\nText.\n\n{line}\n"})
    assert [finding.message for finding in found] == messages
