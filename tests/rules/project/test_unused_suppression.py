"""PRJ006: the comment is deleted, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.rules.fixes import fixed

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Find = Callable[[str, dict[str, str]], list[Finding]]

PATH = "specs/001-login/spec.md"
IDLE = "<!-- spec: ignore unused-suppression -- kept for later -->"


@pytest.mark.verifies("005-the-whole-checker/AC-003")
@pytest.mark.parametrize(
    ("text", "after"),
    [
        (f"# S\r\n\r\n- **FR-001**: x MUST y. {IDLE}\r\n", "# S\r\n\r\n- **FR-001**: x MUST y.\r\n"),
        (f"# S\n\n{IDLE}\n\nText.\n", "# S\n\nText.\n"),
        (f"# S\n{IDLE}\nText.", "# S\nText."),
    ],
)
def test_an_idle_comment_goes_and_nothing_else(text: str, after: str, findings: Find) -> None:
    (found,) = findings("PRJ006", {PATH: text})
    assert found.fix is not None
    assert found.fix.safe
    assert fixed({PATH: text}, found.fix)[PATH] == after
    assert findings("PRJ006", {PATH: after}) == []


def test_it_is_not_safe_where_two_paragraphs_would_become_one(findings: Find) -> None:
    (found,) = findings("PRJ006", {PATH: f"One\n{IDLE}\ntwo\n"})
    assert found.fix is not None
    assert not found.fix.safe


def test_a_comment_that_only_lacks_its_reason_is_left_to_people(findings: Find) -> None:
    (found,) = findings("PRJ006", {PATH: "# S <!-- spec: ignore unused-suppression -->\n"})
    assert found.fix is None


@pytest.mark.verifies("005-the-whole-checker/AC-020")
def test_a_misspelt_rule_is_told_with_the_one_that_was_meant_and_the_comment_is_kept(findings: Find) -> None:
    comment = "<!-- spec: ignore story-without-critrion -- asked on Monday -->"
    (found,) = findings("PRJ006", {PATH: f"# Feature Specification: A\n\n{comment}\n\nText\n"})
    assert found.message == "no rule is called 'story-without-critrion'"
    assert found.help.startswith("did you mean `story-without-criterion`")
    assert found.fix is None
