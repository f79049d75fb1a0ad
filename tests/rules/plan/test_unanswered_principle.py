"""Which plans must answer each principle, and what counts as an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from specward.finding import Finding

    Find = Callable[[str, dict[str, str]], list[Finding]]

NAMES = ("Library First", "Test First", "Fast Start", "Plain Words")
CONSTITUTION = "# X\n\n## Core Principles\n\n" + "".join(
    f"### {ordinal}. {name}\n\nKeep it.\n\n" for ordinal, name in zip(("I", "II", "III", "IV"), NAMES, strict=True)
)


def files(check: str) -> dict[str, str]:
    return {
        ".specify/memory/constitution.md": CONSTITUTION,
        "specs/001-login/plan.md": f"# Plan\n\n## Constitution Check\n\n{check}\n\n## Next\n",
    }


@pytest.mark.parametrize(
    "check",
    [
        "All principles are met.",
        "- looks good\n- ready",
        "| Gate | Status |\n|---|---|\n| Library First | ok |",
        "- Library First: ok\n- Principles I-IV: ok",
        "- Library First: ok\n- Principle II: ok\n- III: ok\n- **Plain Words**: ok",
        "- Library First: ok\n- Tests first: ok\n\nA fast start and plain words matter too.",
        "| Principle | Relevance |\n|---|---|\n| I. Library First | a |\n| II. Test First | b |\n| III. Fast | c |",
        "- Library-First: ok\n- Tests first: ok\n- Fast start: ok\n- Words, plain: ok",
        "",
    ],
)
def test_a_check_that_is_not_principle_by_principle_or_is_whole_is_left_alone(check: str, findings: Find) -> None:
    assert findings("PLN001", files(check)) == []


@pytest.mark.parametrize(
    "check",
    [
        "| Principle | How |\n|---|---|\n| I. Library First | ok |\n| II. Test First | ok |\n| III. Fast Start | ok |",
        "- [x] Library First\n- [x] Test First\n- [x] Fast Start",
        "### I. Library First\n\nok\n\n### II. Test First\n\nok\n\n### III. Fast Start\n\nok",
    ],
)
def test_the_principle_that_is_left_out_is_named(check: str, findings: Find) -> None:
    assert [found.message for found in findings("PLN001", files(check))] == [
        "principle P-04 (Plain Words) is not answered"
    ]


def test_without_a_constitution_nothing_is_asked(findings: Find) -> None:
    plan = {"specs/001-login/plan.md": "# Plan\n\n## Constitution Check\n\n- Small: ok\n"}
    assert findings("PLN001", plan) == []


ANSWERED = "- Library First: ok\n- Test First: ok\n- Fast Start: ok"


@pytest.mark.parametrize(("amended", "told"), [("2026-01-31", 1), ("2026-03-01", 0), ("soon", 1)])
def test_a_constitution_that_was_amended_after_the_plan_may_ask_for_more_since(
    amended: str, told: int, findings: Find
) -> None:
    texts = files(ANSWERED)
    plan, constitution = "specs/001-login/plan.md", ".specify/memory/constitution.md"
    texts[plan] = texts[plan].replace("# Plan\n", "# Plan\n\n**Branch**: `001-login` | **Date**: 2026-02-01\n")
    texts[constitution] += f"**Version**: 1.1.0 | **Ratified**: 2026-01-01 | **Last Amended**: {amended}\n"
    assert len(findings("PLN001", texts)) == told


def test_a_check_that_leaves_out_several_principles_picks_those_that_matter(findings: Find) -> None:
    names = ["Library", "Testing", "Speed", "Wording", "Storage", "Privacy", "Accessibility", "Simplicity"]
    sections = "".join(f"### {number}. {name}\n\nKeep it.\n\n" for number, name in enumerate(names, 1))
    texts = {".specify/memory/constitution.md": f"# X\n\n## Core Principles\n\n{sections}"}
    for left_out, told in ((1, 1), (2, 0)):
        rows = "".join(f"- {name}: ok\n" for name in names[left_out:])
        plan = {"specs/001-login/plan.md": f"# Plan\n\n## Constitution Check\n\n{rows}\n## Next\n"}
        assert len(findings("PLN001", texts | plan)) == told
