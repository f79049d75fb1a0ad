"""What nobody filled in, told from what only looks like it."""

from __future__ import annotations

import pytest

from specward.artifacts.adr_template import is_placeholder


@pytest.mark.parametrize(
    "text",
    [
        "{positive consequence}",
        "{positive consequence, e.g., improvement of one or more desired qualities, …}",
        "{title of option 1}",
        "{Describe the context and problem statement, e.g., in free form}",
        "[short title of solved problem and solution]",
        "[option 1]",
        "[e.g., improvement of quality attribute satisfaction, follow-up decisions required, …]",
        "{{TITLE}}",
        "{{OTHER}}",
        "[TODO: what was decided]",
        "Option 3",
        "…",
        "TBD.",
        "**TODO**",
        "TODO:",
        "Lorem ipsum",
        "<!-- option -->",
        "* <!-- decision driver -->",
        'Chosen option: "", because',
        "Good, because",
        "The change that we’re proposing or have agreed to implement.",
        "Context here...",
        "在这里补充上下文...",
        "XXX",
    ],
)
def test_a_line_of_a_template_says_nothing(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{json,yaml}",
        "{namespace}",
        "{message}",
        "{Active}",
        "{a longer text in braces that no template has}",
        "[GATED]",
        "[option 1](#option-1) is ours",
        "Option 1 is the one that we take",
        "TODO lists are kept in Redis",
        "The issue motivating this decision is that sessions are lost.",
        "Accepted",
        "Good, because fast",
        "None",
    ],
)
def test_braces_and_everyday_words_prove_nothing(text: str) -> None:
    assert not is_placeholder(text)
