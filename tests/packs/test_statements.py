"""Every statement of the five definitions has an answer, and every rule of the pack its statements."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from specward.output.rule_page import page
from specward.packs.statements import DEFINITIONS, NONE, WORDS, answered_by, statements
from specward.rules import RULES

SEEDS = Path(__file__).parents[3] / "shared/seeds"
ADDED = {
    *("FA001", "FA002", "FA003"),  # what keeps the pack from looking
    *("FA165", "FA170", "FA219"),  # added for safety
}
"""The rules of the pack that no statement asks for."""


@pytest.mark.verifies("006-the-five-agents/AC-023")
def test_every_answer_is_a_rule_or_a_word_that_is_explained() -> None:
    known = {rule.code for rule in RULES} | set(WORDS)
    assert {answer for statement in statements() for answer in statement.answers} <= known
    assert all(statement.answers for statement in statements())
    assert {statement.definition for statement in statements()} == set(DEFINITIONS)


@pytest.mark.verifies("006-the-five-agents/AC-023")
def test_every_rule_of_the_pack_answers_a_statement_but_those_that_were_added() -> None:
    unasked = {rule.code for rule in RULES if rule.code.startswith("FA") and not answered_by(rule.code)}
    assert unasked == ADDED


@pytest.mark.verifies("006-the-five-agents/AC-023")
def test_a_rule_is_explained_with_the_statements_that_it_answers() -> None:
    (rule,) = (rule for rule in RULES if rule.code == "FA217")
    assert "- Large results are paged (fastapi-backend-engineer, line 35)" in page(rule)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the definitions are not beside the checkout")
@pytest.mark.parametrize("definition", sorted(DEFINITIONS))
def test_no_line_of_a_definition_is_left_out_and_none_has_changed(definition: str) -> None:
    (path,) = SEEDS.glob(f"{definition}_*")
    told = {statement.line: statement.digest for statement in statements() if statement.definition == definition}
    assert told == _lines(path.read_text(encoding="utf-8"))


def test_what_states_nothing_is_a_heading_of_a_list_or_says_who_the_agent_is() -> None:
    said = {statement.text for statement in statements() if NONE in statement.answers}
    assert all(
        re.match(r"Introduces a list$|An? .*(architect|engineer|developer|expert) |Owns ", text) for text in said
    )


def _lines(text: str) -> dict[int, str]:
    """The digest of each line of a body that is neither blank nor a heading; an example of code counts as one line."""
    found, rulers, block = {}, 0, 0
    code: list[str] = []
    for number, line in enumerate(map(str.strip, text.split("\n")), 1):
        if line.startswith("```"):
            if block:
                found[block] = _digest("\n".join(code))
            block, code = (0, []) if block else (number, [])
        elif block:
            code.append(line)
        elif line == "---":
            rulers += 1
        elif rulers > 1 and line and not line.startswith("#"):
            found[number] = _digest(line)
    return found


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
