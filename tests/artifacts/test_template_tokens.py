"""What an unfilled template leaves behind."""

from __future__ import annotations

import pytest

from specward.artifacts.kind import Kind
from specward.artifacts.template_tokens import TOKENS, leftovers, unfilled
from specward.markdown.document import Document


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
        ("# T\n\n[TODO: what] and `[TODO: code]`\n", Kind.ADR, ["[TODO: what]"]),
        ("**Given** [TODO: a], [action] [FEATURE NAME]\n", Kind.SPEC, ["[TODO: a]", "[FEATURE NAME]"]),
        ("[TODO: on two\nlines] [TODO:none]\n", Kind.PLAN, []),
        ("## Prompt\n\n[TODO: theirs]\n\n## Response\n\n[TODO: ours]\n", Kind.PHR, ["[TODO: ours]"]),
    ],
)
def test_only_the_templates_own_tokens_count(text: str, kind: Kind, expected: list[str]) -> None:
    assert found(text, kind) == expected


def test_six_different_tokens_say_that_nobody_filled_it_in() -> None:
    tokens = [token for token in TOKENS[Kind.CONSTITUTION] if token.startswith("[")]
    whole = Document("x.md", "\n\n".join(tokens[:6]))
    repeated = Document("x.md", "\n\n".join(tokens[:1] * 6))
    assert unfilled(whole, leftovers(whole, Kind.CONSTITUTION))
    assert not unfilled(repeated, leftovers(repeated, Kind.CONSTITUTION))
