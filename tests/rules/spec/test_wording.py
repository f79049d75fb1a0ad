"""The rules on what requirements, success criteria and whole specifications say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from specward.artifacts.kind import Kind
from specward.artifacts.template_tokens import TOKENS
from specward.check.run import check
from specward.check.select import Selection
from specward.config import DEFAULTS
from specward.project import Project
from specward.rules.spec import (
    compound_requirement,
    implementation_detail_in_spec,
    missing_constraints,
    missing_error_paths,
    requirement_without_modal,
    unmeasurable_success_criterion,
    vague_requirement,
)
from specward.sources.memory import MemorySource

if TYPE_CHECKING:
    from specward.rule import Rule

SPEC = "specs/001-login/spec.md"
PLAIN = "As a customer I want to see the orders that I placed, so that I know what is on the way to me."
pytestmark = pytest.mark.verifies("005-the-whole-checker/AC-001")


STRICT = "trace:\n  profile: strict\n"


def told(rule: Rule, text: str, config: str = "") -> list[tuple[int, int, str]]:
    files = {SPEC: f"# Feature Specification: Login\n\n{text}\n"} | (
        {".specify/specward.yml": config} if config else {}
    )
    report = check(Project(MemorySource(files)), Selection([rule], DEFAULTS))
    assert not report.undetermined
    return [(*found.location.start, found.message) for found in report.findings]


def vague(sentence: str, config: str = "") -> list[str]:
    found = told(vague_requirement.check, f"- **FR-001**: {sentence}", config)
    return [message.split("'")[1] for _, _, message in found]


def test_a_vague_word_is_told_at_its_place() -> None:
    found = told(vague_requirement.check, "- **FR-001**: The page MUST be intuitive")
    assert found == [(3, 32, "'intuitive' leaves open what FR-001 asks for")]


@pytest.mark.verifies("005-the-whole-checker/AC-002")
@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("System MUST handle errors gracefully", "gracefully"),
        ("System MUST show user-friendly messages", "user-friendly"),
        ("System SHOULD suggest a replacement if possible", "if possible"),
        ("System MUST return appropriate error messages", "return appropriate"),
        ("O sistema DEVE exibir mensagens amigáveis", "amigáveis"),
        ("O sistema DEVE ser intuitivo.", "intuitivo"),
        ("El sistema DEBE responder lo más rápido posible", "lo más rápido posible"),
        ("Das System MUSS die Daten wenn möglich löschen", "wenn möglich"),
        ("Le système DOIT afficher un message approprié", "approprié"),
        ("システムは適切なエラーを返さなければならない", "適切な"),
        ("画面は使いやすくなければならない", "使いやすく"),
        ("系统必须尽快响应", "尽快"),
        ("系統必須顯示友善的錯誤訊息", "友善的"),
    ],
)
def test_vague_words_are_known_in_each_language(sentence: str, word: str) -> None:
    assert vague(sentence) == [word]


@pytest.mark.parametrize(
    "sentence",
    [
        "System MUST take the fast path of simple types",
        'System MUST show the label "User-friendly mode"',
        "System MUST accept `user-friendly` as a value",
        "System MUST open quickly, within 200 ms",
        "System MUST shut down gracefully by finishing every request",
        "System MUST return appropriate status codes (the client's and the server's)",
        "System MUST be easy to use: no step asks twice",
        "Tags (where appropriate) MUST be shown",
        "Out of scope: an intuitive wizard",
    ],
)
def test_what_is_explained_quoted_or_named_is_not_vague(sentence: str) -> None:
    assert vague(sentence) == []


def test_a_figure_in_another_sentence_explains_nothing() -> None:
    assert vague("System MUST load quickly. It keeps 30 days of data.") == ["load quickly"]


def test_a_projects_own_vague_words_are_told() -> None:
    assert vague("The list MUST feel snappy", "language: {vague: [snappy]}\n") == ["snappy"]
    assert vague("The list MUST feel snappy") == []


def test_other_items_than_requirements_are_not_looked_at() -> None:
    assert told(vague_requirement.check, "- **EC-001**: an intuitive thing\n\nAn intuitive page.") == []


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("The system MUST ask for a password, MUST hash it, MUST lock the account and MUST tell the owner of it.", 1),
        ("Le système DOIT demander un mot de passe ; il DOIT le hacher, DOIT bloquer et DOIT prévenir le client.", 1),
        ("The system MUST ask for a password and MUST hash it, and it MUST lock the account, which may be undone.", 0),
        ("The system MUST refuse `MUST`, `MUST` and `MUST` in names, as other words that are reserved by the norm.", 0),
    ],
)
def test_four_obligations_are_too_many_for_one_requirement(sentence: str, count: int) -> None:
    assert len(told(compound_requirement.check, f"- **FR-001**: {sentence}")) == count


@pytest.mark.parametrize(
    "criterion",
    [
        "The interface is intuitive to use",
        "Users report high satisfaction with the design",
        "Authorization works as expected",
        "Students understand the difference",
        "As mensagens são amigáveis",
        "Les clients expriment leur satisfaction",
        "利用者は原因を理解できる",
    ],
)
def test_a_matter_of_opinion_is_no_success_criterion(criterion: str) -> None:
    found = told(unmeasurable_success_criterion.check, f"- **SC-001**: {criterion}")
    assert [(line, column) for line, column, _ in found] == [(3, 5)]


@pytest.mark.parametrize(
    "criterion",
    [
        "The deploy starts when main is pushed to",
        "Users can sign in and receive a session",
        "9 of 10 users find the interface intuitive",
        "The interface is intuitive: a survey says so",
        "Navigation is smooth within a second",
        "Exports keep working as expected (the old tests pass)",
        "The library works as expected without a network",
        "Café users report satisfaction — to the owner…",
    ],
)
def test_a_fact_a_figure_or_a_way_to_find_out_is_enough(criterion: str) -> None:
    assert told(unmeasurable_success_criterion.check, f"- **SC-001**: {criterion}") == []


def test_figures_below_a_criterion_belong_to_it() -> None:
    text = "- **SC-001**: The page is intuitive\n  - nine of ten users finish alone"
    assert told(unmeasurable_success_criterion.check, text) == []


def story(*scenarios: str) -> str:
    lines = "\n".join(f"{number}. {scenario}" for number, scenario in enumerate(scenarios, 1))
    return f"### User Story 1 - See the orders (Priority: P1)\n\n{PLAIN} The customer reads the list.\n\n{lines}\n"


GOOD = "**Given** an account, **When** the list is opened, **Then** the orders are shown"
BAD = "**Given** an account, **When** a wrong password is sent, **Then** it is refused"


def test_a_specification_without_any_error_path_is_told() -> None:
    assert len(told(missing_error_paths.check, story(GOOD), STRICT)) == 1
    assert told(missing_error_paths.check, story(GOOD, BAD), STRICT) == []


def test_questions_on_edge_cases_are_no_answers() -> None:
    asked = f"{story(GOOD)}\n### Edge Cases\n\n- What happens when the list is too long?\n"
    assert [line for line, _, _ in told(missing_error_paths.check, asked, STRICT)] == [9]
    assert told(missing_error_paths.check, f"{asked}- A list that is too long is parted.\n", STRICT) == []


def test_a_specification_that_nothing_limits_is_told() -> None:
    text = f"{story(GOOD)}\n- **FR-001**: The system MUST show the orders of the customer.\n"
    assert len(told(missing_constraints.check, text, STRICT)) == 1
    assert told(missing_constraints.check, f"{text}\n## Out of Scope\n\n- Payments\n", STRICT) == []
    assert told(missing_constraints.check, f"{text}- **NFR-001**: The list MUST open in a second.\n", STRICT) == []
    assert told(missing_constraints.check, f"{text}\nPayments are deferred.\n", STRICT) == []


def test_a_name_that_slipped_into_a_requirement_is_told_at_its_place() -> None:
    found = told(implementation_detail_in_spec.check, "- **FR-001**: Accounts MUST be kept in MongoDB")
    assert found == [(3, 40, "FR-001 chooses MongoDB")]


@pytest.mark.parametrize(
    "text",
    [
        "- **FR-001**: Accounts MUST be kept in MongoDB\n\n## Constraints\n\n- MongoDB is what we run\n",
        "**Input**: move to MongoDB\n\n- **FR-001**: Accounts MUST be kept in MongoDB\n",
        "- **C-001**: Accounts MUST be kept in MongoDB\n",
        "- **FR-001**: The existing MongoDB MUST stay\n",
        "- **FR-001**: Accounts MUST NOT go to MongoDB\n",
        "- **FR-001**: `src/db.py` MUST open MongoDB\n",
        "- **FR-001**: The page MUST explain MongoDB\n",
        "- **FR-001**: The system MUST support three stores: Oracle, MongoDB, Exasol\n",
        "- **FR-001**: The check MUST cover all MongoDB stores\n",
        "- **FR-001**: Users MUST be able to react to Reactions\n",
    ],
)
def test_what_is_given_or_asked_for_is_no_slip(text: str) -> None:
    assert told(implementation_detail_in_spec.check, text) == []


@pytest.mark.verifies("005-the-whole-checker/AC-002")
def test_a_projects_own_modal_makes_a_requirement() -> None:
    text = "- **FR-001**: The system MUST ask\n- **FR-002**: The owner of a session is obliged to end it\n"
    assert len(told(requirement_without_modal.check, text)) == 1
    assert told(requirement_without_modal.check, text, "language: {modals: [is obliged to]}\n") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The page MUST degrade gracefully to a single column",
        "The client MUST gracefully degrade to the queue when it is offline",
        "The answer MUST be user-friendly, indicating that nothing was found",
        "Errors MUST be user-friendly messages that avoid jargon",
        "The step MUST skip the check gracefully when there is none",
        "系统 MUST 输出友好的错误信息，指出文件位置",
        "The client MUST refresh the token if needed",
    ],
)
def test_a_vague_word_that_the_sentence_itself_explains_is_left_alone(sentence: str) -> None:
    assert vague(sentence) == []


def test_a_risk_is_no_requirement() -> None:
    row = "| R-5 | The job is slow. | Cached wheels where possible. |"
    table = f"## {{}}\n\n| ID | What | Mend |\n|---|---|---|\n{row}"
    assert told(vague_requirement.check, table.format("Risks")) == []
    assert len(told(vague_requirement.check, table.format("Requirements"))) == 1


def test_a_standard_is_a_way_to_measure() -> None:
    found = told(unmeasurable_success_criterion.check, "- **SC-001**: All pages function correctly, meeting WCAG AA")
    assert found == []


def test_a_name_behind_a_word_that_chooses_is_told_once_in_a_requirement() -> None:
    text = (
        "- **FR-001**: Pages MUST be built using HTML and JavaScript\n- **FR-002**: Dados DEVEM ficar em PostgreSQL\n"
    )
    assert [message for *_, message in told(implementation_detail_in_spec.check, text)] == [
        "FR-001 chooses JavaScript",
        "FR-002 chooses PostgreSQL",
    ]


def test_the_boundaries_of_the_scope_are_constraints() -> None:
    text = f"{story(GOOD)}\n## Requirements\n\n- **FR-001**: The list MUST be sorted.\n"
    assert len(told(missing_constraints.check, text, STRICT)) == 1
    assert told(missing_constraints.check, f"{text}\n## Assumptions & Scope Boundaries\n\n- x\n", STRICT) == []


def test_what_is_still_the_template_lacks_more_than_an_error_path() -> None:
    tokens = "".join(f"- {token}\n" for token in TOKENS[Kind.SPEC] if "error" not in token)
    assert told(missing_error_paths.check, f"{story(GOOD)}\n### Notes\n\n{tokens}", STRICT) == []
    assert len(told(missing_error_paths.check, f"{story(GOOD)}\n### Notes\n\n{tokens[:60]}\n", STRICT)) == 1
