"""What an unfilled template leaves behind."""

from __future__ import annotations

import pytest

from specward.artifacts.kind import Kind
from specward.artifacts.template_tokens import TOKENS, different, leftovers, unfilled
from specward.markdown.document import Document

MADR_DATE = "{YYYY-MM-DD when the decision was last updated}"


def found(text: str, kind: Kind) -> list[str]:
    document = Document("x.md", text)
    return [document.slice(span) for span in leftovers(document, kind)]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("# Feature Specification: [FEATURE NAME]\n", Kind.SPEC, ["[FEATURE NAME]"]),
        ("**Feature Branch**: `[###-feature-name]`\n", Kind.SPEC, ["[###-feature-name]"]),
        ("1. **When** [action]\n", Kind.SPEC, ["**When** [action]"]),
        ("Press [action] to go on\n", Kind.SPEC, []),
        ("- [ ] T001 Edit app/[slug]/page.tsx [GATED]\n", Kind.TASKS, []),
        ("```\n# [REMOVE IF UNUSED] Option 1\n```\n", Kind.PLAN, ["[REMOVE IF UNUSED]"]),
        ("### [PRINCIPLE_1_NAME]\n", Kind.CONSTITUTION, ["[PRINCIPLE_1_NAME]"]),
        ("<!-- [PRINCIPLE_1_NAME] → Small -->\n", Kind.CONSTITUTION, []),
        ("Replace `[PROJECT_NAME]` first\n", Kind.CONSTITUTION, []),
        ("```\n[PROJECT_NAME]\n```\n", Kind.CONSTITUTION, []),
        ("# [FEATURE NAME]\n", Kind.ADR, []),
        ("**Date**: [DATE] | **Spec**: [link](spec.md)\n", Kind.PLAN, ["**Date**: [DATE]"]),
        ("# ADR-{{ID}}: {{TITLE}}, `{{DATE}}` and {{OTHER}}\n", Kind.ADR, ["{{ID}}", "{{TITLE}}"]),
        ("---\ndate: {YYYY-MM-DD when the decision was last updated}\n---\n# T\n", Kind.ADR, [MADR_DATE]),
        ("# T\n\nUse {namespace}, {json,yaml} and {{ value }}.\n", Kind.ADR, []),
        ("---\ninput: [FEATURE NAME]\n---\n# T\n", Kind.SPEC, []),
        ("# T\n\n[TODO: what] and `[TODO: code]`\n", Kind.ADR, ["[TODO: what]"]),
        ("**Given** [TODO: a], [action] [FEATURE NAME]\n", Kind.SPEC, ["[TODO: a]", "[FEATURE NAME]"]),
        ("[TODO: on two\nlines] [TODO:none]\n", Kind.PLAN, []),
        ("## Prompt\n\n[TODO: theirs]\n\n## Response\n\n[TODO: ours]\n", Kind.PHR, ["[TODO: ours]"]),
    ],
)
def test_only_the_templates_own_tokens_count(text: str, kind: Kind, expected: list[str]) -> None:
    assert found(text, kind) == expected


CONSTITUTION = [token for token in TOKENS[Kind.CONSTITUTION] if token.startswith("[")]


def is_unfilled(text: str, kind: Kind = Kind.CONSTITUTION) -> bool:
    document = Document("x.md", text)
    return unfilled(document, leftovers(document, kind))


def test_six_different_tokens_say_that_nobody_filled_it_in() -> None:
    assert is_unfilled("\n\n".join(CONSTITUTION[:6]))
    assert not is_unfilled("\n\n".join(CONSTITUTION[:1] * 6))


def test_six_tokens_in_one_of_three_sections_are_left_in_a_document_that_is_written() -> None:
    sections = ["## A\n\nWritten.\n", "## B\n\nWritten.\n", "## C\n\n" + " ".join(CONSTITUTION[:6])]
    assert not is_unfilled("\n".join(sections))
    assert is_unfilled("\n".join(sections[1:]))


def test_twelve_tokens_say_it_wherever_they_stand() -> None:
    assert is_unfilled("## A\n\nWritten.\n\n## B\n\nWritten.\n\n## C\n\n" + " ".join(CONSTITUTION[:12]))


def test_the_sample_rows_of_the_complexity_table_count_once() -> None:
    rows = (
        "| [e.g., 4th project] | [why 3 projects insufficient] |\n"
        "| [e.g., Repository pattern] | [why direct DB access insufficient] |\n"
    )
    document = Document("x.md", f"# Plan: [FEATURE]\n\n| A | B |\n| --- | --- |\n{rows}")
    assert different(document, leftovers(document, Kind.PLAN)) == 2
